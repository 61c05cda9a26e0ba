import { Input, Modal } from 'antd';
import { type ComponentRef, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionView } from '../../server/domain/views.js';

/** Asks why, before an action that the other side has to understand. */
export function ReasonDialog({
  action,
  office,
  onCancel,
  onReason,
}: {
  action: ActionView;
  office: string;
  onCancel: () => void;
  onReason: (reason: string) => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const box = useRef<ComponentRef<typeof Input.TextArea>>(null);
  const done = () => (reason.trim() ? onReason(reason.trim()) : setMissing(true));
  return (
    <Modal
      open
      title={action.title}
      okText={action.title}
      cancelText={t('cancel')}
      onCancel={onCancel}
      onOk={done}
      afterOpenChange={() => box.current?.focus()}
    >
      <label className="dialog-label" htmlFor="reason">
        {t('reason.ask', { office })}
      </label>
      <Input.TextArea
        id="reason"
        ref={box}
        rows={4}
        maxLength={500}
        showCount
        value={reason}
        status={missing && !reason.trim() ? 'error' : ''}
        aria-describedby="reason-fault"
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => event.ctrlKey && event.key === 'Enter' && done()}
      />
      <p id="reason-fault" role="alert" className="dialog-fault">
        {missing && !reason.trim() ? t('reason.missing') : ''}
      </p>
    </Modal>
  );
}
