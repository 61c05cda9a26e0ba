// What the fields of a form need to know beside their value, handed past rjsf so that a change redraws only what shows it.
import { createContext, useContext } from 'react';
import type { Issue, OfficeFacts } from '../../server/domain/assess-context.js';
import type { Form } from '../../server/domain/open-form.js';
import type { Cell, RecordData } from '../../server/domain/record-data.js';

export type FormDesk = {
  form: Form;
  data: RecordData;
  office: OfficeFacts;
  period: { key: string; title: string };
  readOnly: boolean;
  /** True for a sum: every row is shown as asked. */
  everyRow: boolean;
  issues: Issue[];
  /** Quiet remarks by path of a cell. */
  notes: { [path: string]: string };
  /** Cells counted from a ledger, with what is said of it, by path. */
  sources?: { [path: string]: string };
  onOpenSource?: (path: string) => void;
  /** Paths of cells somebody else changed. */
  others: { [path: string]: unknown };
  focus: { path: string; nonce: number } | null;
  onType: (changes: { path: string; to: Cell }[]) => void;
  onAddLines: (table: string, ids: string[]) => void;
};

export const FormDeskContext = createContext<FormDesk | null>(null);

export function useFormDesk(): FormDesk {
  const desk = useContext(FormDeskContext);
  if (!desk) throw new Error('a field outside of a form');
  return desk;
}
