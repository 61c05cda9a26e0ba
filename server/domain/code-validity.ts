// Codes that come into use and go out of it, and what they turned into: vocabulary drifts, a series has to be read through.
import { byOrder } from './by-order.js';
import type { Span } from './calendar.js';
import type { CodeListDefinition } from './definition.generated.js';

type Codes = CodeListDefinition['codes'];
type Days = { from?: string; until?: string };

/** True where a code may be chosen on some day of the span. */
export const isValidIn = ({ from, until }: Days, span: Span): boolean => (from ?? '') <= span.to && span.from <= (until ?? '9999');

/** Keys that may be chosen on some day of the span, in the order of the list. */
export const codesIn = (list: CodeListDefinition, span: Span): string[] =>
  byOrder(list.codes)
    .filter((code) => !code.hidden && isValidIn(code, span))
    .map(({ key }) => key);

/**
 * What a code is called on another day: itself while it is valid, after that what it turned into, before that what turned into it.
 * `exact` where it is the same thing by another name; with several codes, or one that took in others too, only their sum compares.
 */
export function readThrough(list: CodeListDefinition, code: string, day: string): { codes: string[]; exact: boolean } {
  const span = { from: day, to: day };
  const entry = list.codes[code];
  if (!entry) return { codes: [], exact: false };
  if (isValidIn(entry, span)) return { codes: [code], exact: true };
  const later = (entry.until ?? '9999') < day;
  const step = later ? successors : predecessors;
  const back = later ? predecessors : successors;
  const found = new Set<string>();
  const seen = new Set([code]);
  let exact = true;
  const open = [code];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const next = step(list.codes, key);
    if (next.length !== 1 || back(list.codes, next[0] as string).length !== 1) exact = false;
    for (const one of next) {
      if (seen.has(one)) continue;
      seen.add(one);
      if (isValidIn(list.codes[one] ?? {}, span)) found.add(one);
      else open.push(one);
    }
  }
  const codes = byOrder(list.codes).flatMap(({ key }) => (found.has(key) ? [key] : []));
  return { codes, exact: exact && codes.length === 1 };
}

/** All codes that are linked with one by what turned into what: their sum can be compared over all years. */
export function seriesOf(list: CodeListDefinition, code: string): string[] {
  const linked = new Set([code]);
  for (const key of linked) for (const next of [...successors(list.codes, key), ...predecessors(list.codes, key)]) linked.add(next);
  return byOrder(list.codes).flatMap(({ key }) => (linked.has(key) ? [key] : []));
}

const successors = (codes: Codes, key: string): string[] => Object.keys(codes[key]?.becomes ?? {}).filter((one) => codes[key]?.becomes?.[one] && codes[one]);
const predecessors = (codes: Codes, key: string): string[] => Object.keys(codes).filter((one) => codes[one]?.becomes?.[key]);
