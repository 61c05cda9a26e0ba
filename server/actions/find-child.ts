// A child with everything around it that decisions need: its ledger, its office, whether the actor may see it.
import type { Deps, LedgerEntry } from '../deps.js';
import type { ChildEvent, StoredChild } from '../domain/child.js';
import { placeKey, searchKeys } from '../domain/child-search.js';
import { demand, ledgerReaders } from '../domain/ledger-permissions.js';
import type { Decided } from '../domain/movement.js';
import type { Actor, Office } from '../domain/office.js';
import { dateOf } from '../domain/period.js';
import { seesOffice } from '../domain/permissions.js';
import { Problem } from '../domain/problem.js';
import { eventText } from '../domain/report-record.js';
import { doerOf } from './seal-event.js';

export type ChildPlaceCall = { ledger: string; child: string };
export type FoundChild = { actor: Actor; entry: LedgerEntry; child: StoredChild; office: Office };

/** @throws Problem NOT_FOUND, also for a ledger the actor may not read */
export function knownLedger(actor: Actor, id: string, deps: Pick<Deps, 'ledgers'>): LedgerEntry {
  const entry = deps.ledgers.ledger(actor.county, id);
  if (!entry || !ledgerReaders.includes(actor.role) || entry.ledger.snapshot.definition.by.read?.[actor.role] !== true) throw new Problem('NOT_FOUND');
  return entry;
}

/** @throws Problem NOT_FOUND, also for a child of an office the actor does not see */
export async function findChild(actor: Actor, call: ChildPlaceCall, deps: Deps): Promise<FoundChild> {
  const entry = knownLedger(actor, call.ledger, deps);
  const found = await deps.store.children.find(actor.county, call.ledger, call.child);
  if (!found || !seesOffice(actor, found)) throw new Problem('NOT_FOUND');
  const child = await healChild(found, deps);
  const office = await deps.store.offices.find(actor.county, child.office);
  if (!office) throw new Problem('NOT_FOUND');
  return { actor, entry, child, office };
}

/** Brings the history up to a child that a crash left ahead of it; doing it twice changes nothing. */
export async function healChild(child: StoredChild, deps: Pick<Deps, 'store'>): Promise<StoredChild> {
  if (!child.tail) return child;
  await deps.store.childEvents.add(child.tail);
  await deps.store.children.forgetTail(child);
  return { ...child, tail: null };
}

/** The office an actor writes at: their own school, or one below them that they name. @throws Problem NOT_FOUND, BAD_DATA where none is named */
export async function officeToWriteAt(actor: Actor, named: string | undefined, deps: Deps): Promise<Office> {
  if (named === undefined && actor.office.kind === 'school') return actor.office;
  if (named === undefined) throw new Problem('BAD_DATA', { errors: [{ path: 'office', message: '请选择学校' }] });
  const office = await deps.store.offices.find(actor.county, named);
  if (office?.kind !== 'school' || !seesOffice(actor, office)) throw new Problem('NOT_FOUND');
  return office;
}

export const today = (deps: Pick<Deps, 'clock'>): { today: string } => ({ today: dateOf(deps.clock()) });

/** The event of what was decided, numbered, chained to the one before and sealed. */
export function sealChildEvent(
  child: Pick<StoredChild, '_id' | 'county' | 'ledger' | 'n' | 'hash'>,
  version: number,
  decided: Decided,
  by: ChildEvent['by'],
  at: Date,
  digest: Deps['digest'],
): ChildEvent {
  const n = child.n + 1;
  const said: Omit<ChildEvent, 'hash'> = {
    _id: `${child._id}:${n}`,
    county: child.county,
    record: child._id,
    ledger: child.ledger,
    n,
    at,
    by,
    version,
    previous: child.hash,
    ...decided.said,
  };
  return { ...said, hash: digest(eventText(said)) };
}

/** The child as an event leaves it. */
export function afterEvent(entry: LedgerEntry, child: StoredChild, decided: Decided, event: ChildEvent): StoredChild {
  const { ledger } = entry;
  return {
    ...child,
    ...decided.place,
    version: entry.version,
    n: event.n,
    hash: event.hash,
    data: decided.data,
    place: placeKey(ledger, decided.data, decided.place.path),
    search: searchKeys(ledger, decided.data),
    updatedAt: event.at,
    tail: event,
  };
}

/**
 * Writes what was decided. The write that moves the child decides between two who act at once; it carries the event with it, so that a
 * crash before the history has it loses nothing.
 * @throws Problem STALE, EXISTS (the identity number is another child's)
 */
export async function writeChild(found: Pick<FoundChild, 'actor' | 'entry' | 'child'>, decided: Decided, deps: Deps): Promise<StoredChild> {
  const event = sealChildEvent(found.child, found.entry.version, decided, doerOf(found.actor), deps.clock(), deps.digest);
  const next = afterEvent(found.entry, found.child, decided, event);
  const written = await deps.store.children.change(found.child, next);
  if (written === 'taken') throw new Problem('EXISTS', { detail: '这个身份证号已是台账里另一名学生的' });
  if (!written) throw new Problem('STALE', { detail: '这名学生的记录刚被别人改过，请查看最新情况' });
  await deps.store.childEvents.add(event);
  await deps.store.children.forgetTail(next);
  return { ...next, tail: null };
}

export { demand };
