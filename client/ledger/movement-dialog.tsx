import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChildView, MovementChoice } from '../../server/domain/ledger-views.js';
import type { Ledger } from '../../server/domain/open-ledger.js';
import { Refusal } from '../api.js';
import { FaultNotice } from '../components/fault-notice.js';
import { useDeed } from '../deeds/use-deed.js';
import { type ChildAddress, ledgerApi } from './ledger-api.js';
import { MovementFields } from './movement-fields.js';
import { useMovement } from './use-movement.js';

/** Writes one movement of a child down. */
export function MovementDialog({
  ledger,
  at,
  view,
  movement: choice,
  onCancel,
  onStale,
  onDone,
}: {
  ledger: Ledger;
  at: ChildAddress;
  view: ChildView;
  movement: MovementChoice;
  onCancel: () => void;
  onStale: () => void;
  onDone: (view: ChildView) => void;
}) {
  const { t } = useTranslation();
  const { busy, said, run } = useDeed();
  const movement = ledger.movements.find(({ key }) => key === choice.kind);
  const state = useMovement(movement);
  const [tried, setTried] = useState(false);
  if (!movement) return null;
  async function record() {
    if (Object.keys(state.faults()).length > 0) return setTried(true);
    await run(
      async () => onDone(await ledgerApi.move(at, choice.kind, { n: view.n, ...state.sent })),
      (error) => error instanceof Refusal && error.problem.code === 'STALE' && onStale(),
    );
  }
  return (
    <Modal
      open
      width={600}
      mask={{ closable: state.touched === 0 }}
      title={t('move.title', { name: view.name, movement: choice.title })}
      okText={t('move.record', { movement: choice.title })}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={() => void record()}
      onCancel={onCancel}
    >
      <FaultNotice {...said} />
      {choice.hint && <p className="quiet dialog-label">{choice.hint}</p>}
      <MovementFields
        movement={movement}
        state={state}
        faults={tried ? { ...said.faults, ...state.faults() } : said.faults}
        send={(file, onProgress) => ledgerApi.attach(at, file, onProgress)}
      />
    </Modal>
  );
}
