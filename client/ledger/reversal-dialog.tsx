import { useTranslation } from 'react-i18next';
import type { ChildEventView, ChildView } from '../../server/domain/ledger-views.js';
import { WhyDialog } from '../deeds/why-dialog.js';
import { type ChildAddress, ledgerApi } from './ledger-api.js';

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
  return (
    <WhyDialog
      title={t('child.reverseEvent', { movement: event.title, date: event.date })}
      what={t('child.reverseWhat')}
      deed={t('child.reverse')}
      danger
      ask={t('child.reverseWhy')}
      above={
        <ul className="child-undo">
          {event.changes.map(({ field, title, before, after }) => (
            <li key={field}>
              {title}
              {t('colon')}
              {after || t('blank')} → <b>{before || t('blank')}</b>
            </li>
          ))}
        </ul>
      }
      onCancel={onCancel}
      onWhy={async (reason) => onDone(await ledgerApi.reverse(at, { n: view.n, event: event.n, reason }))}
    />
  );
}
