import { Input, Modal } from 'antd';
import { type ComponentRef, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FaultNotice } from '../components/fault-notice.js';
import { useDeed } from './use-deed.js';

type Props = {
  title: string;
  /** What the deed means. */
  what?: ReactNode;
  /** The word on the button. */
  deed: string;
  danger?: boolean;
  /** How the reason is asked for; null where none is. */
  ask?: string | null;
  /** A reason of one line, which Enter ends. */
  short?: boolean;
  /** Between the two, or below the reason; told what the server has against which field. */
  above?: ReactNode;
  below?: (faults: { [path: string]: string }) => ReactNode;
  onCancel: () => void;
  /** What is refused is said in the dialog, which then stays. */
  onWhy: (why: string) => Promise<unknown>;
};

/** A deed that says why it was done. */
export function WhyDialog({ title, what, deed: word, danger = false, ask, short = false, above, below, onCancel, onWhy }: Props) {
  const { t } = useTranslation();
  const deed = useDeed();
  const [why, setWhy] = useState('');
  const box = useRef<ComponentRef<typeof Input.TextArea>>(null);
  const go = () => (ask !== null && why.trim() === '' ? deed.say(t('reason.missing')) : void deed.run(() => onWhy(why.trim())));
  return (
    <Modal
      open
      title={title}
      okText={word}
      cancelText={t('cancel')}
      okButtonProps={{ danger }}
      confirmLoading={deed.busy}
      onOk={go}
      onCancel={onCancel}
      afterOpenChange={(open) => open && box.current?.focus()}
    >
      <FaultNotice {...deed.said} />
      {what && <p className="dialog-label">{what}</p>}
      {above}
      {ask !== null && (
        <>
          <label className="dialog-label" htmlFor="why">
            {ask ?? t('reason.why')}
          </label>
          <Input.TextArea
            id="why"
            ref={box}
            rows={short ? 1 : 3}
            maxLength={300}
            value={why}
            onChange={({ target }) => setWhy(target.value)}
            onPressEnter={(event) => {
              if (!short && !event.ctrlKey) return;
              event.preventDefault();
              go();
            }}
          />
        </>
      )}
      {below?.(deed.said.faults)}
    </Modal>
  );
}
