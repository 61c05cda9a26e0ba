// What the entry grid is told and what it tells; it knows nothing of definitions.

import type { Cell } from '../../../server/domain/record-data.js';
import type { SheetHeaderCell } from '../../../server/domain/sheet.js';

export type GridCode = { value: string; title: string };

export type GridColumn = {
  key: string;
  title: string;
  type: 'integer' | 'decimal' | 'string' | 'date' | 'code' | 'boolean';
  /** Millimetres on paper; becomes a proportional width in pixels, never less than that on screen. */
  width: number;
  readOnly?: boolean;
  required?: boolean;
  hint?: string;
  codes?: GridCode[];
  maxLength?: number;
  /** Rows that have no cell in this column: a dash is shown, nothing is written. */
  notIn?: ReadonlySet<string>;
  /** True where a number may be below zero: a phone then shows a ± button, as its number keys have no minus. */
  signed?: boolean;
};

/** `asked: false` is shown grey and empty, skipped by keys and never edited. */
export type GridRow = { key: string; title: string; asked: boolean };
export type GridIssue = { row: string; column: string; level: 'error' | 'warning'; message: string };
/** `value` is null when the cell was emptied; a string where a number, date or code was asked means text that could not be read as one. */
export type GridChange = { row: string; column: string; value: Cell };
export type GridValues = Record<string, Record<string, Cell | undefined> | undefined>;
export type GridTotals = { title: string; of(values: GridValues): Record<string, number | string | null> };
/** A row of sums between the others: before or behind the row of this key. */
export type GridSubtotal = GridTotals & { key: string; row: string; before: boolean };

export type TableGridProps = {
  label: string;
  /** Column 0 of the header is the row-title column. */
  header: SheetHeaderCell[];
  headerDepth: number;
  columns: GridColumn[];
  rows: GridRow[];
  /** True where people add and remove lines. */
  free: boolean;
  maxLines?: number;
  values: GridValues;
  /** `of` runs again at each key, with the text being typed in its place; it must stand strings in number columns. */
  totals?: GridTotals;
  /** True where that row stands above all others. */
  totalsFirst?: boolean;
  /** Shown in a row below the header, the first above the titles of rows; none where empty. */
  numbers?: string[];
  /** Only looked at: keys and selections pass over them. */
  subtotals?: GridSubtotal[];
  issues: GridIssue[];
  /** By `${row}.${column}`: a quiet remark such as where a value came from. */
  notes?: Record<string, string>;
  /** Cells another person changed just now, by `${row}.${column}`: highlighted until visited. Leave a cell out once before marking it again. */
  changed?: Record<string, 'mine' | 'theirs'>;
  /** Cells that were counted from something one can look at, with what is said of it, by `${row}.${column}`. */
  sources?: Record<string, string>;
  readOnly: boolean;
  texts: GridTexts;
  /** Once per finished cell, paste, fill, delete or undo. */
  onChange(changes: GridChange[]): void;
  /** Returns the keys of the new lines, which follow in `rows`. */
  onAddLines?(count: number): string[];
  onRemoveLines?(keys: string[]): void;
  onOpenSource?(row: string, column: string): void;
  /** Goes there whenever `nonce` changes. */
  focus?: { row: string; column: string; nonce: number };
};

/** What a paste could not do; counts of cells but for the two `over`. */
export type PasteFacts = { cells: number; overRows: number; overColumns: number; skipped: number; unread: number };

/** Every word shown or read out. */
export type GridTexts = {
  keys: string;
  yes: string;
  no: string;
  notInteger: string;
  notDecimal: string;
  notDate: string;
  notInList: string;
  tooLong(max: number, length: number): string;
  error: string;
  warning: string;
  notAsked: string;
  /** Why nothing is written where a row has no cell. */
  cellNotAsked: string;
  readOnly: string;
  theirs: string;
  mine: string;
  /** '' when there is nothing to say. */
  pasted(facts: PasteFacts): string;
  linesFull(max: number): string;
  addLine: string;
  removeLine(title: string): string;
  noLines: string;
  selected(cells: number, sum: number | null): string;
  /** Read out some time after a sum changed. */
  total(title: string, column: string, value: string): string;
  previousCell: string;
  nextCell: string;
  changeSign: string;
  tapToFill: string;
  openList: string;
  /** Said beside a cell one can look behind. */
  openSource: string;
  choices: string;
  noChoice: string;
};
