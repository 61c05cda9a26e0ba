import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api, type ReportAddress } from '../api.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { openFormQuery, validatorQuery } from '../forms/form-queries.js';
import { ReportDesk } from '../report/report-desk.js';
import '../report/report.css';

/** One report; once it is loaded the desk keeps it up to date itself. */
export function ReportPage() {
  const at = useParams() as ReportAddress;
  const report = useQuery({ queryKey: ['report', at.definition, at.office, at.period], queryFn: () => api.report(at), staleTime: Infinity, gcTime: 0 });
  const version = report.data?.definition.version;
  const form = useQuery(openFormQuery(at.definition, version));
  const validator = useQuery(validatorQuery(at.definition, version));
  const failed = [report, form, validator].find((query) => query.isError);
  if (failed) return <Trouble page error={failed.error} onRetry={() => failed.refetch()} />;
  if (!report.data || !form.data || !validator.data) return <Waiting />;
  return <ReportDesk key={report.data.id} at={at} first={report.data} form={form.data} validate={validator.data.validate} />;
}
