// A workbook parsed: plain values only.

/** A cell's value, or why it has none: an error such as #REF!, or a formula that was never computed. Dates are `YYYY-MM-DD` in `date`. */
export type RawCell = string | number | boolean | null | { date: string } | { error: string } | { uncomputed: true };
/** Row and column count from 0; the last ones belong to the merge. */
export type RawMerge = { top: number; left: number; bottom: number; right: number };
export type RawSheet = { name: string; hidden: boolean; rows: RawCell[][]; merges: RawMerge[] };
export type RawWorkbook = { properties: { [name: string]: string | number | boolean }; sheets: RawSheet[] };
