import { Input, Modal } from 'antd';
import { type ComponentRef, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FaultNotice } from '../../components/fault-notice.js';
import { nothingSaid, useTroubleWords } from '../../ledger/trouble-words.js';

type Props = {
  title: string;
  what: string;
  deed: string;
  danger?: boolean;
  children?: ReactNode;
  onCancel: () => void;
  /** What is refused is said in the dialog, which then stays. */
  onWhy: (why: string) => Promise<void>;
};

/** A deed that says why it was done. */
export function WhyDialog({ title, what, deed, danger = false, children, onCancel, onWhy }: Props) {
  const { t } = useTranslation();
  const words = useTroubleWords();
  const [why, setWhy] = useState('');
  const [said, setSaid] = useState(nothingSaid);
  const [busy, setBusy] = useState(false);
  const box = useRef<ComponentRef<typeof Input.TextArea>>(null);
  async function go() {
    if (why.trim() === '') return setSaid({ ...nothingSaid, text: t('design.list.needWhy') });
    setBusy(true);
    try {
      await onWhy(why.trim());
    } catch (error) {
      setSaid(words(error));
    }
    setBusy(false);
  }
  return (
    <Modal
      open
      title={title}
      okText={deed}
      cancelText={t('cancel')}
      okButtonProps={{ danger }}
      confirmLoading={busy}
      onOk={() => void go()}
      onCancel={onCancel}
      afterOpenChange={(open) => open && box.current?.focus()}
    >
      <FaultNotice {...said} />
      <p>{what}</p>
      {children}
      <label className="dialog-label" htmlFor="why">
        {t('design.list.why')}
      </label>
      <Input.TextArea id="why" ref={box} rows={2} maxLength={500} value={why} onChange={({ target }) => setWhy(target.value)} />
    </Modal>
  );
}
