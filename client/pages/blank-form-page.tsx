import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { emptyData } from '../../server/domain/carry.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import type { FormDesk } from '../forms/form-desk.js';
import { openFormQuery } from '../forms/form-queries.js';
import { lenient } from '../forms/server-validator.js';
import { SheetPaper } from '../report/sheet-paper.js';
import { useSession } from '../session.js';
import '../report/report.css';

const noPeriod = { key: '2000-01', title: '' };
const nothing = () => {};

/** The form as nobody has filled it in yet. */
export function BlankFormPage() {
  const { t } = useTranslation();
  const { definition = '', version = '' } = useParams();
  const { office, county } = useSession();
  const form = useQuery(openFormQuery(definition, Number(version)));
  const desk = useMemo(
    (): FormDesk | null =>
      form.data
        ? {
            form: form.data,
            data: emptyData(form.data),
            office: { id: office.id, title: '', kind: 'school', stages: [] },
            period: noPeriod,
            readOnly: true,
            everyRow: true,
            issues: [],
            notes: {},
            others: {},
            focus: null,
            onType: nothing,
            onAddLines: nothing,
          }
        : null,
    [form.data, office.id],
  );
  if (form.isError) return <Trouble page error={form.error} onRetry={() => form.refetch()} />;
  if (!desk) return <Waiting />;
  return (
    <div className="report">
      <div className="report-bar">
        <div className="report-bar-facts">
          <Link to="/forms" className="report-back">
            {t('forms.back')}
          </Link>
          <b>{t('forms.blank')}</b>
          <span className="quiet">{t('forms.versionNumber', { version })}</span>
        </div>
      </div>
      <div className="report-body">
        <SheetPaper desk={desk} validator={lenient} period={noPeriod} formulas={[]} county={county.title} />
      </div>
    </div>
  );
}
