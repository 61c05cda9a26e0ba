// Letters' pages judged before they can come into force: read, and tried on somebody with everything and somebody with nothing.
import type { Deps } from '../deps.js';
import { composeLetter, letterShape } from '../domain/compose-letter.js';
import type { LedgerDefinition } from '../domain/definition.generated.js';
import type { LetterSnapshot } from '../domain/letter-snapshot.js';
import { openLetter } from '../domain/open-letter.js';
import { dateOf } from '../domain/period.js';
import type { Fault } from '../domain/problem.js';

type Needed = Pick<Deps, 'clock' | 'ledgers' | 'templates'>;

/** What is wrong with the page of a letter; nothing where the very same letter is in force already. `path` is that of the county's own page. */
export async function pageFaults(county: string, snapshot: LetterSnapshot, ledger: LedgerDefinition, deps: Needed): Promise<Fault[]> {
  const known = deps.ledgers.lastLetter(county, snapshot.definition.id);
  if (known && JSON.stringify(known.letter.snapshot) === JSON.stringify(snapshot)) return [];
  const letter = openLetter(snapshot, ledger);
  const reader = { day: dateOf(deps.clock()), facts: null };
  const values = Object.fromEntries(letter.fields.map(({ key, title }) => [key, title]));
  const bare = Object.fromEntries(letter.fields.map(({ key }) => [key, '']));
  const faults = await deps.templates.judge(snapshot.page, letterShape(letter), [
    composeLetter(letter, values, reader, '样张'),
    composeLetter(letter, bare, reader, ''),
  ]);
  const place = snapshot.definition.template.text === undefined ? 'template' : 'template.text';
  return faults.map(({ path, message }) => {
    const line = /^template:(\d+)$/.exec(path)?.[1];
    return { path: place, message: line === undefined || line === '0' ? message : `版式第 ${line} 行：${message}` };
  });
}
