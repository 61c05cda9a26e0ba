// The one picture of a filled form that screen, .xlsx and print are drawn from.

/** A leaf column. `width` is in millimetres on paper. */
export type SheetColumn = {
  /** Property key within a row; `#` for the first column, which names the rows. */
  key: string;
  title: string;
  type: 'title' | 'integer' | 'string' | 'date' | 'code' | 'boolean';
  width: number;
  /** False where rows of sums do not simply add its whole numbers. */
  adds?: boolean;
  /** What a row of sums works out here, for .xlsx: a formula of Excel with `{key}` for the cell of another column in that row. */
  anew?: WorkedOut;
};

export type WorkedOut = { formula: string; places: number };

/** One cell of the merged header; row and column count from 0. */
export type SheetHeaderCell = { title: string; row: number; column: number; rowSpan: number; colSpan: number };

export type SheetCell = {
  /** What is written in the cell; '' when blank. */
  text: string;
  /** The value behind it: numbers as numbers for .xlsx. */
  value: number | string | boolean | null;
  /** True where the row has no such cell: a dash is written, nothing is read. */
  lacking?: true;
};

export type SheetRow = {
  /** Row code (g3), id of a free line, key of a subtotal, or `total`. */
  key: string;
  title: string;
  kind: 'row' | 'subtotal' | 'total';
  /** Keys of the rows a subtotal adds up. */
  adds?: string[];
  /** False for a row that this office does not have: printed empty, never asked. */
  asked: boolean;
  /** One per column, the title column included. */
  cells: SheetCell[];
};

export type SheetTable = {
  key: string;
  title: string;
  /** True where lines are added and removed by people; false where rows come from a code list. */
  free: boolean;
  columns: SheetColumn[];
  header: SheetHeaderCell[];
  /** Number of header rows, that of the numbers below not among them. */
  headerDepth: number;
  /** 甲, 1, 2 … below the header, one for each column; empty where the form has none. */
  numbers: string[];
  rows: SheetRow[];
};

/** A line of the sheet outside its tables: text behind the title, room for a seal, or a line to sign. */
export type SheetHeadLine = { key: string; title: string; text: string; seal: boolean; sign: boolean; place: 'head' | 'corner' | 'foot' };

/** Those that stand above the table, in the corner or below it. */
export const linesAt = (head: SheetHeadLine[], place: SheetHeadLine['place']): SheetHeadLine[] => head.filter((line) => line.place === place);

/** A line of its own; `behind` says how many of the tables stand above it, none where absent. */
export type SheetField = { key: string; title: string; text: string; value: number | string | boolean | null; behind?: number };

/** Those that stand behind so many tables. */
export const fieldsBehind = (sheet: Pick<Sheet, 'fields'>, tables: number): SheetField[] => sheet.fields.filter(({ behind }) => (behind ?? 0) === tables);

export type Sheet = {
  title: string;
  /** Letters of tables in points, rows in millimetres; absent: as they fit. */
  paper: { size: 'A4' | 'A3'; landscape: boolean; fontSize?: number; rowHeight?: number };
  head: SheetHeadLine[];
  /** Single fields outside tables, in order. */
  fields: SheetField[];
  tables: SheetTable[];
  notes: string[];
  /** Small print at the foot of each page: state, version, date of printing. */
  footer: string;
  /** Written across a print that is not final (草稿 …); '' for none. */
  mark: string;
};
