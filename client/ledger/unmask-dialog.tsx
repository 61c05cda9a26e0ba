import { Input, Modal } from 'antd';
import { type ComponentRef, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FaultNotice } from '../components/fault-notice.js';
import { type ChildAddress, ledgerApi } from './ledger-api.js';
import { nothingSaid, useTroubleWords } from './trouble-words.js';

/** Asks why a masked field is to be seen; the answer is logged with who saw it. */
export function UnmaskDialog({
  at,
  field,
  title,
  name,
  onCancel,
  onSeen,
}: {
  at: ChildAddress;
  field: string;
  title: string;
  name: string;
  onCancel: () => void;
  onSeen: (text: string) => void;
}) {
  const { t } = useTranslation();
  const words = useTroubleWords();
  const [reason, setReason] = useState('');
  const [said, setSaid] = useState(nothingSaid);
  const [busy, setBusy] = useState(false);
  const box = useRef<ComponentRef<typeof Input>>(null);
  async function look() {
    if (reason.trim() === '') return setSaid({ ...nothingSaid, text: t('reason.missing') });
    setBusy(true);
    try {
      onSeen((await ledgerApi.unmask(at, { field, reason: reason.trim() })).text);
    } catch (error) {
      setSaid(words(error));
      setBusy(false);
    }
  }
  return (
    <Modal
      open
      title={t('child.seeOf', { name, field: title })}
      okText={t('child.see')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={() => void look()}
      onCancel={onCancel}
      afterOpenChange={() => box.current?.focus()}
    >
      <FaultNotice {...said} />
      <label className="dialog-label" htmlFor="unmask-reason">
        {t('child.seeWhy')}
      </label>
      <Input id="unmask-reason" ref={box} maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} onPressEnter={() => void look()} />
    </Modal>
  );
}
