// Letters and those they go to: what preflight, preview and issuing all begin with.
import type { Deps, LedgerEntry, LetterEntry } from '../deps.js';
import type { Child } from '../domain/child.js';
import type { LetterPlaces } from '../domain/compose-letter.js';
import { onceKey } from '../domain/compose-letter.js';
import { householdOf } from '../domain/household.js';
import { ledgerReaders, mayIssue } from '../domain/ledger-permissions.js';
import { type IssuedLetter, onceText } from '../domain/letter.js';
import type { LetterChoice } from '../domain/letter-views.js';
import type { Actor, Office } from '../domain/office.js';
import { dateOf } from '../domain/period.js';
import { seesOffice } from '../domain/permissions.js';
import { Problem } from '../domain/problem.js';
import { storeFilter } from './list-children.js';

export type LetterDesk = { actor: Actor; entry: LetterEntry; ledger: LedgerEntry; offices: Map<string, Office> };
/** Most letters of one order. */
export const mostLetters = 20_000;

/** @throws Problem NOT_FOUND, FORBIDDEN where the actor may not issue it */
export async function letterDesk(actor: Actor, id: string, deps: Deps): Promise<LetterDesk> {
  const entry = deps.ledgers.letter(actor.county, id);
  const ledger = entry && deps.ledgers.ledger(actor.county, entry.letter.ledger);
  if (!entry || !ledger) throw new Problem('NOT_FOUND');
  if (!mayIssue(entry.letter.snapshot.definition, actor.role)) throw new Problem('FORBIDDEN');
  return deskFor(actor, entry, ledger, deps);
}

export async function deskFor(actor: Actor, entry: LetterEntry, ledger: LedgerEntry, deps: Deps): Promise<LetterDesk> {
  const offices = new Map((await deps.store.offices.ofCounty(actor.county)).map((office) => [office.id, office]));
  return { actor, entry, ledger, offices };
}

/** Ids of the children chosen, in the order of lists; those out of sight are left out. @throws Problem BAD_REQUEST */
export async function chosenIds({ actor, ledger }: LetterDesk, choice: LetterChoice, deps: Deps): Promise<string[]> {
  if (!choice.children === !choice.filter) throw new Problem('BAD_REQUEST', { errors: [{ path: 'choice', message: '请选择学生，或给出条件' }] });
  const filter = await storeFilter(actor, ledger, choice.filter ?? {}, deps);
  const chosen = choice.children ? { $and: [filter, { _id: { $in: choice.children } }] } : filter;
  const ids = await deps.store.children.ids(actor.county, ledger.id, chosen, mostLetters + 1);
  if (ids.length > mostLetters) throw new Problem('BAD_REQUEST', { errors: [{ path: 'choice', message: `一次最多 ${mostLetters} 名学生，请分几次签发` }] });
  return ids;
}

export function placesFor(
  { actor, offices }: Pick<LetterDesk, 'actor' | 'offices'>,
  child: Pick<Child, 'office'>,
  names: string,
  deps: Pick<Deps, 'places'>,
): LetterPlaces {
  return {
    household: { names },
    school: { title: offices.get(child.office)?.title ?? '' },
    office: { title: actor.office.title },
    county: { title: deps.places.titleOf(actor.county), bureau: deps.places.bureauOf(actor.county) },
  };
}

/** What makes a child's letter the one valid one; '' where a child may have any number. */
export function onceOf({ entry, ledger }: Pick<LetterDesk, 'entry' | 'ledger'>, child: Pick<Child, '_id' | 'data'>, deps: Pick<Deps, 'clock'>): string {
  const key = onceKey(entry.letter, ledger.ledger, child, dateOf(deps.clock()));
  const home = entry.letter.snapshot.definition.once?.per === 'household' ? householdOf(ledger.ledger, child) : '';
  return key === '' ? '' : onceText(entry.id, home === '' ? child._id : `household:${home}`, key, '');
}

/** An issued letter the actor may read. @throws Problem NOT_FOUND */
export async function findIssued(actor: Actor, id: string, deps: Deps): Promise<IssuedLetter> {
  const letter = await deps.store.letters.find(actor.county, id);
  if (!letter || !ledgerReaders.includes(actor.role) || !seesOffice(actor, letter)) throw new Problem('NOT_FOUND');
  return letter;
}
