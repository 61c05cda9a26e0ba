// A report opened for use: its fields, tables, rows and formulas.
import type { Field } from './definition.generated.js';
import type { Expression } from './expressions.js';
import type { SheetHeaderCell } from './sheet.js';

/** A code and the days it may be chosen on; `becomes` are the keys it turned into. */
export type Code = { value: string; title: string; from?: string; until?: string; becomes?: string[] };

/** How numbers become one: added, worked out anew by the column's own formula, the average of what is filled in, or nothing. */
export type SumRule = 'add' | 'again' | 'average' | 'none';

/** `computed`: a formula writes it, nobody types there. `total` is what stands in rows of sums, `sums` what goes up the tree of offices. `notIn`: rows that have no such cell. */
export type FormField = {
  key: string;
  title: string;
  field: Field;
  codes: Code[];
  computed: boolean;
  total: SumRule;
  sums: SumRule;
  notIn: ReadonlySet<string>;
};

/** `width` in millimetres. */
export type FormColumn = FormField & { width: number };

export type FormRow = { key: string; title: string; facts: { [name: string]: string } };

/** A row that adds up others: their keys in order; it stands behind the last of them, or before the first where the table's sums stand first. */
export type FormSubtotal = { key: string; title: string; rows: string[] };

export type FormTable = {
  key: string;
  title: string;
  free: boolean;
  columns: FormColumn[];
  /** All of them, also those not shown any more: formulas still read them. */
  every: FormField[];
  header: SheetHeaderCell[];
  headerDepth: number;
  /** Rows of a fixed table, all of them; empty for free lines. */
  rows: FormRow[];
  when: Expression | null;
  rowTitle: string;
  rowWidth: number;
  total: string | null;
  subtotals: FormSubtotal[];
  sumsFirst: boolean;
  /** A row of numbers stands below the header. */
  numbered: boolean;
  minLines: number;
  maxLines: number;
};

/** `each` and `to` name the table and column, or the field, a formula writes; in the order of computing. */
export type FormFormula = {
  key: string;
  title: string;
  value: Expression;
  show: 'number' | 'percent';
  digits: number;
  each: string | null;
  to: string | null;
};

export type Attempt = <T>(path: string, make: () => T) => T | null;
