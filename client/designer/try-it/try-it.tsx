import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Issue } from '../../../server/domain/assess-context.js';
import { type Assessment, assess } from '../../../server/domain/assess-record.js';
import { distinctFields } from '../../../server/domain/distinct-titles.js';
import type { Expression } from '../../../server/domain/expressions.js';
import type { Form } from '../../../server/domain/open-form.js';
import { type Cell, isTable, readCell } from '../../../server/domain/record-data.js';
import type { Earlier } from '../../../server/domain/record-scope.js';
import { useDesk } from '../design-desk.js';
import { TryCell } from './try-cell.js';
import { realOf, sampleOf, type TriedColumn, type TryData, triedColumns, triedRows, typed, typedOther } from './try-data.js';
import { TryOthers } from './try-others.js';
import { TrySource } from './try-source.js';
import './try-it.css';

type Props = {
  of: 'checks' | 'formulas';
  /** The one that is tried; all of them where absent. */
  rule?: string;
};

/** Formulas and checks tried on values typed here or on a real report, judged as they are for a school. Nothing is written. */
export function TryIt(props: Props) {
  const { t } = useTranslation();
  const { form } = useDesk();
  return (
    <section className="try-it" aria-label={t('design.formulas.tryIt')}>
      <h3>{t('design.formulas.tryIt')}</h3>
      {form ? <Tried form={form} {...props} /> : <p className="quiet">{t('design.formulas.tryFaults')}</p>}
    </section>
  );
}

function Tried({ form, of, rule }: Props & { form: Form }) {
  const { t } = useTranslation();
  const { id } = useDesk();
  const [given, setGiven] = useState<TryData | null>(null);
  const sample = useMemo(() => sampleOf(form, t('design.formulas.trySchoolName')), [form, t]);
  const tried = given ?? sample;
  const checks = form.checks.filter(({ key }) => of === 'checks' && (rule === undefined || key === rule));
  const formulas = form.formulas.filter(({ key }) => of === 'formulas' && (rule === undefined || key === rule));
  const assessment = useMemo(() => assess(form, tried.data, tried.context), [form, tried.data, tried.context]);
  const found = assessment.issues.filter((issue) => issue.kind === 'check' && checks.some(({ key }) => issue.id === key || issue.id.startsWith(`${key}@`)));
  const read: Expression[] = [
    ...checks.flatMap(({ that, message }) => [that, ...message.parts.filter((part) => typeof part !== 'string')]),
    ...formulas.map(({ value }) => value),
  ];
  const others = [...new Set(read.flatMap(({ reads }) => reads.other))];
  const waits = others.some((path) => Object.keys(tried.context.others?.[path.split('.')[0] as string]?.cells ?? {}).length === 0);
  const type = (path: string, earlier: Earlier | null, cell: Cell) => setGiven(typed(tried, path, earlier, cell));
  return (
    <>
      <TrySource definition={id} real={tried.real} onSample={() => setGiven(null)} onReport={(view) => setGiven(realOf(view))} />
      <p className="quiet">{t(tried.real ? 'design.formulas.tryRealHint' : 'design.formulas.trySampleHint')}</p>
      <TryOthers form={form} tried={tried} paths={others} onType={(path, cell) => setGiven(typedOther(tried, form, path, cell))} />
      <TriedSheet form={form} tried={tried} assessment={assessment} found={found} read={read} written={formulas} onType={type} />
      <ul className="try-results" aria-live="polite">
        {formulas
          .filter(({ to }) => to === null)
          .map(({ key, title }) => (
            <li key={key}>
              {title}
              <strong> {assessment.formulas.find((one) => one.key === key)?.text}</strong>
            </li>
          ))}
        {found.map((issue) => (
          <li key={issue.id} className={issue.level === 'error' ? 'try-bad' : 'try-warn'}>
            {issue.message}
          </li>
        ))}
        {checks.length > 0 && given !== null && found.length === 0 && (
          <li className={waits ? 'quiet' : 'try-good'}>{t(waits ? 'design.formulas.tryOtherWaits' : 'design.formulas.tryHolds')}</li>
        )}
      </ul>
    </>
  );
}

type SheetProps = {
  form: Form;
  tried: TryData;
  assessment: Assessment;
  found: Issue[];
  read: Expression[];
  written: Form['formulas'];
  onType(path: string, earlier: Earlier | null, cell: Cell): void;
};

/** Only what the rules look at. */
function TriedSheet({ form, tried, assessment, found, read, written, onType }: SheetProps) {
  const { t } = useTranslation();
  const { schema, layout } = form.snapshot.definition;
  const titleOf = (table: string, { field: { key, title: plain }, earlier }: TriedColumn): string => {
    const property = schema.properties[table];
    const title = (property && isTable(property) && distinctFields(table, property, layout.tables[table])[key]?.title) || plain;
    return earlier === 'previous' ? t('design.formulas.beforeOf', { title }) : earlier === 'lastYear' ? t('design.formulas.lastYearOf', { title }) : title;
  };
  const marked = new Set(found.flatMap(({ paths }) => paths));
  const fields = form.fields.filter(
    ({ key }) => read.some(({ reads }) => reads.record.includes(key)) || written.some(({ each, to }) => each === null && to === key),
  );
  return (
    <>
      {fields.map((field) => (
        <span key={field.key} className={`try-field${marked.has(field.key) ? ' try-marked' : ''}`}>
          {field.title}
          <TryCell field={field} label={field.title} value={readCell(assessment.data, field.key)} onType={(cell) => onType(field.key, null, cell)} />
        </span>
      ))}
      {form.tables.map((table) => {
        const columns = triedColumns(
          form,
          table,
          read,
          written.filter(({ each }) => each === table.key).map(({ to }) => to ?? ''),
        );
        const rows = triedRows(table, tried);
        if (columns.length === 0 || rows.length === 0) return null;
        return (
          <div key={table.key} className="try-scroll">
            <table className="try-table">
              <thead>
                <tr>
                  <th scope="col">{table.rowTitle || table.title}</th>
                  {columns.map((column) => (
                    <th scope="col" key={`${column.earlier} ${column.field.key}`}>
                      {titleOf(table.key, column)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.key}>
                    <th scope="row">{row.title}</th>
                    {columns.map((column) => {
                      const { field, earlier } = column;
                      const path = `${table.key}.${row.key}.${field.key}`;
                      const title = titleOf(table.key, column);
                      return (
                        <td key={`${earlier} ${field.key}`} className={!earlier && marked.has(path) ? 'try-marked' : undefined}>
                          <TryCell
                            field={earlier ? { ...field, computed: false } : field}
                            label={`${row.title} ${title}`}
                            value={earlier ? (tried.context[earlier]?.[path] ?? null) : readCell(assessment.data, path)}
                            onType={(cell) => onType(path, earlier, cell)}
                          />
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        );
      })}
    </>
  );
}
