import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportView } from '../../../server/domain/views.js';
import { api } from '../../api.js';

type Props = { definition: string; real: boolean; onSample(): void; onReport(view: ReportView): void };

/** Typed values, or a real report by period and school. */
export function TrySource({ definition, real, onSample, onReport }: Props) {
  const { t } = useTranslation();
  const [choosing, setChoosing] = useState(real);
  const [period, setPeriod] = useState<string | null>(null);
  const [office, setOffice] = useState<string | null>(null);
  const periods = useQuery({ queryKey: ['periods', definition], queryFn: () => api.periods(definition), enabled: choosing, retry: false });
  const wanted = period ?? periods.data?.current ?? null;
  const reports = useQuery({
    queryKey: ['reports', definition, wanted, 'try'],
    queryFn: () => api.reports({ definition, period: wanted ?? '', size: '500' }),
    enabled: choosing && wanted !== null,
    retry: false,
  });
  const report = useQuery({
    queryKey: ['report', definition, office, wanted, 'try'],
    queryFn: () => api.report({ definition, office: office ?? '', period: wanted ?? '' }),
    enabled: choosing && wanted !== null && office !== null,
    retry: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a report is taken over once, when it comes.
  useEffect(() => {
    if (report.data) onReport(report.data);
  }, [report.data]);
  const begun = reports.data?.items.filter(({ state }) => state.key !== 'none') ?? [];
  return (
    <div className="try-source">
      <Segmented
        aria-label={t('design.formulas.trySource')}
        value={choosing ? 'real' : 'sample'}
        options={[
          { value: 'sample', label: t('design.formulas.trySample') },
          { value: 'real', label: t('design.formulas.tryReal') },
        ]}
        onChange={(value) => {
          setChoosing(value === 'real');
          setOffice(null);
          if (value === 'sample') onSample();
        }}
      />
      {choosing && (
        <>
          <Select
            aria-label={t('design.formulas.tryPeriod')}
            className="try-pick"
            value={wanted}
            options={periods.data?.items.map(({ key, title }) => ({ value: key, label: title }))}
            onChange={(key) => {
              setPeriod(key);
              setOffice(null);
            }}
          />
          <Select
            aria-label={t('design.formulas.trySchool')}
            className="try-pick"
            placeholder={t('design.formulas.trySchool')}
            loading={reports.isFetching || report.isFetching}
            value={office}
            options={begun.map((row) => ({ value: row.office, label: row.officeTitle }))}
            notFoundContent={t('design.formulas.tryNone')}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={setOffice}
          />
          {(periods.isError || report.isError) && <span className="formula-fault">{(periods.error ?? report.error)?.message}</span>}
        </>
      )}
    </div>
  );
}
