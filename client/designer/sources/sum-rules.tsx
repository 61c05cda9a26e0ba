import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { type SumLine, type SumWay, setSumWay, sumLines } from './sum-ways.js';

/** What becomes of each number in the sums of centers, of the county and of the city. */
export function SumRules() {
  const { t } = useTranslation();
  const { definition, edit, faults } = useDesk<ReportDefinition>();
  const lines = sumLines(definition);
  const set = (line: SumLine, way: SumWay) => edit(t('design.sources.steps.sums'), (now) => setSumWay(now, line, way));
  if (lines.length === 0) return <p className="quiet">{t('design.sources.noSums')}</p>;
  return (
    <table className="sum-rules">
      <thead>
        <tr>
          <th scope="col">{t('design.sources.number')}</th>
          <th scope="col">{t('design.sources.inSums')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.path.join('.')}>
            <th scope="row">{line.title}</th>
            <td>
              <Select
                aria-label={t('design.sources.sumOf', { title: line.title })}
                value={line.way}
                popupMatchSelectWidth={false}
                options={line.ways.map((value) => ({ value, label: t(`design.sources.ways.${value}`) }))}
                onChange={(way) => set(line, way)}
              />
              {faultsAt(faults, line.path).map(({ message }) => (
                <span key={message} className="formula-fault">
                  {message}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
