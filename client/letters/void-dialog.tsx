import { Input, Modal } from 'antd';
import { type ComponentRef, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterKindItem, LetterView } from '../../server/domain/letter-views.js';
import { FaultNotice } from '../components/fault-notice.js';
import { nothingSaid, useTroubleWords } from '../ledger/trouble-words.js';
import { AskedValues } from './asked-values.js';
import { letterApi } from './letter-api.js';

/** Takes a letter back, alone or with a new one in its place; asks why, and what the new one is to say. */
export function VoidDialog({
  letter,
  kind,
  deed,
  onCancel,
  onDone,
}: {
  letter: LetterView;
  kind: LetterKindItem | undefined;
  deed: 'void' | 'reissue';
  onCancel: () => void;
  onDone: (letter: LetterView) => void;
}) {
  const { t } = useTranslation();
  const words = useTroubleWords();
  const [reason, setReason] = useState('');
  const [values, setValues] = useState<Record<string, string>>(() => Object.fromEntries((kind?.asked ?? []).map(({ key, value }) => [key, value])));
  const [said, setSaid] = useState(nothingSaid);
  const [busy, setBusy] = useState(false);
  const box = useRef<ComponentRef<typeof Input.TextArea>>(null);
  async function go() {
    if (reason.trim() === '') return setSaid({ ...nothingSaid, text: t('reason.missing') });
    setBusy(true);
    try {
      const call = { reason: reason.trim() };
      onDone(deed === 'void' ? await letterApi.void(letter.id, call) : await letterApi.reissue(letter.id, { ...call, values: typed }));
    } catch (error) {
      setSaid(words(error));
      setBusy(false);
    }
  }
  const typed = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const title = t(deed === 'void' ? 'letters.void' : 'letters.reissue');
  return (
    <Modal
      open
      title={`${title}${t('colon')}${letter.serial}`}
      okText={title}
      cancelText={t('cancel')}
      okButtonProps={{ danger: deed === 'void' }}
      confirmLoading={busy}
      onOk={() => void go()}
      onCancel={onCancel}
      afterOpenChange={() => box.current?.focus()}
    >
      <FaultNotice {...said} />
      <p className="dialog-label">{t(deed === 'void' ? 'letters.voidWhat' : 'letters.reissueWhat', { name: letter.childName })}</p>
      <label className="dialog-label" htmlFor="void-reason">
        {t('letters.voidWhy')}
      </label>
      <Input.TextArea id="void-reason" ref={box} rows={3} maxLength={300} value={reason} onChange={({ target }) => setReason(target.value)} />
      {deed === 'reissue' && kind && kind.asked.length > 0 && (
        <div className="reissue-values">
          <AskedValues asked={kind.asked} values={values} faults={said.faults} onType={(key, value) => setValues((now) => ({ ...now, [key]: value }))} />
        </div>
      )}
    </Modal>
  );
}
