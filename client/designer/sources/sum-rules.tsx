import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { isTable } from '../../../server/domain/record-data.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { columnChoices, isNumber } from './table-columns.js';

type Line = { path: string[]; title: string; rule: string; ways: ('add' | 'again' | 'none')[] };
type Sums = NonNullable<ReportDefinition['sums']>;

/** What becomes of each number in the sums of centers, of the county and of the city. */
export function SumRules() {
  const { t } = useTranslation();
  const { definition, edit, faults } = useDesk<ReportDefinition>();
  const lines = linesOf(definition);
  const set = ({ path }: Line, way: string) =>
    edit(t('design.sources.steps.sums'), (now) => setAt({ ...now, sums: spread(now, path[1] ?? '') }, path, way === 'none' ? undefined : way));
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
                value={line.rule}
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

function linesOf(report: ReportDefinition): Line[] {
  const sums = report.sums ?? {};
  const fields = byOrder(report.schema.properties).flatMap((property): Line[] =>
    isTable(property) || property.hidden || !isNumber(property)
      ? []
      : [{ path: ['sums', property.key], title: property.title, rule: said(sums[property.key]), ways: ['add', 'none'] }],
  );
  const columns = columnChoices(report)
    .filter(({ field }) => isNumber(field))
    .map(({ value, label }): Line => {
      const [table = '', column = ''] = value.split('.');
      const rules = sums[table];
      return { path: ['sums', table, column], title: label, rule: typeof rules === 'object' ? said(rules[column]) : said(rules), ways: ['add', 'none'] };
    });
  const formulas = byOrder(report.formulas)
    .filter(({ to, hidden }) => to === undefined && !hidden)
    .map(({ key, title }): Line => ({ path: ['sums', key], title, rule: said(sums[key]), ways: ['again', 'none'] }));
  return [...fields, ...columns, ...formulas];
}

const said = (rule: unknown): string => (rule === 'add' || rule === 'again' ? rule : 'none');

/** A table summed as a whole, written out by its columns, so that one of them can be said otherwise. */
function spread({ sums = {}, schema }: ReportDefinition, table: string): Sums {
  const property = schema.properties[table];
  if (typeof sums[table] !== 'string' || !property || !isTable(property)) return sums;
  return {
    ...sums,
    [table]: Object.fromEntries(Object.entries(property.each.properties).flatMap(([key, field]) => (isNumber(field) ? [[key, 'add' as const]] : []))),
  };
}
