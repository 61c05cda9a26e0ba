// What is said about each cell: faults the grid finds itself, issues from outside, notes and changes of others.
import { cellFault } from './cell-text.js';
import type { GridIssue, GridTexts, GridValues } from './grid-types.js';
import { cellId, type Lattice } from './lattice.js';

/** `messages` belong to the level; a note or change is quieter and stands beside it. */
export type CellMark = { level: 'error' | 'warning' | null; messages: string; note: string; source: string; changed: 'mine' | 'theirs' | null };
export type RowMarks = Record<string, CellMark>;
type Sources = {
  lattice: Lattice;
  values: GridValues;
  issues: GridIssue[];
  notes?: Record<string, string>;
  sources?: Record<string, string>;
  changed?: Record<string, 'mine' | 'theirs'>;
  visited: ReadonlyMap<string, string>;
  texts: GridTexts;
};

const BLANK: CellMark = { level: null, messages: '', note: '', source: '', changed: null };

/** Rows without marks are left out; a row whose marks are as in `last` keeps its object, so that it is not drawn again. */
export function marksOf(
  { lattice, values, issues, notes = {}, sources = {}, changed = {}, visited, texts }: Sources,
  last: ReadonlyMap<string, RowMarks>,
): Map<string, RowMarks> {
  const marks = new Map<string, RowMarks>();
  const mark = (row: string, column: string, part: Partial<CellMark>) => {
    const cells = marks.get(row) ?? {};
    cells[column] = { ...(cells[column] ?? BLANK), ...part };
    marks.set(row, cells);
  };
  for (const row of lattice.rows) {
    if (!row.asked) continue;
    for (const field of lattice.fields) {
      if (field.notIn?.has(row.key)) continue;
      const fault = cellFault(values[row.key]?.[field.key], field, texts);
      if (fault) mark(row.key, field.key, { level: 'error', messages: fault });
    }
  }
  const faulty = new Set([...marks].flatMap(([row, cells]) => Object.keys(cells).map((column) => cellId(row, column))));
  for (const { row, column, level, message } of issues) {
    if (!lattice.rowAt.has(row) || !lattice.fieldAt.has(column) || faulty.has(cellId(row, column))) continue;
    const old = marks.get(row)?.[column] ?? BLANK;
    if (old.level === 'error' && level === 'warning') continue;
    const joined = old.level === level ? `${old.messages}\n${message}` : message;
    mark(row, column, { level, messages: joined });
  }
  for (const [row, column, text] of byCell(notes, lattice)) mark(row, column, { note: text });
  for (const [row, column, text] of byCell(sources, lattice)) mark(row, column, { source: text });
  for (const [row, column, who] of byCell(changed, lattice)) if (visited.get(cellId(row, column)) !== who) mark(row, column, { changed: who });
  for (const [row, cells] of marks) {
    const before = last.get(row);
    if (before && JSON.stringify(before) === JSON.stringify(cells)) marks.set(row, before);
  }
  return marks;
}

function byCell<T>(record: Record<string, T>, lattice: Lattice): [row: string, column: string, value: T][] {
  return Object.entries(record).flatMap(([id, value]): [string, string, T][] => {
    const dot = id.lastIndexOf('.');
    const [row, column] = [id.slice(0, dot), id.slice(dot + 1)];
    return lattice.rowAt.has(row) && lattice.fieldAt.has(column) ? [[row, column, value]] : [];
  });
}
