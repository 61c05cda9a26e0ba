// What formulas and checks are tried on: values typed here, or a real report that is read and never written.
import type { AssessContext } from '../../../server/domain/assess-context.js';
import type { Field } from '../../../server/domain/definition.generated.js';
import type { Expression } from '../../../server/domain/expressions.js';
import type { FormField, FormTable } from '../../../server/domain/form-parts.js';
import type { Form } from '../../../server/domain/open-form.js';
import { type Cell, type RecordData, writeCell } from '../../../server/domain/record-data.js';
import type { Earlier } from '../../../server/domain/record-scope.js';
import { rowsOf } from '../../../server/domain/rows-of.js';
import type { ReportView } from '../../../server/domain/views.js';

export type TryData = { data: RecordData; context: AssessContext; real: boolean };

const sampleRows = 3;

/** An office and period that are nobody's, with nothing filled in. @param title of the office */
export function sampleOf(form: Form, title: string): TryData {
  const empty = Object.fromEntries(
    form.tables.map((table) => [table.key, table.free ? Array.from({ length: sampleRows }, (_, index) => ({ id: `r${index + 1}` })) : {}]),
  );
  const { every } = form.snapshot.definition.period;
  const key = { week: '2026-10-12', month: '2026-10', quarter: '2026-q4', semester: '2026-2027-s1', 'school-year': '2026-2027', windows: '' }[every];
  const window = Object.keys(form.snapshot.definition.period.windows ?? {})[0] ?? 'w01';
  return {
    data: empty,
    context: {
      office: { id: '', title, kind: 'school', stages: ['primary', 'junior'] },
      period: { key: key || `2026-${window}`, title: '' },
      carried: {},
      previous: {},
    },
    real: false,
  };
}

export const realOf = ({ data, office, period, carried, previous, lastYear, others }: ReportView): TryData => ({
  data,
  context: { office, period, carried, previous: previous ?? {}, lastYear: lastYear ?? {}, others: others ?? {} },
  real: true,
});

/** Rows that are shown: of a sample the first few, which are then the only ones asked. */
export const triedRows = (table: FormTable, { data, context, real }: TryData): { key: string; title: string }[] => {
  const rows = rowsOf(table, data, context.office);
  return real ? rows : rows.slice(0, sampleRows);
};

/** `earlier`: of the report before, or of the one a year before. */
export type TriedColumn = { field: FormField; earlier: Earlier | null };

/** Columns of a table that the rules read or write, those of the period before behind their own. */
export function triedColumns(form: Form, table: FormTable, read: Expression[], written: string[]): TriedColumn[] {
  const now = new Set([
    ...written,
    ...read.flatMap(({ reads }) => [...reads.row, ...reads.sums.filter((sum) => sum.table === table.key).map(({ column }) => column)]),
    // Going over the rows one by one may read any column.
    ...(read.some(({ reads, text }) => reads.tables.includes(table.key) && /\.(?:filter|exists|exists_one|all)\(/.test(text))
      ? table.columns.map(({ key }) => key)
      : []),
  ]);
  const asked = (earlier: Earlier): Set<string> =>
    new Set(read.flatMap(({ reads }) => reads[earlier].map((path) => (path.startsWith(`${table.key}.`) ? path.slice(table.key.length + 1) : path))));
  const before = { previous: asked('previous'), lastYear: asked('lastYear') };
  const ofField = new Set(form.fields.map(({ key }) => key));
  return table.every.flatMap((field) => [
    ...(now.has(field.key) ? [{ field, earlier: null }] : []),
    ...(['previous', 'lastYear'] as const).flatMap((earlier) => (before[earlier].has(field.key) && !ofField.has(field.key) ? [{ field, earlier }] : [])),
  ]);
}

/** With one cell typed; of an earlier report it stands among the cells given. */
export function typed(tried: TryData, path: string, earlier: Earlier | null, cell: Cell): TryData {
  if (!earlier) return { ...tried, data: writeCell(tried.data, path, cell) };
  const { [path]: _, ...rest } = tried.context[earlier] ?? {};
  return { ...tried, context: { ...tried.context, [earlier]: cell === null ? rest : { ...rest, [path]: cell } } };
}

/** With one number of another form typed. */
export function typedOther(tried: TryData, form: Form, path: string, cell: Cell): TryData {
  const key = path.split('.')[0] as string;
  const named = form.snapshot.others?.[key];
  if (!named) return tried;
  const known = tried.context.others?.[key] ?? { form: named.form, title: named.title, period: tried.context.period, state: null, cells: {} };
  const { [path]: _, ...rest } = known.cells;
  return {
    ...tried,
    context: { ...tried.context, others: { ...tried.context.others, [key]: { ...known, cells: cell === null ? rest : { ...rest, [path]: cell } } } },
  };
}

/** What was typed as a cell of a field holds it; null for blank. */
export function cellFrom({ field }: { field: Pick<Field, 'type'> }, text: string): Cell {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (field.type === 'integer') return /^-?\d{1,12}$/.test(trimmed) ? Number(trimmed) : null;
  return field.type === 'decimal' ? (/^-?\d{1,18}(\.\d{1,12})?$/.test(trimmed) ? trimmed : null) : text;
}
