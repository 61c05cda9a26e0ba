import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { dayOf, hourOf, momentOf } from '../dates.js';
import { useSession } from '../session.js';
import type { Draft } from './use-draft.js';

/** What is saved, in words; the only place that says so. */
export function SaveWords({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { status, view, unsent } = draft;
  if (!view.editable && status === 'saved') return null;
  const time = view.saved ? (dayOf(view.saved.at) === today ? hourOf(view.saved.at) : momentOf(view.saved.at, today)) : '';
  const words = {
    saved:
      Object.keys(draft.refused).length > 0
        ? t('save.partly', { count: Object.keys(draft.refused).length })
        : time
          ? t('save.saved', { time })
          : t('save.nothing'),
    typing: t('save.saving'),
    saving: t('save.saving'),
    retrying: t('save.retrying'),
    conflict: t('save.conflict'),
    stopped: t('save.stopped'),
  }[status];
  const bad = status === 'retrying' || status === 'stopped' || status === 'conflict';
  return (
    <span className={`save-words${bad ? ' save-bad' : ''}`} role="status" aria-live="polite">
      {words}
      {bad && unsent > 0 ? t('save.unsent', { count: unsent }) : ''}
      {status === 'retrying' && (
        <Button type="link" size="small" onClick={() => void draft.queue.flush()}>
          {t('save.now')}
        </Button>
      )}
    </span>
  );
}
