// Lays a record out as its sheet of paper.
import type { OfficeFacts } from './assess-context.js';
import { byOrder } from './by-order.js';
import { type Around, aroundRows, columnTotals, type Total } from './column-totals.js';
import { decimalPlaces } from './computed-cells.js';
import type { Field } from './definition.generated.js';
import { excelFormula } from './excel-formula.js';
import type { Code, FormColumn, FormField, FormTable } from './form-parts.js';
import type { Form } from './open-form.js';
import { type Cell, type RecordData, type Row, readCell } from './record-data.js';
import { filledRows, linesOf, rowsOf } from './rows-of.js';
import type { Sheet, SheetCell, SheetColumn, SheetRow, SheetTable, WorkedOut } from './sheet.js';
import { sheetTitle } from './sheet-title.js';
import { aroundSum } from './sums.js';

export type SheetOptions = {
  office: OfficeFacts;
  /** Title of the county, for a title that names it. */
  county: string;
  period: { key: string; title: string };
  /** Who filled it in, printed only where a head line shows it. */
  filler: string;
  footer: string;
  /** Written across the page when the print is not final; '' for none. */
  mark: string;
  /** True for a sum over offices: every row is asked, and the head names the office that sums. */
  everyRow?: boolean;
};

export function sheetOfRecord(form: Form, data: RecordData, options: SheetOptions): Sheet {
  const { definition } = form.snapshot;
  const paper = definition.layout.paper ?? {};
  const { office, period } = options;
  const around = options.everyRow === true ? aroundSum(form, data, period) : aroundRows(form, data, { office, period, carried: {} });
  const shows: { [kind: string]: string } = { office: options.office.title, period: options.period.title, filler: options.filler, nothing: '' };
  return {
    title: sheetTitle(definition, form.calendar, { county: options.county, office: office.title, period }),
    paper: {
      size: paper.size ?? 'A4',
      landscape: paper.landscape ?? false,
      ...(paper.fontSize === undefined ? {} : { fontSize: paper.fontSize }),
      ...(paper.rowHeight === undefined ? {} : { rowHeight: paper.rowHeight }),
    },
    head: byOrder(paper.head)
      .filter((line) => !line.hidden)
      .map((line) => ({
        key: line.key,
        title: line.title,
        text: line.text ?? shows[line.shows ?? 'nothing'] ?? '',
        seal: line.seal ?? false,
        sign: line.sign ?? false,
        place: line.place ?? 'head',
      })),
    fields: form.fields.map(({ key, title, field, codes }) => ({
      key,
      title,
      ...shownCell(field, codes, readCell(data, key)),
      behind: tablesAbove(form, key),
    })),
    tables: form.tables.map((table) => sheetTable(form, table, data, options, around)),
    notes: byOrder(paper.notes)
      .filter((note) => !note.hidden)
      .map((note) => note.text),
    footer: options.footer,
    mark: options.mark,
  };
}

/** Paper keeps the order of the screen: what stands below a table there is printed below it. */
function tablesAbove({ snapshot, tables }: Form, field: string): number {
  const order = byOrder(snapshot.definition.schema.properties).map(({ key }) => key);
  return tables.filter(({ key }) => order.indexOf(key) < order.indexOf(field)).length;
}

function sheetTable(form: Form, table: FormTable, data: RecordData, options: SheetOptions, around: Around): SheetTable {
  const asked = new Set(rowsOf(table, data, options.office).map((row) => row.key));
  const rows = table.free ? linesOf(data, table.key).map((line, index) => ({ key: line.id, title: String(index + 1) })) : table.rows;
  const sheetRows = rows.map((row): SheetRow => {
    const isAsked = options.everyRow === true || asked.has(row.key);
    const cells = table.columns.map((column) =>
      column.notIn.has(row.key)
        ? lackingCell
        : isAsked
          ? shownCell(column.field, column.codes, readCell(data, `${table.key}.${row.key}.${column.key}`))
          : emptyCell,
    );
    return { key: row.key, title: row.title, kind: 'row', asked: isAsked, cells: [titleCell(row.title), ...cells] };
  });
  const columns: SheetColumn[] = [
    { key: '#', title: table.rowTitle, type: 'title', width: table.rowWidth },
    ...table.columns.map((column): SheetColumn => {
      const anew = workedOut(form, table, column);
      return {
        key: column.key,
        title: column.title,
        type: sheetType(column.field),
        width: column.width,
        ...(column.total === 'add' ? {} : { adds: false }),
        ...(anew ? { anew } : {}),
      };
    }),
  ];
  return {
    key: table.key,
    title: table.title,
    free: table.free,
    columns,
    header: table.header,
    headerDepth: table.headerDepth,
    numbers: numbersOf(table),
    rows: withSums(table, data, sheetRows, (rows) => columnTotals(form, table, rows, around)),
  };
}

/** A rate of a row of sums as Excel can work it out from the same row. Whole columns alone stand in a workbook as numbers. */
export function workedOut(form: Form, table: FormTable, { key, total, field }: FormField): WorkedOut | null {
  const made = total === 'again' ? form.formulas.find(({ each, to }) => each === table.key && to === key) : undefined;
  if (!made) return null;
  const isWhole = (name: string): boolean => table.columns.some((column) => column.key === name && column.field.type === 'integer' && column.total === 'add');
  const places = field.type === 'integer' ? 0 : decimalPlaces(field, made);
  const formula = excelFormula(made.value.text, places, isWhole);
  return formula ? { formula, places } : null;
}

/** Each subtotal beside the rows it adds up, the total at the end or at the beginning. */
function withSums(table: FormTable, data: RecordData, rows: SheetRow[], totalsOf: (rows: (Row | undefined)[]) => { [column: string]: Total }): SheetRow[] {
  const record = filledRows(data, table);
  const sumRow = (kind: 'subtotal' | 'total', key: string, title: string, added: (Row | undefined)[]): SheetRow => {
    const totals = totalsOf(added);
    const cell = (column: FormColumn): SheetCell => ({ value: totals[column.key] ?? null, text: String(totals[column.key] ?? '') });
    return { key, title, kind, asked: true, cells: [titleCell(title), ...table.columns.map(cell)] };
  };
  const subtotal = (one: FormTable['subtotals'][number]): SheetRow => ({
    ...sumRow(
      'subtotal',
      one.key,
      one.title,
      one.rows.map((key) => record[key]),
    ),
    adds: one.rows,
  });
  const body = rows.flatMap((row) => {
    const { before, behind } = subtotalsBeside(table, row.key);
    return [...before.map(subtotal), row, ...behind.map(subtotal)];
  });
  if (table.total === null) return body;
  const total = sumRow('total', 'total', table.total, Object.values(record));
  return table.sumsFirst ? [total, ...body] : [...body, total];
}

/** Subtotals that stand right before or right behind a row. */
export function subtotalsBeside(
  { subtotals, sumsFirst }: Pick<FormTable, 'subtotals' | 'sumsFirst'>,
  row: string,
): { before: FormTable['subtotals']; behind: FormTable['subtotals'] } {
  return sumsFirst
    ? { before: subtotals.filter(({ rows }) => rows[0] === row), behind: [] }
    : { before: [], behind: subtotals.filter(({ rows }) => rows.at(-1) === row) };
}

/** 甲 for the rows' own column, then 1, 2, 3 …; none where the table has no row of numbers. */
export const numbersOf = (table: Pick<FormTable, 'numbered' | 'columns'>): string[] =>
  table.numbered ? ['甲', ...table.columns.map((_, index) => String(index + 1))] : [];

const emptyCell: SheetCell = { text: '', value: null };
const lackingCell: SheetCell = { text: '—', value: null, lacking: true };
const titleCell = (title: string): SheetCell => ({ text: title, value: title });
const sheetType = (field: Field): SheetColumn['type'] =>
  field.codeList ? 'code' : field.format === 'date' ? 'date' : field.type === 'decimal' ? 'string' : field.type;

/** The text a person reads for a value: the title of a code, 是 or 否, the number itself. */
export function shownCell(field: Field, codes: Code[], cell: Cell): SheetCell {
  if (cell === null) return emptyCell;
  if (typeof cell === 'boolean') return { text: cell ? '是' : '否', value: cell };
  if (field.codeList) return { text: codes.find((code) => code.value === cell)?.title ?? String(cell), value: cell };
  return { text: String(cell), value: cell };
}
