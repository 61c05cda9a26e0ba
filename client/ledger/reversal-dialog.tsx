import { Input, Modal } from 'antd';
import { type ComponentRef, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChildEventView, ChildView } from '../../server/domain/ledger-views.js';
import { FaultNotice } from '../components/fault-notice.js';
import { type ChildAddress, ledgerApi } from './ledger-api.js';
import { nothingSaid, useTroubleWords } from './trouble-words.js';

/** Takes a movement back: says what that undoes, asks why, and leaves both in the history. */
export function ReversalDialog({
  at,
  view,
  event,
  onCancel,
  onDone,
}: {
  at: ChildAddress;
  view: ChildView;
  event: ChildEventView;
  onCancel: () => void;
  onDone: (view: ChildView) => void;
}) {
  const { t } = useTranslation();
  const words = useTroubleWords();
  const [reason, setReason] = useState('');
  const [said, setSaid] = useState(nothingSaid);
  const [busy, setBusy] = useState(false);
  const box = useRef<ComponentRef<typeof Input.TextArea>>(null);
  async function reverse() {
    if (reason.trim() === '') return setSaid({ ...nothingSaid, text: t('reason.missing') });
    setBusy(true);
    try {
      onDone(await ledgerApi.reverse(at, { n: view.n, event: event.n, reason: reason.trim() }));
    } catch (error) {
      setSaid(words(error));
      setBusy(false);
    }
  }
  return (
    <Modal
      open
      title={t('child.reverseEvent', { movement: event.title, date: event.date })}
      okText={t('child.reverse')}
      cancelText={t('cancel')}
      okButtonProps={{ danger: true }}
      confirmLoading={busy}
      onOk={() => void reverse()}
      onCancel={onCancel}
      afterOpenChange={() => box.current?.focus()}
    >
      <FaultNotice {...said} />
      <p className="dialog-label">{t('child.reverseWhat')}</p>
      <ul className="child-undo">
        {event.changes.map(({ field, title, before, after }) => (
          <li key={field}>
            {title}
            {t('colon')}
            {after || t('blank')} → <b>{before || t('blank')}</b>
          </li>
        ))}
      </ul>
      <label className="dialog-label" htmlFor="reversal-reason">
        {t('child.reverseWhy')}
      </label>
      <Input.TextArea id="reversal-reason" ref={box} rows={3} maxLength={300} value={reason} onChange={({ target }) => setReason(target.value)} />
    </Modal>
  );
}
