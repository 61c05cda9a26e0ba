// Children of one household: those whose household number is the same.
import { type Child, childFacts, textOf } from './child.js';
import { childName, holds } from './compose-letter.js';
import type { Ledger } from './open-ledger.js';
import type { Letter } from './open-letter.js';

/** Its number; '' for none. */
export const householdOf = ({ snapshot }: Ledger, child: Pick<Child, 'data'>): string => textOf(child.data, snapshot.definition.meanings.household);

/** True where a letter names the whole household, so that the others of it are looked up. */
export const namesHousehold = ({ fields }: Letter): boolean => fields.some(({ from }) => from?.startsWith('household.'));

/** Names by household number of those the letter may go to on a day, the eldest first. */
export function namesByHousehold(letter: Letter, ledger: Ledger, children: Pick<Child, 'data'>[], day: string): Map<string, string> {
  const { born } = ledger.snapshot.definition.meanings;
  const receivers = children
    .filter((child) => holds(letter.for, { day, facts: childFacts(ledger, child.data) }))
    .sort((a, b) => (textOf(a.data, born) < textOf(b.data, born) ? -1 : 1));
  const names = new Map<string, string>();
  for (const child of receivers) {
    const home = householdOf(ledger, child);
    const name = childName(ledger, child);
    if (home !== '') names.set(home, names.has(home) ? `${names.get(home)}、${name}` : name);
  }
  return names;
}
