// What every part of the designer works with: the definition as it is edited now, what lies below it, and the one way to change it.
import { createContext, useContext } from 'react';
import type { LayeredDefinition } from '../../server/domain/layers.js';
import type { JsonMap } from '../../server/domain/merge-patch.js';
import type { Form } from '../../server/domain/open-form.js';
import type { Fault } from '../../server/domain/problem.js';

/** A definition of one kind as its editors see it: `useDesk<ReportDefinition>()`. */
export type Desk<T extends LayeredDefinition = LayeredDefinition> = {
  id: string;
  /** The definition as it is edited now. Never change it in place. */
  definition: T;
  /** What lies below the county's own changes; `{}` for a definition the county began itself, which then may delete and name freely. */
  below: JsonMap;
  /** Begins the keys the county adds: `ps` makes `ps_jiedu`. */
  prefix: string;
  /** Every definition the county uses, by id, with this one in place; the laws are left out. */
  contents: { [id: string]: LayeredDefinition };
  /** What is wrong with it, by path in the definition. */
  faults: Fault[];
  /**
   * The one way to change it. `words` name the step for undo (translated); `change` returns a new definition that shares what
   * did not change; edits that follow each other with the same `joining` are one step (use the path that is typed in).
   */
  edit(words: string, change: (definition: T) => T, joining?: string): void;
  /** The form as it is now, ready to draw and to judge; null of other kinds and while it has faults. It follows edits with a short delay. */
  form: Form | null;
  /** The place one works on, as a path: `['schema', 'properties', TABLE, 'each', 'properties', COLUMN]`. */
  selection: string[] | null;
  select(path: string[] | null): void;
  /** The section that is open, and how to open another. */
  section: string;
  go(section: string, selection?: string[] | null): void;
  /** Opens the section in which a place is edited, with the place selected; faults and links go through this. */
  visit(path: string[]): void;
  /** Saves what is not yet saved. @returns true when the server has everything */
  flush(): Promise<boolean>;
  /** Number of the draft on the server, 0 where nothing was changed yet; as of the last save. */
  rev: number;
};

export const DeskContext = createContext<Desk | null>(null);

export function useDesk<T extends LayeredDefinition = LayeredDefinition>(): Desk<T> {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('a part of the designer outside of it');
  return desk as unknown as Desk<T>;
}

/** Faults at a place and below it. */
export const faultsAt = (faults: Fault[], path: string[]): Fault[] => {
  const place = path.join('.');
  return faults.filter((fault) => fault.path === place || fault.path.startsWith(`${place}.`));
};
