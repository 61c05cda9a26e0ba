import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { JobView } from '../../server/domain/letter-views.js';
import { ledgersQuery } from '../ledger/ledger-queries.js';
import { childPage } from '../places.js';

/** Children no letter was issued for, with the reason, each leading to the file where it can be mended. */
export function JobLeftOut({ job }: { job: JobView }) {
  const { t } = useTranslation();
  const ledgers = useQuery(ledgersQuery);
  const ledger = ledgers.data?.items[0]?.id;
  return (
    <section className="panel job-parts">
      <h2 className="issues-warn">{t('job.leftOut', { count: job.leftOutTotal })}</h2>
      <ul className="left-out">
        {job.leftOut.map(({ child, name, message }) => (
          <li key={child}>
            {ledger ? <Link to={childPage({ ledger, child })}>{name}</Link> : <b>{name}</b>} <span className="quiet">{message}</span>
          </li>
        ))}
      </ul>
      {job.leftOutTotal > job.leftOut.length && <p className="quiet">{t('issue.andMore', { count: job.leftOutTotal - job.leftOut.length })}</p>}
    </section>
  );
}
