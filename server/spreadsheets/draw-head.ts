// The lines above and below the tables: seal box at the left, lines to sign and the rest at the right, as in print.
import { linesAt, type Sheet, type SheetHeadLine } from '../domain/sheet.js';
import type { Grid } from './grid.js';

type Block = { from: number; to: number; split: number };
const ROW = 24;
/** Points: a school's seal is round and 40 mm wide, and may stand over its frame. */
const SEAL = 96;

/** Draws what stands in the corner and above the tables, and moves the grid below it. @param widths of the columns, millimetres. */
export function drawHead(grid: Grid, sheet: Sheet, widths: number[]): void {
  const corner = linesAt(sheet.head, 'corner');
  const [left, right] = blocks(widths, corner);
  for (const line of corner) {
    drawLine(grid, { ...line, sign: false }, right ?? left, grid.row);
    grid.row += 1;
  }
  drawLines(grid, linesAt(sheet.head, 'head'), widths);
}

/** Draws what stands below the tables, and moves the grid below it. */
export function drawFoot(grid: Grid, sheet: Sheet, widths: number[]): void {
  const lines = linesAt(sheet.head, 'foot');
  if (lines.length === 0) return;
  grid.row += 1;
  drawLines(grid, lines, widths);
}

function drawLines(grid: Grid, all: SheetHeadLine[], widths: number[]): void {
  const seals = all.filter((line) => line.seal);
  const lines = all.filter((line) => !line.seal);
  const [left, right] = blocks(widths, lines);
  const top = grid.row;
  if (!right) {
    for (const line of all) {
      if (line.seal) drawSeal(grid, line, left, grid.row, 2);
      else drawLine(grid, line, left, grid.row);
      grid.row += line.seal ? 2 : 1;
    }
  } else if (seals.length > 0) {
    const rows = Math.max(lines.length, seals.length * 2);
    for (const [n, seal] of seals.entries()) {
      const from = Math.floor((n * rows) / seals.length);
      drawSeal(grid, seal, left, top + from, Math.floor(((n + 1) * rows) / seals.length) - from);
    }
    for (const [n, line] of lines.entries()) drawLine(grid, line, right, top + n);
    grid.row += rows;
  } else {
    for (const [n, line] of lines.entries()) drawLine(grid, line, n % 2 === 0 ? left : right, top + Math.floor(n / 2));
    grid.row += Math.ceil(lines.length / 2);
    for (let row = top; row < grid.row; row += 1) grid.height(row, ROW);
  }
}

/** Two halves of the sheet, each with the column where what is written begins; one block where there are too few columns. */
function blocks(widths: number[], lines: SheetHeadLine[]): [Block, Block | null] {
  const label = Math.max(0, ...lines.map((line) => line.title.length + 1)) * 4.4;
  const block = (from: number, to: number): Block => {
    let split = from;
    for (let width = 0; split < to && width < label; split += 1) width += widths[split] as number;
    return { from, to, split: Math.min(split, to) };
  };
  const last = widths.length - 1;
  if (widths.length < 4) return [block(0, last), null];
  const half = widths.reduce((sum, width) => sum + width, 0) / 2;
  let middle = 0;
  for (let width = 0; middle < widths.length - 2 && width + (widths[middle] as number) <= half; middle += 1) width += widths[middle] as number;
  middle = Math.max(1, middle);
  return [block(0, middle - 1), block(middle, last)];
}

function drawSeal(grid: Grid, line: SheetHeadLine, block: Block, row: number, rows: number): void {
  const columns = block.to - block.from + 1;
  grid.put(row, block.from, `${line.title}：${line.text}`, 'line', 1, columns);
  grid.put(row + 1, block.from, '盖章处', 'seal', rows - 1, columns > 2 ? columns - 1 : columns);
  grid.height(row, ROW);
  for (let n = 1; n < rows; n += 1) grid.height(row + n, Math.max(ROW, SEAL / (rows - 1)));
}

function drawLine(grid: Grid, line: SheetHeadLine, block: Block, row: number): void {
  if (!line.sign || block.split > block.to || block.split === block.from) {
    grid.put(row, block.from, `${line.title}：${line.text}`, line.sign ? 'sign' : 'line', 1, block.to - block.from + 1);
    return;
  }
  grid.put(row, block.from, `${line.title}：`, 'line', 1, block.split - block.from);
  grid.put(row, block.split, line.text, 'sign', 1, block.to - block.split + 1);
}
