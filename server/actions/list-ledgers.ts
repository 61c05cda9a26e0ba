import type { Deps } from '../deps.js';
import type { LedgerListView, LedgerView } from '../domain/ledger-views.js';
import type { Actor } from '../domain/office.js';
import { seesOffice } from '../domain/permissions.js';
import { Problem } from '../domain/problem.js';
import { knownLedger } from './find-child.js';

/** Ledgers the actor may read, and the center schools and schools whose children may be asked for. */
export async function listLedgers(actor: Actor, deps: Pick<Deps, 'ledgers' | 'store'>): Promise<LedgerListView> {
  const mine = deps.ledgers.ledgers(actor.county).filter(({ ledger }) => ledger.snapshot.definition.by.read?.[actor.role] === true);
  return {
    items: mine.map(({ id, version, ledger }) => ({
      id,
      title: ledger.title,
      version,
      books: ledger.books.map(({ key, title, hint }) => ({ key, title, hint })),
    })),
    offices: mine.length > 0 ? await officesFor(actor, deps) : [],
  };
}

async function officesFor(actor: Actor, { store }: Pick<Deps, 'store'>): Promise<LedgerListView['offices']> {
  const seen = (await store.offices.ofCounty(actor.county)).filter(
    (office) => (office.kind === 'center' || office.kind === 'school') && seesOffice(actor, office),
  );
  const ids = new Set(seen.map(({ id }) => id));
  return seen.map(({ id, title, kind, parent }) => ({ id, title, kind, parent: ids.has(parent) ? parent : '' }));
}

/** One version, frozen. @throws Problem NOT_FOUND */
export function publishedLedger(actor: Actor, id: string, version: number, deps: Pick<Deps, 'ledgers'>): LedgerView {
  knownLedger(actor, id, deps);
  const entry = deps.ledgers.ledgerAt(actor.county, id, version);
  if (!entry) throw new Problem('NOT_FOUND');
  return { snapshot: entry.ledger.snapshot };
}
