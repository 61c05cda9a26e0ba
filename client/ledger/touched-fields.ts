// Which fields of a child were typed in, and what that asks the server to change.
import type { ChildChange, ChildValue, ChildValues } from '../../server/domain/ledger-views.js';

const blank = (value: ChildValue | undefined): ChildValue =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0) ? null : value;
const same = (a: ChildValue | undefined, b: ChildValue | undefined): boolean => JSON.stringify(blank(a)) === JSON.stringify(blank(b));

/** `touched` with one more touch; a visible field typed back to what it was is no change. */
export function touchField(touched: ChildValues, seen: ChildValues, masked: Record<string, string>, field: string, to: ChildValue): ChildValues {
  const { [field]: _, ...rest } = touched;
  return !(field in masked) && same(seen[field], to) ? rest : { ...rest, [field]: blank(to) };
}

/** Only what was touched; a field that was never seen in full goes without `from`. */
export const fieldChanges = (touched: ChildValues, seen: ChildValues, masked: Record<string, string>): ChildChange[] =>
  Object.entries(touched).map(([field, to]) => (field in masked ? { field, to } : { field, from: blank(seen[field]), to }));
