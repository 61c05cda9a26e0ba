// Who of a household a letter goes to, for letters that name them all.
import type { Deps } from '../deps.js';
import type { Child } from '../domain/child.js';
import { childName } from '../domain/compose-letter.js';
import { householdOf, namesByHousehold, namesHousehold } from '../domain/household.js';
import { dateOf } from '../domain/period.js';
import { seesOffice } from '../domain/permissions.js';
import type { LetterDesk } from './find-letter.js';

/** By child the names of its household, as far as the actor sees them; its own where it has no household number. Empty where the letter names none. */
export async function householdNames(desk: LetterDesk, children: Pick<Child, '_id' | 'data'>[], deps: Deps): Promise<Map<string, string>> {
  const { actor, entry, ledger } = desk;
  if (!namesHousehold(entry.letter)) return new Map();
  const field = ledger.ledger.snapshot.definition.meanings.household;
  const homes = [...new Set(children.map((child) => householdOf(ledger.ledger, child)).filter((home) => home !== ''))];
  const ids = field && homes.length > 0 ? await deps.store.children.ids(actor.county, ledger.id, { [`data.${field}`]: { $in: homes } }, homes.length * 30) : [];
  const others = (await deps.store.children.byIds(actor.county, ledger.id, ids)).filter((child) => seesOffice(actor, child));
  const names = namesByHousehold(entry.letter, ledger.ledger, others, dateOf(deps.clock()));
  return new Map(children.map((child) => [child._id, names.get(householdOf(ledger.ledger, child)) ?? childName(ledger.ledger, child)]));
}
