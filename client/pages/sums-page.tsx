import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { SumView } from '../../server/domain/views.js';
import { api, links } from '../api.js';
import { PageHead } from '../components/page-head.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { DownloadButton } from '../files/download-button.js';
import { openFormQuery } from '../forms/form-queries.js';
import { useSession } from '../session.js';
import { MissingList } from '../sums/missing-list.js';
import { SumTable } from '../sums/sum-table.js';
import { FormPeriodPicker } from './form-period-picker.js';
import { useFormPeriod } from './use-form-period.js';
import { WhenChosen } from './when-chosen.js';
import '../report/report.css';

const SumSheet = lazy(async () => ({ default: (await import('../sums/sum-sheet.js')).SumSheet }));
const PrintDialog = lazy(async () => ({ default: (await import('../files/print-dialog.js')).PrintDialog }));

/** The sum of one month: who has handed in, and what it comes to, by center school, township or county, or grade by grade. */
export function SumsPage() {
  const { t } = useTranslation();
  const { office } = useSession();
  const [search, setSearch] = useSearchParams();
  const [printing, setPrinting] = useState(false);
  const chosen = useFormPeriod(true);
  const { definition, period } = chosen;
  const within = search.get('within') ?? '';
  const view = search.get('view') ?? '';
  const filter = { ...(office.kind === 'bureau' ? { by: search.get('by') === 'township' ? 'township' : 'center' } : {}), ...(within ? { within } : {}) };
  // What is printed and downloaded is what is looked at.
  const face = view === 'sheet' ? {} : { face: 'groups' as const };
  const sum = useQuery({
    queryKey: ['sum', definition, period, filter],
    queryFn: () => api.sum(definition, period, filter),
    enabled: Boolean(definition && period),
    placeholderData: keepPreviousData,
  });
  const form = useQuery(openFormQuery(sum.data?.definition.id ?? '', sum.data?.definition.version));
  const set = (values: Record<string, string>) =>
    setSearch((now) => {
      const next = new URLSearchParams(now);
      for (const [key, value] of Object.entries(values)) value ? next.set(key, value) : next.delete(key);
      return next;
    });
  const by = (key: string, title: string, on: boolean, values: Record<string, string>) => (
    <button key={key} type="button" className="chip" aria-pressed={on} onClick={() => set(values)}>
      {title}
    </button>
  );
  const failed = [sum, form].find((query) => query.isError);
  const title = sum.data ? `${sum.data.definition.title} ${sum.data.within?.title ?? office.title} ${sum.data.period.title}` : '';

  return (
    <>
      <PageHead title={t('sections.sums')}>
        {sum.data && (
          <DownloadButton path={links.sumXlsx(definition, period, { ...filter, ...face })} name={`${title}.xlsx`}>
            {t('sums.download')}
          </DownloadButton>
        )}
        {sum.data && <Button onClick={() => setPrinting(true)}>{t('sums.print')}</Button>}
      </PageHead>
      <FormPeriodPicker chosen={chosen} withPeriod onChoose={(values) => set({ within: '', ...values })}>
        <fieldset className="filters" aria-label={t('sums.view')}>
          {office.kind === 'bureau' && by('center', t('sums.byCenter'), view === '' && filter.by === 'center', { by: '', view: '', within: '' })}
          {office.kind === 'bureau' && by('township', t('sums.byTownship'), view === '' && filter.by === 'township', { by: 'township', view: '', within: '' })}
          {office.kind !== 'bureau' && by('groups', t(office.kind === 'city' ? 'sums.byCounty' : 'sums.bySchool'), view === '', { view: '' })}
          {by('sheet', t('sums.bySheet'), view === 'sheet', { view: 'sheet' })}
        </fieldset>
      </FormPeriodPicker>
      <WhenChosen chosen={chosen}>
        {failed ? (
          <Trouble error={failed.error} onRetry={() => failed.refetch()} />
        ) : !sum.data || !form.data ? (
          <Waiting />
        ) : (
          <>
            <SumFacts sum={sum.data} />
            {within && (
              <p className="crumbs">
                <button type="button" className="issue-link" onClick={() => set({ within: '' })}>
                  {t('sums.all')}
                </button>{' '}
                › {sum.data.within?.title}
              </p>
            )}
            {view === 'sheet' ? (
              <Suspense fallback={<Waiting />}>
                <SumSheet sum={sum.data} form={form.data} />
              </Suspense>
            ) : (
              <SumTable sum={sum.data} form={form.data} onWithin={(key) => set({ within: key })} />
            )}
            {office.kind !== 'city' && sum.data.counts.missing > 0 && <MissingList key={`${definition} ${period}`} sum={sum.data} />}
          </>
        )}
      </WhenChosen>
      <Suspense fallback={null}>
        {printing && <PrintDialog title={title} path={links.sumPdf(definition, period, { ...filter, ...face })} onClose={() => setPrinting(false)} />}
      </Suspense>
    </>
  );
}

/** How far the month is, and whether the numbers may still change. */
function SumFacts({ sum }: { sum: SumView }) {
  const { t } = useTranslation();
  const { counts } = sum;
  return (
    <div className={`sum-facts notice ${sum.provisional ? 'notice-warn' : 'notice-good'}`} role="status">
      <b className="sum-verdict">{sum.provisional ? t('sums.provisional', { count: counts.asked - counts.accepted }) : t('sums.final')}</b>
      {(['asked', 'handedIn', 'accepted', 'late', 'missing'] as const).map((key) => (
        <span key={key} className="sum-count">
          <span>{t(`sums.counts.${key}`)}</span>
          <b className={key === 'late' && counts.late > 0 ? 'due-over' : ''}>{counts[key]}</b>
        </span>
      ))}
    </div>
  );
}
