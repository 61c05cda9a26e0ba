// The host functions of expressions. Anything not named here does not exist in a definition.
import { type Calendar, schoolDays } from './calendar.js';
import { Decimal } from './decimal.js';
import { ageOn, daysBetween, isDate } from './shanghai-day.js';

/** Raised by a host function whose result is blank; the whole expression is blank then. */
export class Blank extends Error {}

/** `title` is what people call it, `use` how it is written, `does` what it gives. */
export type FunctionWords = { title: string; use: string; does: string };

/** Functions and methods a definition may use, with words for messages and completion. */
export const functions: { [name: string]: FunctionWords } = {
  sum: { title: '合计', use: "sum(rows.表, '列')", does: '一列数的合计，空格不计' },
  lowest: { title: '最小', use: "lowest(rows.表, '列')", does: '一列数里最小的，空格不计' },
  highest: { title: '最大', use: "highest(rows.表, '列')", does: '一列数里最大的，空格不计' },
  average: { title: '平均', use: "average(rows.表, '列')", does: '一列数的平均，空格不计' },
  ratio: { title: '比率', use: 'ratio(甲, 乙)', does: '甲除以乙，乙为 0 时结果为空' },
  round: { title: '四舍五入', use: 'round(数) 或 round(数, 2)', does: '四舍五入到整数，或到几位小数' },
  abs: { title: '绝对值', use: 'abs(甲 - 乙)', does: '去掉负号，两数相差多少' },
  min: { title: '较小的', use: 'min(甲, 乙)', does: '两个数里较小的' },
  max: { title: '较大的', use: 'max(甲, 乙)', does: '两个数里较大的' },
  year: { title: '年份', use: 'year(日期)', does: '日期是哪一年' },
  month: { title: '月份', use: 'month(日期)', does: '日期是几月' },
  within: { title: '在期内', use: 'within(日期, period)', does: '日期是否在本期内' },
  days: { title: '相差天数', use: 'days(起, 止)', does: '从起到止相差的天数' },
  schoolDays: { title: '上课日数', use: 'schoolDays(起, 止)', does: '起的次日到止之间的上课日数，按校历' },
  age: { title: '周岁', use: 'age(出生日期, 日期)', does: '到这一天的周岁' },
  previous: { title: '上期', use: "previous('列') 或 previous('表.列')", does: '上一期已通过的报表里的数' },
  lastYear: { title: '去年同期', use: "lastYear('列') 或 lastYear('表.列')", does: '去年同一期已通过的报表里的数' },
  other: { title: '另一张表', use: "other('表.栏目')、other('表.表格.列') 或 other('表.表格.行.列')", does: '同单位同期另一张表里的数；写到列的是合计' },
  has: { title: '已填', use: 'has(row.列)', does: '这一格是否填了' },
  size: { title: '个数', use: 'size(名单)', does: '有几个，或文字有几个字' },
  contains: { title: '含有', use: "row.列.contains('字')", does: '文字里是否含有' },
  startsWith: { title: '开头是', use: "row.列.startsWith('字')", does: '文字是否以此开头' },
  endsWith: { title: '结尾是', use: "row.列.endsWith('字')", does: '文字是否以此结尾' },
  filter: { title: '符合条件的行', use: 'rows.表.filter(r, 条件)', does: '符合条件的行' },
  exists: { title: '有一行', use: 'rows.表.exists(r, 条件)', does: '是否有一行符合' },
  exists_one: { title: '恰有一行', use: 'rows.表.exists_one(r, 条件)', does: '是否恰有一行符合' },
  all: { title: '每行都', use: 'rows.表.all(r, 条件)', does: '是否每行都符合' },
};
/** Those that make one number of a column: they are given a list of rows and the key of the column. */
export const columnNames = new Set(['sum', 'lowest', 'highest', 'average']);
/** Those that look into an earlier report, by the path of a field or column. */
export const earlierNames = new Set(['previous', 'lastYear'] as const);
export const isEarlier = (name: string): name is 'previous' | 'lastYear' => name === 'previous' || name === 'lastYear';
/** Those that go over every row. */
export const loopNames = new Set(['filter', 'exists', 'exists_one', 'all', 'map']);

export function ratio(over: bigint | Decimal, under: bigint | Decimal): Decimal {
  const [a, b] = [decimal(over), decimal(under)];
  if (b.over === 0n) throw new Blank();
  return new Decimal(a.over * b.under, a.under * b.over);
}

export const days = (from: string, to: string): bigint => BigInt(daysBetween(day(from), day(to)));
export const age = (born: string, on: string): bigint => BigInt(ageOn(day(born), day(on)));
export const within = (date: string, span: Map<string, string>): boolean => day(date) >= (span.get('from') ?? '') && date <= (span.get('to') ?? '');

export function schoolDaysBetween(calendar: Calendar | null, from: string, to: string): bigint {
  const count = calendar ? schoolDays(calendar, day(from), day(to)) : null;
  if (count === null) throw new Blank();
  return BigInt(count);
}

export const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
export const absoluteDecimal = (value: Decimal): Decimal => (value.over < 0n ? value.negated() : value);
export const rounded = (value: bigint | Decimal): bigint => BigInt(decimal(value).text(0));
/** More places than an amount has anywhere are as good as ten. */
export const roundedTo = (value: bigint | Decimal, places: bigint): Decimal =>
  Decimal.parse(decimal(value).text(Number(places < 0n ? 0n : places > 10n ? 10n : places))) ?? decimal(value);
export const yearOf = (date: string): bigint => BigInt(day(date).slice(0, 4));
export const monthOf = (date: string): bigint => BigInt(day(date).slice(5, 7));

type Cells = { [column: string]: unknown } | Map<string, unknown>;
type Number = bigint | Decimal;
const known = new WeakMap<object, Map<string, Number | null>>();

/** One number of a column over rows; blanks are left out. Kept per list, so that asking again for each row of a table costs nothing. */
export function numberOf(name: string, rows: Cells[], column: string, type: 'int' | 'Decimal'): Number {
  const kept = known.get(rows) ?? new Map<string, Number | null>();
  known.set(rows, kept);
  const place = `${name} ${column}`;
  const found = kept.get(place) ?? madeOf(name, cellsOf(rows, column, type), type);
  kept.set(place, found);
  if (found === null) throw new Blank();
  return found;
}

function cellsOf(rows: Cells[], column: string, type: 'int' | 'Decimal'): Number[] {
  return rows
    .map((row) => (row instanceof Map ? row.get(column) : row[column]))
    .filter((cell): cell is Number => (type === 'int' ? typeof cell === 'bigint' : cell instanceof Decimal));
}

/** Null where nothing is filled in: the total of nothing is nought, but its average is not there. */
function madeOf(name: string, cells: Number[], type: 'int' | 'Decimal'): Number | null {
  const total = cells.reduce((sum: Decimal, cell) => sum.plus(decimal(cell)), Decimal.of(0n));
  const inType = (value: Decimal): Number => (type === 'int' ? value.over / value.under : value);
  if (name === 'sum') return inType(total);
  if (cells.length === 0) return null;
  if (name === 'average') return new Decimal(total.over, total.under * BigInt(cells.length));
  const sign = name === 'lowest' ? 1 : -1;
  return cells.reduce((best, cell) => (decimal(cell).compare(decimal(best)) * sign < 0 ? cell : best));
}

export const decimal = (value: bigint | Decimal): Decimal => (typeof value === 'bigint' ? Decimal.of(value) : value);

function day(text: string): string {
  if (!isDate(text)) throw new Blank();
  return text;
}
