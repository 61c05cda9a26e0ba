// The parts of the designer, each loaded when it is opened. A new part is one entry here and one folder beside.
import type { ComponentType } from 'react';
import { loaded } from './loaded.js';

export type DesignSection = {
  /** Its name in the address and in the words file, `design.sections.KEY`. */
  key: string;
  kinds: string[];
  /** Beginnings of the places it edits: a fault or a link there opens it; the longest fit decides. */
  paths: string[];
  Component: ComponentType;
};

const part = (key: string, kinds: string[], paths: string[], load: () => Promise<{ Component: ComponentType }>): DesignSection => ({
  key,
  kinds,
  paths,
  Component: loaded(load),
});

const sections: DesignSection[] = [
  part('sheet', ['report'], ['schema', 'layout', 'sums'], () => import('./sheet/sheet-part.js')),
  part('period', ['report'], ['period'], () => import('./period/period-section.js')),
  part('sources', ['report'], ['filledBy', 'carry', 'fill', 'sums'], () => import('./sources/sources-section.js')),
  part('formulas', ['report'], ['formulas'], () => import('./formulas/formulas-section.js')),
  part('checks', ['report'], ['checks', 'others'], () => import('./formulas/checks-section.js')),
  part('process', ['life'], ['states', 'actions', 'initial'], () => import('./lives/life-section.js')),
  part('process', ['report'], ['life'], () => import('./lives/report-life-section.js')),
  part('codes', ['code-list'], ['codes'], () => import('./codes/code-list-section.js')),
  part('calendar', ['calendar'], ['years', 'holidays', 'workdays'], () => import('./calendar/calendar-section.js')),
  part('fields', ['ledger'], ['', 'schema', 'layout', 'meanings'], () => import('./ledgers/fields-section.js')),
  part('books', ['ledger'], ['views'], () => import('./ledgers/books-section.js')),
  part('movements', ['ledger'], ['events', 'states'], () => import('./ledgers/movements-section.js')),
  part('privacy', ['ledger'], ['privacy', 'by'], () => import('./ledgers/privacy-section.js')),
  part('letter', ['letter'], ['', 'title', 'texts', 'clauses', 'receipt'], () => import('./letters/letter-section.js')),
  part('letter-fields', ['letter'], ['fields'], () => import('./letters/fields-section.js')),
  part('letter-rules', ['letter'], ['serial', 'by', 'of', 'for', 'once'], () => import('./letters/rules-section.js')),
  part('letter-page', ['letter'], ['template', 'paper'], () => import('./letters/page-section.js')),
  part('articles', ['clause'], ['', 'editions'], () => import('./laws/articles-section.js')),
  part('about', [], ['title', 'aliases', 'source', 'hidden', 'life'], () => import('./about/about-part.js')),
  part('json', [], [], () => import('./json/json-section.js')),
];

export const sectionsOf = (kind: string): DesignSection[] => sections.filter(({ kinds }) => kinds.includes(kind) || kinds.length === 0);

/** The section in which a place is edited. */
export function sectionAt(kind: string, path: string): DesignSection | undefined {
  const fits = (begin: string) => begin === '' || path === begin || path.startsWith(`${begin}.`);
  return sectionsOf(kind)
    .flatMap((section) => section.paths.filter(fits).map((begin) => ({ section, length: begin.length })))
    .sort((a, b) => b.length - a.length)[0]?.section;
}
