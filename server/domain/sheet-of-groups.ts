// A sum laid out by center school, township, county or school: the table people see under 汇总, for paper and .xlsx.
import type { Form } from './open-form.js';
import type { RecordData } from './record-data.js';
import type { SheetCell, SheetColumn, SheetHeaderCell, SheetRow, SheetTable } from './sheet.js';
import { workedOut } from './sheet-of-record.js';
import { sumColumns, sumNumbers } from './sum-columns.js';
import type { SumCounts, SumView } from './views.js';

const titles: { [by in SumView['by']]: string } = { center: '中心校', township: '乡镇', county: '县区', school: '学校' };
const counted: { key: keyof SumCounts; title: string }[] = [
  { key: 'asked', title: '应报' },
  { key: 'handedIn', title: '已报' },
  { key: 'accepted', title: '通过' },
  { key: 'late', title: '逾期' },
];
/** Millimetres. */
const width = { title: 40, state: 23, count: 13 };
/** Wide enough for its title on one line, as far as titles are short. */
const numberWidth = (title: string): number => Math.min(30, Math.max(16, [...title].length * 5));

/** One row a group with how far it is, the summed columns and what is computed again; the last row is everything together. */
export function tableOfGroups(form: Form, sum: SumView): SheetTable {
  const { columns, header, depth } = sumColumns(form);
  const again = form.formulas.filter(({ key }) => key in sum.total.formulas);
  const schools = sum.by === 'school';
  const before: SheetColumn[] = [
    { key: '#', title: titles[sum.by], type: 'title', width: width.title },
    ...(schools
      ? [{ key: 'state', title: '状态', type: 'string' as const, width: width.state }]
      : counted.map(({ key, title }): SheetColumn => ({ key, title, type: 'integer', width: width.count }))),
  ];
  const numbers = columns.map(
    ({ table, key, title }): SheetColumn => ({ key: `${table}.${key}`, title, type: 'integer', width: numberWidth(title), ...sumsIn(form, table, key) }),
  );
  const after = again.map(({ key, title }): SheetColumn => ({ key, title, type: 'string', width: numberWidth(title) }));
  const tall = (column: SheetColumn, place: number): SheetHeaderCell => ({ title: column.title, row: 0, column: place, rowSpan: depth, colSpan: 1 });
  const cells = (data: RecordData, formulas: { [key: string]: string }): SheetCell[] => [
    ...sumNumbers(form, columns, data, sum.period).map((number) => ({ text: String(number ?? ''), value: number })),
    ...again.map(({ key }) => ({ text: formulas[key] ?? '', value: formulas[key] ?? null })),
  ];
  const row = (key: string, title: string, kind: SheetRow['kind'], stand: SheetCell[], rest: SheetCell[]): SheetRow => ({
    key,
    title,
    kind,
    asked: true,
    cells: [words(title), ...stand, ...rest],
  });
  const standing = (counts: SumCounts): SheetCell[] => counted.map(({ key }) => ({ text: String(counts[key]), value: counts[key] }));
  return {
    key: 'groups',
    title: '',
    free: false,
    columns: [...before, ...numbers, ...after],
    header: [
      ...before.map(tall),
      ...header.map((cell) => ({ ...cell, column: cell.column + before.length })),
      ...after.map((column, n) => tall(column, before.length + numbers.length + n)),
    ],
    headerDepth: depth,
    numbers: [],
    rows: [
      ...sum.groups.map((group) =>
        row(group.key, group.title, 'row', schools ? [words(group.state?.title ?? '')] : standing(group.counts), cells(group.data, group.formulas)),
      ),
      row(
        'total',
        '合计',
        'total',
        schools ? [words(`已报 ${sum.counts.handedIn}／${sum.counts.asked}`)] : standing(sum.counts),
        cells(sum.total.data, sum.total.formulas),
      ),
    ],
  };
}

/** How the row of everything together comes about in .xlsx; the columns of a sum are named by their table. */
function sumsIn(form: Form, key: string, column: string): Pick<SheetColumn, 'adds' | 'anew'> {
  const table = form.tables.find((one) => one.key === key);
  const field = (table?.columns ?? form.fields).find((one) => one.key === column);
  const anew = table && field ? workedOut(form, table, field) : null;
  return { ...(field?.sums === 'add' ? {} : { adds: false }), ...(anew ? { anew: { ...anew, formula: anew.formula.replaceAll('{', `{${key}.`) } } : {}) };
}

const words = (text: string): SheetCell => ({ text, value: text });
