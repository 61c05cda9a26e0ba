import { Modal } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';

/** Asks once before a page with unsaved changes is left, naming how many would be lost. */
export function useUnsaved(count: number): void {
  const { t } = useTranslation();
  const blocker = useBlocker(count > 0);
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    Modal.confirm({
      title: t('child.leave', { count }),
      okText: t('child.leaveYes'),
      cancelText: t('child.leaveNo'),
      okButtonProps: { danger: true },
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
  }, [blocker, count, t]);
  useEffect(() => {
    if (count === 0) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [count]);
}
