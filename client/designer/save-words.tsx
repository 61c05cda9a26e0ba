import { useTranslation } from 'react-i18next';
import type { KeeperState } from './draft-keeper.js';

/** Whether what is shown is safe, in words. */
export function SaveWords({ state: { status, view, stopped } }: { state: KeeperState }) {
  const { t } = useTranslation();
  const words = {
    saved: view.rev > 0 ? t('design.frame.saved') : t('design.frame.untouched'),
    editing: t('design.frame.editing'),
    saving: t('design.frame.editing'),
    retrying: t('design.frame.retrying'),
    clash: t('design.frame.clash'),
    stopped: stopped ? `${t('design.frame.stopped')}${t('colon')}${stopped.message}` : t('design.frame.stopped'),
  }[status];
  const bad = status === 'retrying' || status === 'clash' || status === 'stopped';
  return (
    <span className={`save-words${bad ? ' save-bad' : ''}`} role="status" aria-live="polite">
      {words}
    </span>
  );
}
