// What comes out of a filled workbook.
import type { SheetMeta } from './sheet-meta.js';

/**
 * `row` is the row's key; in tables of free lines the number of the line as text, from '1' in the order of the file. Single fields have
 * neither table nor row ('') and are numbers where a number was typed. Blank cells are there with null, cells with a problem are not.
 * `cell` is an address such as D7.
 */
export type ReadCell = { table: string; row: string; column: string; value: string | number | null; cell: string };
/** `message` is Chinese. */
export type ReadingProblem = { cell: string; message: string };
export type SheetReading = { meta: SheetMeta | null; cells: ReadCell[]; problems: ReadingProblem[] };
