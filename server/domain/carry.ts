// Starting values from the last accepted report, with the September shift of grades.
import type { OfficeFacts } from './assess-context.js';
import type { Form } from './open-form.js';
import { opensSchoolYear } from './period.js';
import { type RecordData, readCell, writeCell } from './record-data.js';
import { carriesOf } from './record-sources.js';
import { linesOf, rowsOf } from './rows-of.js';

/**
 * Values carried into a period, by path. In the first period of a school year the rule may take each row from the row before it
 * (grade N from grade N−1); rows marked `entry` start from admissions and carry nothing; a county may say at which offices.
 * A single field takes what stood in it, or in the one the rule names.
 * Of lines that people add, those of the report before begin the next one, with the columns that are carried.
 * Source: requirements, trap 2 of the monthly table.
 */
export function carriedValues(form: Form, office: OfficeFacts, period: string, previous: RecordData | null): { [path: string]: number | string } {
  const carried: { [path: string]: number | string } = {};
  if (!previous) return carried;
  const shifts = opensSchoolYear(form.snapshot.definition.period, period);
  for (const [target, rule] of Object.entries(carriesOf(form.snapshot.definition))) {
    const [tableKey = '', column = ''] = target.split('.');
    const [fromTable = '', fromColumn = ''] = rule.from.split('.');
    if (column === '') {
      const field = form.fields.find((one) => one.key === target);
      const value = field && !field.computed ? readCell(previous, rule.from) : null;
      if (typeof value === 'number' || typeof value === 'string') carried[target] = value;
      continue;
    }
    const table = form.tables.find((one) => one.key === tableKey);
    if (!table) continue;
    if (table.free) {
      // The same children stand in the list of the next period, each line under its own id.
      for (const line of linesOf(previous, tableKey)) {
        const value = line[fromColumn];
        if (typeof value === 'number' || typeof value === 'string') carried[`${tableKey}.${line.id}.${column}`] = value;
      }
      continue;
    }
    const nextGrade = shifts && rule.schoolYear === 'next-grade';
    const notIn = table.every.find(({ key }) => key === column)?.notIn;
    for (const row of rowsOf(table, previous, office)) {
      if (notIn?.has(row.key)) continue;
      if (nextGrade && isEntry(form, target, row.key, office)) continue;
      const index = table.rows.findIndex((one) => one.key === row.key);
      const source = nextGrade ? table.rows[index - 1]?.key : row.key;
      const value = source ? readCell(previous, `${fromTable}.${source}.${fromColumn}`) : null;
      if (typeof value === 'number' || typeof value === 'string') carried[`${tableKey}.${row.key}.${column}`] = value;
    }
  }
  return carried;
}

/** True where a row starts from admissions at this office: always, or under the condition the rule gives. */
function isEntry(form: Form, target: string, row: string, office: OfficeFacts): boolean {
  const entry = form.entries[target]?.[row];
  return entry === true || (entry !== undefined && entry.evaluate({ office }) === true);
}

/** `data` with carried values in the cells that are still blank. */
export function withCarried(data: RecordData, carried: { [path: string]: number | string }): RecordData {
  return Object.entries(carried).reduce((filled, [path, value]) => (readCell(filled, path) === null ? writeCell(filled, path, value) : filled), data);
}

/** A record nobody has typed in yet. */
export const emptyData = (form: Form): RecordData => Object.fromEntries(form.tables.map((table) => [table.key, table.free ? [] : {}]));
