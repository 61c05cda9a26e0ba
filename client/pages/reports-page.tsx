import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { ReportListView, ReportRow } from '../../server/domain/views.js';
import { api, links, type ReportQuery } from '../api.js';
import { DueWords } from '../components/due-words.js';
import { EmptyNote } from '../components/empty-note.js';
import { PageHead } from '../components/page-head.js';
import { StateTag } from '../components/state-tag.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { daysBetween, momentOf } from '../dates.js';
import { DownloadButton } from '../files/download-button.js';
import { reportPage } from '../places.js';
import { useSession } from '../session.js';
import { FormPeriodPicker } from './form-period-picker.js';
import { ReportFilters } from './report-filters.js';
import { useFormPeriod } from './use-form-period.js';
import { WhenChosen } from './when-chosen.js';

const pageSize = 50;

/** A school's reports by month; for those who review, the reports of all offices in one month. */
export function ReportsPage() {
  const { t } = useTranslation();
  const { office } = useSession();
  const own = office.kind === 'school';
  const [search, setSearch] = useSearchParams();
  const chosen = useFormPeriod(!own);
  const { definition, period } = chosen;
  const filter: ReportQuery = {
    definition,
    ...(own ? {} : { period }),
    state: search.get('state') ?? '',
    q: search.get('q') ?? '',
    late: search.get('late') ?? '',
    page: search.get('page') ?? '1',
    size: String(pageSize),
  };
  const list = useQuery({
    queryKey: ['reports', filter],
    queryFn: () => api.reports(filter),
    enabled: Boolean(definition && (own || period)),
    placeholderData: keepPreviousData,
  });
  const set = (values: Record<string, string>) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        for (const [key, value] of Object.entries({ page: '', ...values })) value ? next.set(key, value) : next.delete(key);
        return next;
      },
      { replace: true },
    );

  return (
    <>
      <PageHead title={t('sections.reports')} note={list.data ? t('reports.total', { count: list.data.total }) : undefined}>
        {definition && (
          <DownloadButton path={links.reportsXlsx({ ...filter, page: '', size: '' })} name={`${t('sections.reports')}.xlsx`}>
            {t('reports.export')}
          </DownloadButton>
        )}
      </PageHead>
      <FormPeriodPicker chosen={chosen} withPeriod={!own} onChoose={(values) => set({ state: '', late: '', ...values })}>
        {list.data && <ReportFilters list={list.data} filter={filter} search={!own} onSet={set} />}
      </FormPeriodPicker>
      <WhenChosen chosen={chosen}>
        {list.isError ? (
          <Trouble error={list.error} onRetry={() => list.refetch()} />
        ) : !list.data ? (
          <Waiting />
        ) : (
          <ReportTable
            list={list.data}
            own={own}
            filtered={Boolean(filter.state || filter.q || filter.late)}
            onClear={() => set({ state: '', q: '', late: '' })}
          />
        )}
      </WhenChosen>
      {list.data && list.data.total > pageSize && (
        <Pagination
          className="pager"
          current={Number(filter.page)}
          pageSize={pageSize}
          total={list.data.total}
          showSizeChanger={false}
          onChange={(page) => set({ page: String(page) })}
          showTotal={(total) => t('reports.total', { count: total })}
        />
      )}
    </>
  );
}

function ReportTable({ list, own, filtered, onClear }: { list: ReportListView; own: boolean; filtered: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  const { today } = useSession();
  if (list.items.length === 0) {
    return (
      <div className="panel">
        <EmptyNote title={t(filtered ? 'reports.nothingFound' : 'reports.none')}>
          {filtered ? (
            <button type="button" className="more" onClick={onClear}>
              {t('reports.clear')}
            </button>
          ) : (
            <p>{t('reports.noneNext')}</p>
          )}
        </EmptyNote>
      </div>
    );
  }
  return (
    <div className="panel scroll-x">
      <table className="plain report-table">
        <thead>
          <tr>
            <th scope="col">{t(own ? 'reports.period' : 'reports.school')}</th>
            {!own && (
              <th scope="col" className="wide">
                {t('reports.center')}
              </th>
            )}
            {!own && (
              <th scope="col" className="wide">
                {t('reports.township')}
              </th>
            )}
            <th scope="col">{t('reports.state')}</th>
            <th scope="col">{t('reports.due')}</th>
            <th scope="col" className="wide">
              {t('reports.handedIn')}
            </th>
            <th scope="col" className="wide">
              {t('reports.updated')}
            </th>
            <th scope="col" className="wide number">
              {t('reports.explained')}
            </th>
          </tr>
        </thead>
        <tbody>
          {list.items.map((row) => (
            <tr key={`${row.office} ${row.period}`}>
              <td>
                <Link to={reportPage(row)}>{own ? row.periodTitle : row.officeTitle}</Link>
              </td>
              {!own && <td className="wide">{row.centerTitle}</td>}
              {!own && <td className="wide">{row.townshipTitle}</td>}
              <td>
                <StateTag state={row.state} />
              </td>
              <td>
                <Due row={row} today={today} />
              </td>
              <td className="wide">{row.handedInAt ? momentOf(row.handedInAt, today) : '—'}</td>
              <td className="wide">{row.updatedAt ? momentOf(row.updatedAt, today) : '—'}</td>
              <td className="wide number">
                {row.differing ? <span className="due-soon report-differs">{t('reports.differing', { count: row.differing })}</span> : ''}
                {row.explained || ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Handed in: only whether it was late; otherwise the time left. */
function Due({ row, today }: { row: ReportRow; today: string }) {
  const { t } = useTranslation();
  if (row.handedInAt) return row.late ? <span className="due due-over">{t('reports.wasLate')}</span> : <span className="quiet">{t('reports.inTime')}</span>;
  return <DueWords of={row} overdueDays={daysBetween(row.due, today)} />;
}
