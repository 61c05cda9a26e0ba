// What a record says of itself: faults and warnings at their cells, totals, computed values. The same in browser and server.
import type { AssessContext, Issue } from './assess-context.js';
import { byOrder } from './by-order.js';
import { type Totals, totalsOf } from './column-totals.js';
import { computeCells } from './computed-cells.js';
import { Decimal } from './decimal.js';
import { fillIssues } from './fill.js';
import { judgeTable, wholeChecks } from './judge-checks.js';
import { judgeCarried, judgeFields, judgeLines, judgeRow } from './judge-values.js';
import type { Form } from './open-form.js';
import { otherIssues } from './other-values.js';
import { parsePeriod, periodSpan } from './period-key.js';
import type { RecordData } from './record-data.js';
import { RecordMemo } from './record-memo.js';

export type Assessment = {
  issues: Issue[];
  totals: Totals;
  formulas: { key: string; title: string; text: string }[];
  /** The record with every computed cell as it must be; the very same where nothing is computed anew. */
  data: RecordData;
};

/** Judges a whole record: every fault at once, in the order of the sheet. */
export const assess = (form: Form, data: RecordData, context: AssessContext): Assessment => assessorFor(form)(data, context);

/** Judges again and again while somebody types: what hangs on a row that has not changed is not worked out anew. */
export function assessorFor(form: Form): (data: RecordData, context: AssessContext) => Assessment {
  let memo: RecordMemo | null = null;
  let known: AssessContext | null = null;
  return (given, context) => {
    if (!memo || !known || !sameContext(known, context)) memo = new RecordMemo(form, context);
    known = context;
    const { data, results } = computeCells(form, given, context, memo);
    const scope = memo.scope(data, results);
    const span = spanOf(form, context.period.key);
    const rows = memo;
    const issues = [
      ...judgeFields(form, data, span),
      ...form.tables.flatMap((table) => [
        ...judgeLines(table, rows.rows(table, data)),
        ...judgeTable(form, table, data, scope, context, rows, (row) => judgeRow(table, row, span)),
      ]),
      ...judgeCarried(form, data, context, rows),
      ...fillIssues(form, data, context.filled ?? {}),
      ...otherIssues(form, context),
      ...wholeChecks(form, scope, context),
    ];
    return { issues: inOrder(form, data, rows, issues), totals: totalsOf(form, data, () => scope), formulas: shownFormulas(form, results), data };
  };
}

const sameContext = (a: AssessContext, b: AssessContext): boolean =>
  a === b ||
  (a.office === b.office &&
    a.period.key === b.period.key &&
    a.previous === b.previous &&
    a.lastYear === b.lastYear &&
    a.others === b.others &&
    a.carried === b.carried);

function spanOf(form: Form, key: string): { from: string; to: string } | null {
  const { period } = form.snapshot.definition;
  return parsePeriod(key)?.every === period.every ? periodSpan(key, period, form.calendar) : null;
}

export function shownFormulas(form: Form, results: { [formula: string]: unknown }): Assessment['formulas'] {
  const place = new Map(byOrder(form.snapshot.definition.formulas).map(({ key }, index) => [key, index]));
  return form.formulas
    .filter(({ to }) => to === null)
    .sort((a, b) => (place.get(a.key) ?? 0) - (place.get(b.key) ?? 0))
    .map(({ key, title, show, digits }) => {
      const value = results[key];
      if (value === null || value === undefined) return { key, title, text: '—' };
      const exact = value instanceof Decimal ? value : Decimal.of(value as bigint);
      return { key, title, text: show === 'percent' ? exact.percent(digits) : exact.text(digits) };
    });
}

/** The order of the sheet: fields, then each table row by row and column by column. */
function inOrder(form: Form, data: RecordData, memo: RecordMemo, issues: Issue[]): Issue[] {
  if (issues.length < 2) return issues;
  const tables = new Map(
    form.tables.map((table, index) => [
      table.key,
      {
        index,
        rows: new Map(memo.rows(table, data).map(({ key }, row) => [key, row])),
        columns: new Map(table.columns.map(({ key }, column) => [key, column])),
      },
    ]),
  );
  const fields = new Map(form.fields.map(({ key }, index) => [key, index]));
  const place = (path: string): number => {
    const [first = '', row, column] = path.split('.');
    const table = tables.get(first);
    if (!table) return fields.get(first) ?? 1e9;
    if (row === undefined) return (table.index + 1) * 1e6 - 1;
    const [r, c] = [table.rows.get(row), table.columns.get(column ?? '')];
    return r === undefined || c === undefined ? 1e9 : (table.index + 1) * 1e6 + r * 1e3 + c;
  };
  return issues
    .map((issue, index) => ({ issue, index, at: place(issue.path) }))
    .sort((a, b) => a.at - b.at || a.index - b.index)
    .map(({ issue }) => issue);
}
