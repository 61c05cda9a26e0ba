import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { momentOf } from '../dates.js';
import { jobPage } from '../places.js';
import { useSession } from '../session.js';
import { JobState } from './job-state.js';
import { letterApi } from './letter-api.js';

const shown = 3;

/** The latest issues of this office: what is under way, and the files to print. */
export function RecentJobs() {
  const { t } = useTranslation();
  const { today } = useSession();
  const jobs = useQuery({ queryKey: ['jobs'], queryFn: letterApi.jobs });
  const items = jobs.data?.items.slice(0, shown) ?? [];
  if (items.length === 0) return null;
  return (
    <ul className="panel job-list" aria-label={t('job.recent')}>
      {items.map((job) => (
        <li key={job.id}>
          <Link to={jobPage(job.id)}>{job.title}</Link>
          <JobState job={job} />
          <span className="quiet">
            {job.serials && `${job.serials.first} — ${job.serials.last}　`}
            {momentOf(job.at, today)} {job.by}
          </span>
        </li>
      ))}
    </ul>
  );
}
