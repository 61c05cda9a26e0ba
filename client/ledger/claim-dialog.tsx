import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChildView } from '../../server/domain/ledger-views.js';
import type { Ledger } from '../../server/domain/open-ledger.js';
import { FaultNotice } from '../components/fault-notice.js';
import { useDeed } from '../deeds/use-deed.js';
import { useSession } from '../session.js';
import { ledgerApi } from './ledger-api.js';
import { MovementFields } from './movement-fields.js';
import { useMovement } from './use-movement.js';

/** Takes in a child that another school has let go: whoever knows its name and number may. */
export function ClaimDialog({ ledger, onCancel, onDone }: { ledger: Ledger; onCancel: () => void; onDone: (view: ChildView) => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const kinds = ledger.movements.filter(({ event }) => event.takesIn && event.by[user.role]);
  const [kind, setKind] = useState((kinds.find(({ event }) => event.proof) ?? kinds[0])?.key ?? '');
  const movement = kinds.find(({ key }) => key === kind);
  const state = useMovement(movement);
  const { busy, said, run } = useDeed();
  const [name, setName] = useState('');
  const [idNumber, setIdNumber] = useState('');
  const [tried, setTried] = useState(false);
  const noName = name.trim() === '' || idNumber.trim() === '';
  async function claim() {
    if (noName || Object.keys(state.faults()).length > 0) return setTried(true);
    await run(async () => onDone(await ledgerApi.claim(ledger.id, { name: name.trim(), idNumber: idNumber.trim(), kind, ...state.sent })));
  }
  return (
    <Modal
      open
      width={600}
      mask={{ closable: false }}
      title={t('claim.title')}
      okText={t('claim.take')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={() => void claim()}
      onCancel={onCancel}
    >
      <FaultNotice {...said} />
      <p className="quiet dialog-label">{t('claim.what')}</p>
      <div className="sheet-parts">
        <div className="sheet-field">
          <label htmlFor="claim-kind">{t('claim.kind')}</label>
          <Select id="claim-kind" value={kind} onChange={setKind} options={kinds.map(({ key, title }) => ({ value: key, label: title }))} />
        </div>
        <div className="sheet-field">
          <label htmlFor="claim-name">{t('settings.name')}</label>
          <Input id="claim-name" maxLength={40} autoComplete="off" value={name} onChange={({ target }) => setName(target.value)} />
        </div>
        <div className="sheet-field">
          <label htmlFor="claim-number">{t('claim.idNumber')}</label>
          <div>
            <Input id="claim-number" maxLength={20} autoComplete="off" value={idNumber} onChange={({ target }) => setIdNumber(target.value)} />
            {tried && noName && <p className="sheet-field-fault">{t('claim.both')}</p>}
          </div>
        </div>
        {movement && (
          <MovementFields
            movement={movement}
            state={state}
            faults={tried ? { ...said.faults, ...state.faults() } : said.faults}
            send={(file, onProgress) => ledgerApi.attachToClaim(ledger.id, file, onProgress)}
          />
        )}
      </div>
    </Modal>
  );
}
