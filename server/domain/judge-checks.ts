// Rules between cells: what a definition's checks say of a record.
import type { AssessContext, Issue } from './assess-context.js';
import { type Context, type Given, renderMessage } from './expressions.js';
import type { FormTable } from './form-parts.js';
import type { Form, FormCheck } from './open-form.js';
import { comparedWith } from './other-values.js';
import type { RecordData } from './record-data.js';
import type { KnownRow, RecordMemo } from './record-memo.js';
import { evaluated, givenFor } from './record-scope.js';

/** True when a check of a row hangs on nothing but the row, so that what it found stays with it. */
export const isOfRowAlone = ({ that, message }: FormCheck): boolean =>
  [that, ...message.parts.filter((part) => typeof part !== 'string')].every(
    ({ reads }) => reads.record.length + reads.formula.length + reads.sums.length + reads.tables.length === 0,
  );

export function judgeWhole(form: Form, check: FormCheck, scope: Context, given: Given): Issue[] {
  if (evaluated(check.that, scope, given) !== false) return [];
  const path = check.at[0] ?? form.tables[0]?.key ?? '';
  const { key, level, explain, at } = check;
  return [{ id: key, level, kind: 'check', path, paths: at, message: renderMessage(check.message, scope, given), explain, ...comparedWith(check) }];
}

/** One row under the row checks that are given. */
export function judgeRowChecks(form: Form, table: FormTable, checks: FormCheck[], row: KnownRow, scope: Context, context: AssessContext): Issue[] {
  if (checks.length === 0) return [];
  const around = { ...scope, row: row.values };
  const given = givenFor(form, context, table, row.key);
  return checks.flatMap((check): Issue[] => {
    if (evaluated(check.that, around, given) !== false) return [];
    const at = check.at.filter((column) => table.columns.some((one) => one.key === column));
    const paths = (at.length ? at : [table.columns[0]?.key ?? '']).map((column) => `${table.key}.${row.key}.${column}`);
    const message = renderMessage(check.message, around, given);
    return [
      {
        id: `${check.key}@${table.key}.${row.key}`,
        level: check.level,
        kind: 'check',
        path: paths[0] as string,
        paths,
        message,
        explain: check.explain,
        ...comparedWith(check),
      },
    ];
  });
}

export type ChecksOf = { alone: FormCheck[]; others: FormCheck[] };

/** The checks of a table's rows, those first that hang on the row alone. */
export function checksOf(form: Form, table: FormTable): ChecksOf {
  const checks = form.checks.filter(({ each }) => each === table.key);
  return { alone: checks.filter(isOfRowAlone), others: checks.filter((check) => !isOfRowAlone(check)) };
}

export const wholeChecks = (form: Form, scope: Context, context: AssessContext): Issue[] =>
  form.checks.filter(({ each }) => each === null).flatMap((check) => judgeWhole(form, check, scope, givenFor(form, context)));

/** Faults of a table's rows: their own cells and their checks. */
export function judgeTable(
  form: Form,
  table: FormTable,
  data: RecordData,
  scope: Context,
  context: AssessContext,
  memo: RecordMemo,
  cells: (row: KnownRow) => Issue[],
): Issue[] {
  const { alone, others } = checksOf(form, table);
  return memo
    .rows(table, data)
    .flatMap((row) => [
      ...memo.noted(row, () => [...cells(row), ...judgeRowChecks(form, table, alone, row, scope, context)]),
      ...judgeRowChecks(form, table, others, row, scope, context),
    ]);
}
