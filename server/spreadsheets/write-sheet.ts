// A sheet as a workbook in the layout of its print.
import { writeXlsx } from 'hucre/xlsx';
import { fieldsBehind, type Sheet } from '../domain/sheet.js';
import { heightOf, widthOf } from './cell-styles.js';
import { drawFoot, drawHead } from './draw-head.js';
import { drawTable } from './draw-table.js';
import { Grid } from './grid.js';
import { printSetup, smallPrint } from './print-setup.js';
import { safeText, sheetName } from './safe-text.js';
import { propertiesOf, type SheetMeta } from './sheet-meta.js';

/** @returns an .xlsx file; `meta` goes with it unseen, so that a filled copy is recognised when it comes back. */
export async function writeSheet(sheet: Sheet, meta: SheetMeta): Promise<Uint8Array> {
  const widths = columnWidths(sheet);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const grid = new Grid(sheet.paper.fontSize);
  grid.put(0, 0, sheet.title, 'title', 1, widths.length);
  grid.height(0, heightOf([{ text: sheet.title, width: whole / 1.6 }], 30) + 8);
  grid.row = 1;
  drawHead(grid, sheet, widths);
  drawFields(grid, sheet, widths, 0);
  grid.height(grid.row, 8);
  grid.row += 1;
  const headers = sheet.tables.map((table, n) => {
    if (n > 0) grid.row += 1;
    if (sheet.tables.length > 1) {
      grid.put(grid.row, 0, table.title, 'tableTitle', 1, widths.length);
      grid.row += 1;
    }
    const header = drawTable(grid, table, widths, sheet.paper.rowHeight);
    drawFields(grid, sheet, widths, n + 1);
    return header;
  });
  drawFoot(grid, sheet, widths);
  const notes = sheet.notes.map((note) => (/^(注|说明|备注|填表)/.test(note) ? note : `注：${note}`));
  for (const note of notes) {
    grid.put(grid.row, 0, note, 'note', 1, widths.length);
    grid.height(grid.row, heightOf([{ text: note, width: whole }], 20));
    grid.row += 1;
  }
  const only = headers.length === 1 ? (headers[0] as { top: number; bottom: number }) : null;
  return writeXlsx({
    properties: { title: safeText(sheet.title), custom: propertiesOf(meta) },
    defaultFont: { name: '宋体', size: 11, charset: 134 },
    sheets: [
      {
        name: sheetName(sheet.title),
        columns: widths.map((width) => ({ width: widthOf(width) })),
        ...grid.done(),
        ...(only ? { freezePane: { rows: only.bottom + 1, columns: 1 } } : {}),
        view: { showGridLines: false },
        pageSetup: printSetup(sheet.paper, only),
        headerFooter: smallPrint([sheet.mark, sheet.footer].filter((text) => text !== '').join(' · ')),
      },
    ],
  });
}

/** Millimetres. Tables under one another share the columns of the worksheet. */
function columnWidths(sheet: Sheet): number[] {
  const count = Math.max(0, ...sheet.tables.map((table) => table.columns.length));
  if (count === 0) return [42, 42, 42, 42];
  return Array.from({ length: count }, (_, n) => Math.max(...sheet.tables.map((table) => table.columns[n]?.width ?? 0)));
}

function drawFields(grid: Grid, sheet: Sheet, widths: number[], behind: number): void {
  const label = Math.max(0, ...sheet.fields.map((field) => field.title.length + 1)) * 4.4;
  let split = 0;
  for (let width = 0; split < widths.length - 1 && (split === 0 || width < label); split += 1) width += widths[split] as number;
  for (const field of fieldsBehind(sheet, behind)) {
    const room = widths.slice(split).reduce((sum, width) => sum + width, 0);
    grid.put(grid.row, 0, `${field.title}：`, 'label', 1, Math.max(1, split));
    if (split > 0) grid.put(grid.row, split, typeof field.value === 'number' ? field.value : field.text, 'line', 1, widths.length - split);
    grid.height(grid.row, heightOf([{ text: field.text, width: room }], 20));
    grid.row += 1;
  }
}
