import type { Deps } from '../deps.js';
import type { LedgerListView, LedgerView } from '../domain/ledger-views.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';
import { knownLedger } from './find-child.js';

/** Ledgers the actor may read. */
export function listLedgers(actor: Actor, deps: Pick<Deps, 'ledgers'>): LedgerListView {
  const mine = deps.ledgers.ledgers(actor.county).filter(({ ledger }) => ledger.snapshot.definition.by.read?.[actor.role] === true);
  return {
    items: mine.map(({ id, version, ledger }) => ({
      id,
      title: ledger.title,
      version,
      books: ledger.books.map(({ key, title, hint }) => ({ key, title, hint })),
    })),
  };
}

/** One version, frozen. @throws Problem NOT_FOUND */
export function publishedLedger(actor: Actor, id: string, version: number, deps: Pick<Deps, 'ledgers'>): LedgerView {
  knownLedger(actor, id, deps);
  const entry = deps.ledgers.ledgerAt(actor.county, id, version);
  if (!entry) throw new Problem('NOT_FOUND');
  return { snapshot: entry.ledger.snapshot };
}
