// What a record says of itself: faults and warnings at their cells, totals, computed values. The same in browser and server.
import { Decimal } from './decimal.js';
import { type Context, type Expression, renderMessage } from './expressions.js';
import { judgeCell } from './judge-cell.js';
import { type Form, type FormTable, labelOf } from './open-form.js';
import { type Cell, type Line, type RecordData, type Row, readCell } from './record-data.js';

export type Issue = {
  /** Same for the same fault at the same place, so that a reason stays with it: `balance@grades.g3`. */
  id: string;
  level: 'error' | 'warning';
  kind: 'required' | 'value' | 'check' | 'carry';
  /** Cell to jump to, and all cells at which it is shown. */
  path: string;
  paths: string[];
  message: string;
  /** Why the rule stands; '' when the definition does not say. */
  explain: string;
};

export type OfficeFacts = { id: string; title: string; kind: string; stages: string[] };
export type AssessContext = {
  office: OfficeFacts;
  period: { key: string; title: string };
  /** Values carried from the last accepted report, by path. */
  carried: { [path: string]: number | string };
};
export type Totals = { [table: string]: { [column: string]: number | null } };
export type Assessment = { issues: Issue[]; totals: Totals; formulas: { key: string; title: string; text: string }[] };

/** Judges a whole record: every fault at once, in the order of the sheet. */
export function assess(form: Form, data: RecordData, context: AssessContext): Assessment {
  const asked = new Map(form.tables.map((table) => [table.key, rowsOf(table, data, context.office)]));
  const scope = wholeScope(form, data, context, asked);
  const issues = [...judgeValues(form, data, asked), ...judgeCarried(form, data, context, asked), ...judgeChecks(form, data, scope, asked)];
  const place = new Map(cellOrder(form, asked).map((path, index) => [path, index]));
  issues.sort((a, b) => (place.get(a.path) ?? 1e9) - (place.get(b.path) ?? 1e9));
  return { issues, totals: totalsOf(form, data), formulas: computed(form, scope) };
}

export type AskedRow = { key: string; title: string; facts: { [name: string]: string } };

/** Rows of a table this office fills in: fixed rows whose condition holds, or the free lines it has. */
export function rowsOf(table: FormTable, data: RecordData, office: OfficeFacts): AskedRow[] {
  if (table.free)
    return linesOf(data, table.key).map((line, index) => ({
      key: line.id,
      title: `第${index + 1}行`,
      facts: { key: line.id, title: `第${index + 1}行`, stage: '' },
    }));
  return table.rows.filter((row) => table.when === null || table.when.evaluate({ row: row.facts, office }) === true);
}

export const linesOf = (data: RecordData, table: string): Line[] => (Array.isArray(data[table]) ? (data[table] as Line[]) : []);

/** Sums of integer columns over what is filled in; null where nothing is. */
export function totalsOf(form: Form, data: RecordData): Totals {
  return Object.fromEntries(
    form.tables.map((table) => {
      const value = data[table.key];
      const rows: Row[] = value !== null && typeof value === 'object' ? Object.values(value) : [];
      return [table.key, columnTotals(table, rows)];
    }),
  );
}

export function columnTotals(table: FormTable, rows: (Row | undefined)[]): { [column: string]: number | null } {
  return Object.fromEntries(
    table.columns
      .filter((column) => column.field.type === 'integer')
      .map((column) => {
        const numbers = rows.map((row) => row?.[column.key]).filter((cell): cell is number => typeof cell === 'number');
        return [column.key, numbers.length ? numbers.reduce((total, number) => total + number, 0) : null];
      }),
  );
}

function judgeValues(form: Form, data: RecordData, asked: Map<string, AskedRow[]>): Issue[] {
  const issues: Issue[] = [];
  const judge = (path: string, field: Form['fields'][number]): void => {
    const cell = readCell(data, path);
    const blank = cell === null || cell === '';
    const message = blank ? (field.field.required ? '还没有填写' : null) : judgeCell(field.field, field.codes, cell);
    if (message)
      issues.push({
        id: `${blank ? 'required' : 'value'}@${path}`,
        level: 'error',
        kind: blank ? 'required' : 'value',
        path,
        paths: [path],
        message: `${labelOf(form, path, lineIds(data, path))}：${message}`,
        explain: '',
      });
  };
  for (const field of form.fields) judge(field.key, field);
  for (const table of form.tables) {
    const rows = asked.get(table.key) ?? [];
    if (table.free && rows.length < table.minLines)
      issues.push({
        id: `lines@${table.key}`,
        level: 'error',
        kind: 'required',
        path: table.key,
        paths: [table.key],
        message: `${table.title}：至少要填 ${table.minLines} 行`,
        explain: '',
      });
    for (const row of rows) for (const column of table.columns) judge(`${table.key}.${row.key}.${column.key}`, column);
  }
  return issues;
}

function judgeCarried(form: Form, data: RecordData, context: AssessContext, asked: Map<string, AskedRow[]>): Issue[] {
  return Object.entries(form.snapshot.definition.carry ?? {}).flatMap(([target, rule]) => {
    const [table = '', column = ''] = target.split('.');
    if (!rule.differs || rule.differs === 'free') return [];
    return (asked.get(table) ?? []).flatMap((row): Issue[] => {
      const path = `${table}.${row.key}.${column}`;
      const was = context.carried[path];
      const cell = readCell(data, path);
      if (was === undefined || cell === null || cell === was) return [];
      return [
        {
          id: `carry@${path}`,
          level: rule.differs as 'warning' | 'error',
          kind: 'carry',
          path,
          paths: [path],
          message: `${labelOf(form, path)}：填的是 ${cell}，上期通过的数是 ${was}`,
          explain: '带入的数来自上期已通过的报表，改动须说明原因。',
        },
      ];
    });
  });
}

function judgeChecks(form: Form, data: RecordData, scope: Context, asked: Map<string, AskedRow[]>): Issue[] {
  return form.checks.flatMap((check): Issue[] => {
    if (!check.each) {
      if (!ready(form, check.that, data, null, null) || check.that.evaluate(scope) !== false) return [];
      const path = check.at[0] ?? form.tables[0]?.key ?? '';
      return [
        { id: check.key, level: check.level, kind: 'check', path, paths: check.at, message: renderMessage(check.message, scope), explain: check.explain },
      ];
    }
    const table = form.tables.find((one) => one.key === check.each) as FormTable;
    return (asked.get(table.key) ?? []).flatMap((row): Issue[] => {
      if (!ready(form, check.that, data, table, row.key)) return [];
      const context = { ...scope, row: { ...rowValues(table, data, row.key), ...row.facts } };
      if (check.that.evaluate(context) !== false) return [];
      const at = check.at.filter((column) => table.columns.some((one) => one.key === column));
      const paths = (at.length ? at : [table.columns[0]?.key ?? '']).map((column) => `${table.key}.${row.key}.${column}`);
      return [
        {
          id: `${check.key}@${table.key}.${row.key}`,
          level: check.level,
          kind: 'check',
          path: paths[0] as string,
          paths,
          message: renderMessage(check.message, context),
          explain: check.explain,
        },
      ];
    });
  });
}

/** A blank cell that does not count as nought, or one that holds no number, makes a check wait: `required` and `value` speak instead. */
function ready(form: Form, expression: Expression, data: RecordData, table: FormTable | null, row: string | null): boolean {
  const settled = (field: Form['fields'][number] | undefined, cell: Cell): boolean =>
    !field || field.field.type !== 'integer' || Number.isSafeInteger(cell) || ((cell === null || cell === '') && field.field.blank === 0);
  return (
    expression.reads.row.every((key) =>
      settled(
        table?.columns.find((column) => column.key === key),
        readCell(data, `${table?.key}.${row}.${key}`),
      ),
    ) &&
    expression.reads.record.every((key) =>
      settled(
        form.fields.find((field) => field.key === key),
        readCell(data, key),
      ),
    )
  );
}

function wholeScope(form: Form, data: RecordData, context: AssessContext, asked: Map<string, AskedRow[]>): Context {
  const { key, title } = context.period;
  return {
    office: { ...context.office },
    period: { key, title, year: BigInt(key.slice(0, 4)), month: BigInt(key.slice(5, 7)) },
    record: Object.fromEntries(form.fields.map((field) => [field.key, celValue(field, readCell(data, field.key))])),
    rows: Object.fromEntries(form.tables.map((table) => [table.key, (asked.get(table.key) ?? []).map((row) => sumValues(table, data, row.key))])),
  };
}

const rowValues = (table: FormTable, data: RecordData, row: string): Context =>
  Object.fromEntries(table.columns.map((column) => [column.key, celValue(column, readCell(data, `${table.key}.${row}.${column.key}`))]));
/** For `sum`: blanks are left out. */
const sumValues = (table: FormTable, data: RecordData, row: string): Context =>
  Object.fromEntries(Object.entries(rowValues(table, data, row)).filter(([, value]) => typeof value === 'bigint'));

function celValue(field: Form['fields'][number], cell: Cell): unknown {
  if (field.field.type === 'integer') return Number.isSafeInteger(cell) ? BigInt(cell as number) : 0n;
  if (field.field.type === 'boolean') return cell === true;
  return cell === null ? '' : String(cell);
}

function computed(form: Form, scope: Context): Assessment['formulas'] {
  return form.formulas.map((formula) => {
    const value = formula.value.evaluate(scope);
    if (value === null) return { key: formula.key, title: formula.title, text: '—' };
    const exact = value instanceof Decimal ? value : Decimal.of(value as bigint);
    return { key: formula.key, title: formula.title, text: formula.show === 'percent' ? exact.percent(formula.digits) : exact.text(formula.digits) };
  });
}

function cellOrder(form: Form, asked: Map<string, AskedRow[]>): string[] {
  return [
    ...form.fields.map((field) => field.key),
    ...form.tables.flatMap((table) => [
      table.key,
      ...(asked.get(table.key) ?? []).flatMap((row) => table.columns.map((column) => `${table.key}.${row.key}.${column.key}`)),
    ]),
  ];
}

const lineIds = (data: RecordData, path: string): string[] => linesOf(data, path.split('.')[0] ?? '').map((line) => line.id);
