import { Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DryRunResult, DryRun as Findings, NewFault } from '../../../server/domain/dry-run.js';
import { Trouble } from '../../components/trouble.js';
import { designApi } from '../design-api.js';
import { useDesk } from '../design-desk.js';
import { rememberedRun, rememberRun } from './remembered-run.js';
import { isGoing, useWork } from './use-work.js';

/** The draft tried on every report there is; tells when it has ended or was stopped. */
export function DryRun({ id, rev, onEnded }: { id: string; rev: number; onEnded: (ended: boolean) => void }) {
  const { t } = useTranslation();
  const { kind } = useDesk().definition;
  const [job, setJob] = useState(() => rememberedRun(id, rev));
  const [refused, setRefused] = useState<unknown>(null);
  const work = useWork<DryRunResult>(job);
  const begin = useCallback(
    () =>
      designApi.dryRun(id, rev).then((begun) => {
        rememberRun(id, { rev, job: begun.job });
        setJob(begun.job);
      }, setRefused),
    [id, rev],
  );
  const begun = useRef(job !== null);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void begin();
  }, [begin]);
  const going = refused === null && !work.isError && isGoing(work.data);
  useEffect(() => onEnded(!going), [going, onEnded]);
  const again = () => {
    setRefused(null);
    setJob(null);
    void begin();
  };
  if (refused !== null || work.isError) return <Trouble error={refused ?? work.error} onRetry={again} />;
  const { state, done = 0, total = 0, result } = work.data ?? {};
  if (going)
    return (
      <div className="dry-run-progress" role="status">
        <progress value={done} max={total || 1} aria-label={t('design.publish.trying')} />
        <span>{total > 0 ? t('design.publish.tried', { done, total }) : t('design.publish.trying')}</span>
        {job && (
          <Button size="small" onClick={() => void designApi.stopWork(job).then(() => work.refetch())}>
            {t('design.publish.stop')}
          </Button>
        )}
      </div>
    );
  if (state !== 'done')
    return (
      <p>
        {t(state === 'cancelled' ? 'design.publish.stopped' : 'design.publish.runFailed')}{' '}
        <Button size="small" onClick={again}>
          {t('design.publish.again')}
        </Button>
      </p>
    );
  const forms = (result?.forms ?? []).filter(({ run }) => run.records > 0);
  if (forms.length === 0) return <p>{t(kind === 'letter' || kind === 'clause' ? 'design.publish.lettersStay' : 'design.publish.noRecords')}</p>;
  return (
    <>
      {forms.map((form) => (
        <Found key={form.id} title={forms.length > 1 ? form.title : ''} run={form.run} />
      ))}
    </>
  );
}

/** What is new to reports that take the version, apart from what would only be so if the others took it as well. */
function Found({ title, run }: { title: string; run: Findings }) {
  const { t } = useTranslation();
  const moving = run.newly.filter(({ open }) => open > 0);
  const staying = run.newly.filter(({ open, records }) => records > open);
  return (
    <div className="dry-run-form">
      {title && <h4>{title}</h4>}
      <p>
        {t('design.publish.records', { count: run.records })}
        {t('design.publish.moves', { count: run.moves })}
        {run.drops > 0 && t('design.publish.drops', { count: run.drops })}
      </p>
      {moving.length === 0 ? <p className="publish-good">{t('design.publish.noNewFaults')}</p> : <FaultsOf faults={moving} open />}
      {run.stays > 0 && <p>{t(staying.length > 0 ? 'design.publish.staysBut' : 'design.publish.stays', { count: run.stays })}</p>}
      {staying.length > 0 && (
        <details className="quiet">
          <summary>{t('design.publish.stayingList')}</summary>
          <FaultsOf faults={staying} open={false} />
        </details>
      )}
      {run.moving.length > 0 && (
        <details>
          <summary>{t('design.publish.movingList', { count: run.moves })}</summary>
          <p>
            {[
              ...run.moving.map(({ office, period, state }) => `${office} ${period} ${state}`),
              ...(run.moves > run.moving.length ? [t('design.publish.moreOf', { count: run.moves - run.moving.length })] : []),
            ].join(t('listComma'))}
          </p>
        </details>
      )}
    </div>
  );
}

function FaultsOf({ faults, open }: { faults: NewFault[]; open: boolean }) {
  const { t } = useTranslation();
  return (
    <ul className="publish-list">
      {faults.map((fault) => {
        const count = open ? fault.open : fault.records - fault.open;
        const examples = fault.examples.filter((example) => example.open === open);
        return (
          <li key={fault.rule}>
            <b className={!open ? '' : fault.level === 'error' ? 'publish-bad' : 'publish-warn'}>
              {t(`design.publish.${open ? 'new' : 'would'}${fault.level === 'error' ? 'Errors' : 'Warnings'}`, { count })}
            </b>
            <ul>
              {examples.map(({ office, period, message }) => (
                <li key={`${office} ${period} ${message}`}>
                  {office} {period}
                  {t('colon')}
                  {message}
                </li>
              ))}
            </ul>
            {count > examples.length && <span className="quiet">{t('design.publish.moreOf', { count: count - examples.length })}</span>}
          </li>
        );
      })}
    </ul>
  );
}
