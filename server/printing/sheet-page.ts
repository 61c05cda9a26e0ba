// A sheet measured for its paper: what templates/report/sheet.hbs draws.
import { fieldsBehind, linesAt, type Sheet, type SheetColumn, type SheetTable } from '../domain/sheet.js';

const PAPER = { A4: [210, 297], A3: [297, 420] } as const;
/** Millimetres. A table needs more width than a letter has by GB/T 9704. */
const MARGIN = { top: 18, side: 20, bottom: 18 };
const HEADER_ROW = 9;

/** Sizes are millimetres, letters are points; every key is there, for the template is strict. */
export type SheetPage = ReturnType<typeof sheetPage>;

export function sheetPage(sheet: Sheet) {
  const [short, long] = PAPER[sheet.paper.size];
  const [width, height] = sheet.paper.landscape ? [long, short] : [short, long];
  const text = { width: width - 2 * MARGIN.side, height: height - MARGIN.top - MARGIN.bottom };
  return {
    paper: { size: sheet.paper.size, orientation: sheet.paper.landscape ? 'landscape' : 'portrait', width: text.width, ...MARGIN },
    title: { text: sheet.title, size: titleSize(sheet.title, text.width) },
    mark: { text: sheet.mark, size: round(Math.min(56, (text.width * 0.8) / Math.max(1, sheet.mark.length))) },
    footer: sheet.footer,
    corner: linesAt(sheet.head, 'corner'),
    head: linesOf(sheet, 'head'),
    foot: linesOf(sheet, 'foot'),
    fields: fieldLines(sheet, 0),
    tables: sheet.tables.map((table, n) => ({
      ...tablePage(table, text.width, sheet.paper, rowHeight(sheet, text.height), sheet.tables.length > 1),
      fields: fieldLines(sheet, n + 1),
    })),
    notes: { label: sheet.notes.some((note) => /^(注|说明|备注|填表)/.test(note)) ? '' : '注：', lines: sheet.notes },
  };
}

function linesOf(sheet: Sheet, place: 'head' | 'foot') {
  const lines = linesAt(sheet.head, place);
  return { seals: lines.filter((line) => line.seal), others: lines.filter((line) => !line.seal) };
}

const fieldLines = (sheet: Sheet, behind: number) =>
  fieldsBehind(sheet, behind).map(({ title, text }) => ({ title, text, wide: title.length + text.length > 18 }));

function tablePage(table: SheetTable, textWidth: number, { fontSize = 12 }: Sheet['paper'], height: number, titled: boolean) {
  const scale = textWidth / table.columns.reduce((sum, column) => sum + column.width, 0);
  return {
    title: titled ? table.title : '',
    widths: table.columns.map((column) => round(column.width * scale)),
    // Letters shrink with a table too wide for its paper, as far as they can be read.
    size: round(Math.max(Math.min(8, fontSize), fontSize * Math.min(1, scale))),
    rowHeight: height,
    header: Array.from({ length: table.headerDepth }, (_, row) =>
      table.header
        .filter((cell) => cell.row === row)
        .sort((a, b) => a.column - b.column)
        .map((cell) => ({ title: cell.title, rowSpan: cell.rowSpan, colSpan: cell.colSpan, class: classes(row === 0 && 'top', cell.column === 0 && 'first') })),
    ),
    numbers: table.numbers.map((text, n) => ({ text, class: classes(n === 0 && 'first') })),
    rows: table.rows.map((row) => ({
      total: row.kind !== 'row',
      cells: table.columns.map((column, n) => ({
        text: n > 0 && !row.asked && !row.cells[n]?.lacking ? '' : (row.cells[n]?.text ?? ''),
        class: classes(n === 0 && 'first', isProse(column) && !row.cells[n]?.lacking && 'text'),
      })),
    })),
  };
}

const isProse = (column: SheetColumn): boolean => column.type === 'string' && column.width >= 24;
const classes = (...names: (string | false)[]): string => names.filter((name) => name !== false).join(' ');

/** 二号 where the title fits one line, 小二号 where that fits, 三号 beyond. */
function titleSize(title: string, width: number): number {
  return [22, 18].find((points) => [...title].length * points * 0.353 <= width) ?? 16;
}

// A short form fills its page as a printed one does; a long list takes many pages and is set close.
function rowHeight(sheet: Sheet, height: number): number {
  if (sheet.paper.rowHeight !== undefined) return sheet.paper.rowHeight;
  const rows = sheet.tables.reduce((sum, table) => sum + table.rows.length, 0);
  const headers = sheet.tables.reduce((sum, table) => sum + table.headerDepth + Math.sign(table.numbers.length), 0);
  const lines = (['head', 'foot'] as const).map((place) => linesOf(sheet, place));
  const room = lines.reduce((sum, { seals, others }) => sum + (seals.length > 0 ? 58 * seals.length : Math.ceil(others.length / 2) * 10), 0);
  const head = 20 + room + linesAt(sheet.head, 'corner').length * 6 + Math.ceil(sheet.fields.length / 2) * 8;
  const free = height - head - headers * HEADER_ROW - sheet.tables.length * 4 - sheet.notes.length * 7 - 8;
  return round(Math.min(12, Math.max(7.5, free / Math.max(1, rows))));
}

const round = (value: number): number => Math.round(value * 100) / 100;
