// What was typed and never reached the server, kept in this browser by report and person until it has.

import type { ReportView } from '../../server/domain/views.js';
import type { Unsent } from './draft-queue.js';
import { changesOf, same, type Touched, valueAt } from './touched.js';

export type KeptUnsent = Unsent & { version: number; at: string };

const placeOf = (report: string, user: string): string => `yibiao.unsent:${user}:${report}`;

export function keepUnsent(report: string, user: string, unsent: KeptUnsent | null): void {
  try {
    if (unsent === null) localStorage.removeItem(placeOf(report, user));
    else localStorage.setItem(placeOf(report, user), JSON.stringify(unsent));
  } catch {
    // A browser that keeps nothing still saves to the server.
  }
}

export function keptUnsent(report: string, user: string): KeptUnsent | null {
  try {
    const kept = JSON.parse(localStorage.getItem(placeOf(report, user)) ?? 'null') as KeptUnsent | null;
    return kept && typeof kept.touched === 'object' && typeof kept.reasons === 'object' ? kept : null;
  } catch {
    return null;
  }
}

/** The part of it that the server does not have, or null when everything arrived after all. */
export function stillUnsent(kept: KeptUnsent | null, view: ReportView): Unsent | null {
  if (!kept || kept.version !== view.definition.version) return null;
  const touched: Touched = Object.fromEntries(
    changesOf(kept.touched)
      .filter(({ path, to }) => !same(valueAt(view.data, path), to))
      .map(({ path, from, to }) => [path, { from, to }]),
  );
  const reasons = Object.fromEntries(Object.entries(kept.reasons).filter(([issue, reason]) => (view.reasons[issue] ?? '') !== reason));
  return Object.keys(touched).length + Object.keys(reasons).length > 0 ? { touched, reasons } : null;
}
