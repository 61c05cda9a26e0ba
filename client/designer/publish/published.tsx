import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PublicationView } from '../../../server/domain/definition-views.js';
import { isGoing, useWork } from './use-work.js';

/** What happened: the new versions, and open reports going over into them. */
export function Published({ publication }: { publication: PublicationView }) {
  const { t } = useTranslation();
  const own = publication.published.find(({ id }) => id === publication.id);
  const others = publication.published.filter(({ id }) => id !== publication.id);
  return (
    <div className="publish-done" role="status">
      <p className="publish-good">{t('design.publish.done', { title: own?.title ?? '', version: publication.version })}</p>
      {others.length > 0 && (
        <>
          <p>{t('design.publish.alsoNew')}</p>
          <ul className="publish-list">
            {others.map(({ id, title, version }) => (
              <li key={id}>
                {title} {t('design.list.version', { version })}
              </li>
            ))}
          </ul>
        </>
      )}
      {publication.jobs.map((job) => (
        <Moving key={job} job={job} />
      ))}
      <Link to="/forms">{t('design.publish.toList')}</Link>
    </div>
  );
}

function Moving({ job }: { job: string }) {
  const { t } = useTranslation();
  const work = useWork<{ moved: number; dropped: number }>(job);
  const { done = 0, total = 0, result, state } = work.data ?? {};
  if (isGoing(work.data))
    return (
      <p className="dry-run-progress">
        <progress value={done} max={total || 1} aria-label={t('design.publish.moving')} />
        {t('design.publish.moving')}
      </p>
    );
  if (state !== 'done') return <p className="publish-warn">{t('design.publish.movingLater')}</p>;
  return (
    <p>
      {t('design.publish.moved', { count: result?.moved ?? 0 })}
      {(result?.dropped ?? 0) > 0 && t('design.publish.dropped', { count: result?.dropped })}
    </p>
  );
}
