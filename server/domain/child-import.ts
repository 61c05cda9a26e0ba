// A list of children as a workbook gives it: rows as values of a ledger, with every problem at its cell.
import { digitsLost, tidyNumber } from './id-number.js';
import { tidyValue, valueFault } from './judge-child.js';
import type { ChildValue, ChildValues, ImportView } from './ledger-views.js';
import type { Ledger, OpenField } from './open-ledger.js';

/** A cell's value, or why it has none. Dates are `YYYY-MM-DD`. */
export type ImportCell = string | number | boolean | null | { date: string } | { error: string } | { uncomputed: true };
export type ImportProblem = ImportView['problems'][number];
/** `row` counts from 1, as the sheet shows it; `office` is the title of a school, '' where the sheet has none. */
export type ImportRow = { row: number; office: string; values: ChildValues };
type Column = { index: number; field: OpenField | 'office' };

const officeHeads = ['学校', '就读学校', '学校名称'];
const plain = (cell: ImportCell): string =>
  (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : cell && 'date' in cell ? cell.date : '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();

/** @returns rows in order, the column each field stands in (counted from 0), and every problem at once; heads that are no field are warned of and left out. */
export function readImport(ledger: Ledger, sheet: ImportCell[][]): { rows: ImportRow[]; problems: ImportProblem[]; columns: { [field: string]: number } } {
  const head = sheet.slice(0, 10).findIndex((row) => row.some((cell) => nameHeads(ledger).includes(plain(cell))));
  if (head < 0)
    return {
      rows: [],
      columns: {},
      problems: [{ row: 1, column: 'A', cell: 'A1', level: 'error', message: `没有找到表头：前 10 行里要有一格写“${nameTitle(ledger)}”` }],
    };
  const problems: ImportProblem[] = [];
  const columns = columnsIn(ledger, sheet[head] as ImportCell[], head, problems);
  const rows: ImportRow[] = [];
  for (const [index, cells] of sheet.entries()) {
    if (index <= head || cells.every((cell) => plain(cell) === '')) continue;
    rows.push(rowOf(cells, index, columns, ledger.snapshot.definition.meanings.idNumber, problems));
  }
  repeated(ledger, rows, columns, problems);
  return { rows, problems, columns: Object.fromEntries(columns.map(({ field, index }) => [field === 'office' ? 'office' : field.key, index])) };
}

export const columnName = (index: number): string =>
  (index < 26 ? '' : String.fromCharCode(64 + Math.floor(index / 26))) + String.fromCharCode(65 + (index % 26));

function columnsIn(ledger: Ledger, heads: ImportCell[], row: number, problems: ImportProblem[]): Column[] {
  return heads.flatMap((cell, index): Column[] => {
    const title = plain(cell);
    if (title === '') return [];
    if (officeHeads.includes(title)) return [{ index, field: 'office' }];
    const field = ledger.fields.find((one) => one.title === title || one.key === title) ?? ledger.fields.find((one) => headsOf(one).includes(title));
    if (field) return [{ index, field }];
    problems.push(problemAt(row, index, 'warning', `台账里没有“${title.slice(0, 40)}”这一栏，没有读入`));
    return [];
  });
}

/** What a field's column is also called in lists of others: 监护人电话、家长电话. */
export const headsOf = ({ field }: Pick<OpenField, 'field'>): string[] =>
  (field.heads ?? '')
    .split(/[、，,;；]/)
    .map((head) => plain(head))
    .filter((head) => head !== '');

function rowOf(cells: ImportCell[], row: number, columns: Column[], idNumber: string | undefined, problems: ImportProblem[]): ImportRow {
  const read: ImportRow = { row: row + 1, office: '', values: {} };
  for (const { index, field } of columns) {
    const cell = cells[index] ?? null;
    if (field === 'office') {
      read.office = plain(cell);
      continue;
    }
    const { value, fault } = valueIn(field, cell, field.key === idNumber);
    if (fault) problems.push(problemAt(row, index, 'error', `${field.title}：${fault}`));
    else if (value !== null) read.values[field.key] = value;
  }
  return read;
}

/** `tells`: it is by this that a child is known. */
function valueIn(field: OpenField, cell: ImportCell, tells: boolean): { value: ChildValue; fault: string | null } {
  if (cell !== null && typeof cell === 'object' && 'error' in cell) return { value: null, fault: `单元格是错误值 ${cell.error}` };
  if (cell !== null && typeof cell === 'object' && 'uncomputed' in cell) return { value: null, fault: '公式没有算出结果，请粘贴为数值' };
  const text = plain(cell);
  if (text === '') return { value: null, fault: null };
  // Masked text is to look at: it is never taken for a value, and says of nobody who it is.
  if (field.privacy && text.includes('*')) return { value: null, fault: tells ? '号码打着星号，认不出是哪名学生；请填完整的号码，没有号码的请留空' : null };
  if (typeof cell === 'number' && (field.field.format === 'id-number' || field.field.format === 'student-number') && !Number.isSafeInteger(cell))
    return { value: null, fault: digitsLost };
  const value = tidyValue(field, typedValue(field, text));
  return { value, fault: value === null ? null : valueFault(field, value) };
}

function typedValue(field: OpenField, text: string): ChildValue {
  const code = (title: string): string => field.codes.find((one) => one.title === title || one.value === title)?.value ?? title;
  if (field.field.type === 'codes')
    return text
      .split(/[、,，;；]/)
      .map((one) => code(one.trim()))
      .filter((one) => one !== '');
  if (field.field.type === 'boolean') return /^(是|true|1|√)$/i.test(text) ? true : /^(否|false|0)$/i.test(text) ? false : text;
  if (field.field.type === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (field.field.codeList) return code(text);
  return field.field.format === 'date' ? dateIn(text) : text;
}

/** 2020-10-05, 2020/10/5, 2020.10.5, 2020年10月5日, 20201005. */
function dateIn(text: string): string {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : text;
}

function repeated(ledger: Ledger, rows: ImportRow[], columns: Column[], problems: ImportProblem[]): void {
  const key = ledger.snapshot.definition.meanings.idNumber;
  const column = columns.find(({ field }) => field !== 'office' && field.key === key);
  if (!key || !column) return;
  const first = new Map<string, number>();
  for (const { row, values } of rows) {
    const number = typeof values[key] === 'string' ? tidyNumber(values[key]) : '';
    if (number === '') continue;
    const before = first.get(number);
    if (before) problems.push(problemAt(row - 1, column.index, 'error', `与第 ${before} 行的身份证号相同`));
    else first.set(number, row);
  }
}

/** @param row counted from 0 */
export const problemAt = (row: number, column: number, level: ImportProblem['level'], message: string): ImportProblem => ({
  row: row + 1,
  column: columnName(column),
  cell: `${columnName(column)}${row + 1}`,
  message,
  level,
});

const nameHeads = (ledger: Ledger): string[] => {
  const name = ledger.fields.find((field) => field.key === ledger.snapshot.definition.meanings.name);
  return [nameTitle(ledger), ...(name ? headsOf(name) : [])];
};

function nameTitle(ledger: Ledger): string {
  const key = ledger.snapshot.definition.meanings.name;
  return ledger.fields.find((field) => field.key === key)?.title ?? key;
}
