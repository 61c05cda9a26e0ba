// What is marked, being named and open on the canvas.

/** Columns of a table that are marked together; columns count from 1. */
export type Marked = { table: string; from: number; to: number };
/** A column that is being named and is not there yet: below `above`, behind `after` (null: first). */
export type Coming = { table: string; above: string[]; after: string | null };
/** Somebody asks to take something away that others count on. */
export type Leaving = { table: string; keys: string[] };

export type SheetState = {
  marked: Marked | null;
  coming: Coming | null;
  /** Path of the title that is typed over. */
  naming: string | null;
  leaving: Leaving | null;
  /** Why the last deed was not done. */
  refusal: string | null;
  /** `text` is what was pasted on the sheet. */
  dialog: { kind: 'paste' | 'table' | 'split'; table: string | null; key?: string; text?: string } | null;
};
