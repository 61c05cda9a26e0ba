// What a record is judged with, and what is found.
import type { Cell } from './record-data.js';

export type Issue = {
  /** Same for the same fault at the same place, so that a reason stays with it: `balance@grades.g3`. */
  id: string;
  level: 'error' | 'warning';
  kind: 'required' | 'value' | 'check' | 'carry' | 'fill' | 'other';
  /** Cell to jump to, and all cells at which it is shown. */
  path: string;
  paths: string[];
  message: string;
  /** Why the rule stands; '' when the definition does not say. */
  explain: string;
  /** Keys of the other reports it is about. */
  others?: string[];
};

export type OfficeFacts = { id: string; title: string; kind: string; stages: string[] };

export type AssessContext = {
  office: OfficeFacts;
  period: { key: string; title: string };
  /** Values carried from the last accepted report, by path. */
  carried: { [path: string]: number | string };
  /** Cells of the last accepted report that formulas ask for, by path (`earlierCells`); absent where there is none. */
  previous?: { [path: string]: Cell };
  /** The same of the report a year before. */
  lastYear?: { [path: string]: Cell };
  /** Reports of other forms that checks compare with, by the key the form gives them; absent where they are not loaded or not asked for. */
  others?: { [key: string]: OtherValues };
  /** Numbers counted from a ledger, by path; absent where the office's children are in none. */
  filled?: FilledValues;
};

/** A report of another form: `state` in words, null while nobody has begun it; `cells` by the path that names them, nothing where nothing is filled in. */
export type OtherValues = { form: string; title: string; period: { key: string; title: string }; state: string | null; cells: { [path: string]: Cell } };

/** Counted numbers by path, of an office whose children are in the ledger. */
export type FilledValues = { [path: string]: FilledCell };

/** In ReportView: cells counted from the ledger, by path. Empty where the office's children are not in it. */
export type FilledCell = { value: number; ledger: string };
