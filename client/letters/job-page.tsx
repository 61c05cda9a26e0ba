import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Progress } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { JobView } from '../../server/domain/letter-views.js';
import { FaultNotice } from '../components/fault-notice.js';
import { PageHead } from '../components/page-head.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { momentOf } from '../dates.js';
import { useDeed } from '../deeds/use-deed.js';
import { useSession } from '../session.js';
import { JobLeftOut } from './job-left-out.js';
import { JobParts } from './job-parts.js';
import { JobState } from './job-state.js';
import { letterApi } from './letter-api.js';
import '../ledger/ledger.css';
import '../report/report.css';
import './letters.css';

const lookEvery = 1000;
const isOpen = (job: JobView | undefined): boolean => job?.state === 'waiting' || job?.state === 'running';

/** Letters on their way: how far it is, the files to print in the order in which they are handed out, and what was left out. */
export function JobPage() {
  const { t } = useTranslation();
  const { job: id = '' } = useParams();
  const { today } = useSession();
  const queries = useQueryClient();
  const { busy, said, run } = useDeed();
  const query = useQuery({
    queryKey: ['job', id],
    queryFn: () => letterApi.job(id),
    refetchInterval: ({ state }) => (isOpen(state.data) ? lookEvery : false),
  });
  const ended = query.data && !isOpen(query.data);
  useEffect(() => {
    if (ended) for (const key of ['letters', 'jobs', 'child', 'letter-kinds']) void queries.invalidateQueries({ queryKey: [key] });
  }, [ended, queries]);
  if (query.isError && !query.data) return <Trouble page error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <Waiting />;
  const job = query.data;
  const ask = (what: (id: string) => Promise<JobView>) => run(async () => queries.setQueryData(['job', id], await what(id)));
  const percent = job.state === 'done' ? 100 : job.total > 0 ? Math.floor((job.done / job.total) * 100) : 0;
  return (
    <>
      <PageHead title={job.title} note={t('job.by', { at: momentOf(job.at, today), by: job.by })}>
        <Link to="/letters">{t('letters.back')}</Link>
      </PageHead>
      <section className="panel job">
        <div className="job-now">
          <JobState job={job} />
          <span>
            {isOpen(job) && job.step}
            {job.state === 'done' && job.finishedAt && t('job.finished', { at: momentOf(job.finishedAt, today) })}
          </span>
          <b className="job-count">{percent}%</b>
          {job.mayCancel && isOpen(job) && (
            <Popconfirm title={t('job.cancelWhat')} okText={t('job.cancelYes')} cancelText={t('job.cancelNo')} onConfirm={() => void ask(letterApi.cancel)}>
              <Button size="small" loading={busy}>
                {t('job.cancel')}
              </Button>
            </Popconfirm>
          )}
          {(job.state === 'failed' || job.state === 'cancelled') && (
            <Button size="small" type="primary" loading={busy} onClick={() => void ask(letterApi.resume)}>
              {t('job.resume')}
            </Button>
          )}
        </div>
        <Progress percent={percent} showInfo={false} status={job.state === 'failed' ? 'exception' : 'normal'} aria-label={t('job.progress')} />
        {isOpen(job) && <p className="quiet">{t('job.leave')}</p>}
        {job.state === 'failed' && <p className="notice notice-bad">{t('job.failed', { problem: job.problem })}</p>}
        {job.state === 'cancelled' && <p className="notice notice-warn">{t('job.cancelled')}</p>}
        <FaultNotice {...said} />
        {job.serials && (
          <p>
            {t('job.serials', job.serials)}　<Link to={`/letters?job=${encodeURIComponent(job.id)}`}>{t('job.toRegister')}</Link>
          </p>
        )}
      </section>
      {job.parts.length > 0 && <JobParts job={job} />}
      {job.leftOut.length > 0 && <JobLeftOut job={job} />}
    </>
  );
}
