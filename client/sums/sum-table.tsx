import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Form } from '../../server/domain/open-form.js';
import type { RecordData } from '../../server/domain/record-data.js';
import { sumColumns, sumNumbers } from '../../server/domain/sum-columns.js';
import type { SumCounts, SumView } from '../../server/domain/views.js';
import { StateTag } from '../components/state-tag.js';
import { reportPage } from '../places.js';

/** Groups as rows under the form's own merged header; the last line is everything together. */
export function SumTable({ sum, form, onWithin }: { sum: SumView; form: Form; onWithin: (key: string) => void }) {
  const { t } = useTranslation();
  const head = useMemo(() => sumColumns(form), [form]);
  const again = form.formulas.filter(({ key }) => key in sum.total.formulas);
  const single = sum.by === 'school';
  const levels = Array.from({ length: head.depth }, (_, row) => head.header.filter((cell) => cell.row === row).sort((a, b) => a.column - b.column));
  const numbers = (data: RecordData, formulas: Record<string, string>) => (
    <>
      {sumNumbers(form, head.columns, data, sum.period).map((number, index) => (
        <td key={`${head.columns[index]?.table}.${head.columns[index]?.key}`} className="number">
          {number ?? ''}
        </td>
      ))}
      {again.map(({ key }) => (
        <td key={key} className="number">
          {formulas[key] ?? ''}
        </td>
      ))}
    </>
  );
  const counts = ({ asked, handedIn, accepted, late }: SumCounts) => (
    <>
      <td className="number">{asked}</td>
      <td className="number">{handedIn}</td>
      <td className="number">{accepted}</td>
      <td className="number">{late ? <span className="due-over">{late}</span> : 0}</td>
    </>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keys.
    <section className="panel scroll-x" aria-label={t('sums.table')} tabIndex={0}>
      <table className="plain lined sum-table">
        <caption className="unseen">
          {sum.definition.title} {sum.period.title}
        </caption>
        <thead>
          {levels.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a header level is its place.
            <tr key={row}>
              {row === 0 && (
                <th scope="col" rowSpan={head.depth}>
                  {t(`sums.by.${sum.by}`)}
                </th>
              )}
              {row === 0 &&
                (single ? (
                  <th scope="col" rowSpan={head.depth}>
                    {t('reports.state')}
                  </th>
                ) : (
                  (['asked', 'handedIn', 'accepted', 'late'] as const).map((key) => (
                    <th key={key} scope="col" rowSpan={head.depth} className="number">
                      {t(`sums.counts.${key}`)}
                    </th>
                  ))
                ))}
              {cells.map((cell) => (
                <th
                  key={cell.column}
                  scope={cell.colSpan > 1 ? 'colgroup' : 'col'}
                  rowSpan={cell.rowSpan}
                  colSpan={cell.colSpan}
                  className={cell.colSpan > 1 ? 'group' : 'number'}
                >
                  {cell.title}
                </th>
              ))}
              {row === 0 &&
                again.map(({ key, title }) => (
                  <th key={key} scope="col" rowSpan={head.depth} className="number">
                    {title}
                  </th>
                ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {sum.groups.map((group) => (
            <tr key={group.key}>
              <th scope="row">
                {group.link === 'group' ? (
                  <button type="button" className="issue-link" onClick={() => onWithin(group.key)}>
                    {group.title}
                  </button>
                ) : group.link === 'report' ? (
                  <Link to={reportPage({ definition: sum.definition.id, office: group.key, period: sum.period.key })}>{group.title}</Link>
                ) : (
                  group.title
                )}
              </th>
              {single ? <td>{group.state && <StateTag state={group.state} />}</td> : counts(group.counts)}
              {numbers(group.data, group.formulas)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('sums.total')}</th>
            {single ? <td>{t('sums.ofAsked', { handedIn: sum.counts.handedIn, asked: sum.counts.asked })}</td> : counts(sum.counts)}
            {numbers(sum.total.data, sum.total.formulas)}
          </tr>
        </tfoot>
      </table>
      {sum.groups.length === 0 && <p className="waiting">{t('sums.noGroups')}</p>}
    </section>
  );
}
