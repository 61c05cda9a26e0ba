// Where the entries of a definition stand that people add and name: fields, columns, checks … `*` is any key; `**` any depth of header groups.
import { isMap, type JsonMap, valueAt } from './merge-patch.js';

const places: { [kind: string]: string[] } = {
  report: [
    'period.windows.*',
    'schema.properties.*',
    'schema.properties.*.each.properties.*',
    'layout.paper.head.*',
    'layout.paper.notes.*',
    'layout.tables.*.columns.**',
    'layout.tables.*.subtotals.*',
    'formulas.*',
    'others.*',
    'checks.*',
  ],
  'code-list': ['codes.*'],
  life: ['states.*', 'actions.*'],
  calendar: ['holidays.*', 'workdays.*'],
  ledger: ['schema.properties.*', 'layout.groups.*', 'views.*', 'events.*', 'events.*.schema.properties.*'],
  letter: ['fields.*', 'texts.*', 'clauses.*', 'receipt.lines.*'],
  clause: ['editions.*'],
};

/** True when a path is an entry of its own: what a layer adds there needs its prefix, and nothing there is ever deleted. */
export function isEntry(kind: string, path: string[]): boolean {
  return (places[kind] ?? []).some((place) => fits(place.split('.'), path));
}

/** Longest beginning of a path that is an entry of its own; null above the first. */
export function entryOf(kind: string, path: string[]): string[] | null {
  for (let length = path.length; length > 0; length--) if (isEntry(kind, path.slice(0, length))) return path.slice(0, length);
  return null;
}

export const entryPlaces = (kind: string): string[] => places[kind] ?? [];

function fits(place: string[], path: string[]): boolean {
  if (place.at(-1) !== '**') return place.length === path.length && place.every((part, index) => part === '*' || part === path[index]);
  const fixed = place.slice(0, -1);
  const rest = path.slice(fixed.length);
  // A tree of headers: key, columns, key, columns, key …
  return fits(fixed, path.slice(0, fixed.length)) && rest.length % 2 === 1 && rest.every((part, index) => index % 2 === 0 || part === 'columns');
}

/** What the entry at a path is called; null where it has no title. */
export function titleAt(tree: JsonMap, path: string[]): string | null {
  const value = valueAt(tree, path);
  const title = isMap(value) ? (value.title ?? value.text) : undefined;
  return typeof title === 'string' ? title : null;
}
