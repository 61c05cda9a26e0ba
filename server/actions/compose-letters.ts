// Letters as they are said and drawn.
import type { Deps } from '../deps.js';
import { type Child, childFacts, textOf } from '../domain/child.js';
import { childName, composeLetter, letterValues, type SaidLetter, serialText } from '../domain/compose-letter.js';
import { type IssuedLetter, letterId } from '../domain/letter.js';
import { dateOf } from '../domain/period.js';
import { Problem } from '../domain/problem.js';
import type { Doer } from '../domain/report-record.js';
import { type LetterDesk, onceOf, placesFor } from './find-letter.js';

export type ToIssue = { child: Pick<Child, '_id' | 'data' | 'office' | 'path' | 'township'>; order: number; bundle: string; replaces: string | null };

export function sayLetter(desk: LetterDesk, child: ToIssue['child'], values: Record<string, string>, number: number, mark: string, deps: Deps): SaidLetter {
  const { entry, ledger } = desk;
  const day = dateOf(deps.clock());
  const written = letterValues(entry.letter, ledger.ledger, child, placesFor(desk, child, deps), values, day);
  return composeLetter(
    entry.letter,
    written,
    { day, facts: childFacts(ledger.ledger, child.data) },
    serialText(entry.letter, Number(day.slice(0, 4)), number),
    mark,
  );
}

/** Letters numbered from `number` on, with the hash of each one's page. */
export async function madeLetters(
  desk: LetterDesk,
  wanted: ToIssue[],
  values: Record<string, string>,
  number: number,
  job: string,
  by: Doer,
  deps: Deps,
): Promise<IssuedLetter[]> {
  const { entry, ledger, actor, offices } = desk;
  const at = deps.clock();
  const day = dateOf(at);
  const year = Number(day.slice(0, 4));
  const said = wanted.map(({ child }, index) => sayLetter(desk, child, values, number + index, '', deps));
  const drawn = await deps.templates.draw(entry.letter.snapshot.page, said);
  const { village } = ledger.ledger.snapshot.definition.meanings;
  return wanted.map(({ child, order, bundle, replaces }, index): IssuedLetter => {
    const _id = letterId(actor.county, entry.id, year, number + index);
    const words = said[index] as SaidLetter;
    return {
      _id,
      county: actor.county,
      letter: entry.id,
      version: entry.version,
      title: entry.letter.title,
      ledger: ledger.id,
      child: child._id,
      childName: childName(ledger.ledger, child),
      office: child.office,
      officeTitle: offices.get(child.office)?.title ?? '',
      path: child.path,
      village: textOf(child.data, village),
      year,
      number: number + index,
      serial: words.letter.serial,
      once: onceOf(desk, child, deps) || _id,
      day,
      at,
      by,
      said: JSON.stringify(words),
      hash: pageHash(drawn.style, drawn.bodies[index] as string, deps),
      quotes: words.clauses.map(({ law, article, edition }) => ({ law, article, edition })),
      state: 'valid',
      voided: null,
      replaces,
      replacedBy: null,
      job,
      order,
      bundle,
    };
  });
}

/** By which a page is recognised for ever: the part its template made, without anything of the product's. */
export const pageHash = (style: string, body: string, deps: Pick<Deps, 'digest'>): string => deps.digest(`${style}\n${body}`);

/** The pages of issued letters as on their day: by the version they were issued in, from what they said. @throws Problem NOT_FOUND */
export async function drawIssued(letters: IssuedLetter[], deps: Deps): Promise<{ style: string; bodies: string[]; sound: boolean[] }> {
  const [first] = letters;
  const entry = first && deps.ledgers.letterAt(first.county, first.letter, first.version);
  if (!first || !entry) throw new Problem('NOT_FOUND');
  const drawn = await deps.templates.draw(
    entry.letter.snapshot.page,
    letters.map((letter) => JSON.parse(letter.said) as SaidLetter),
  );
  return { ...drawn, sound: letters.map((letter, index) => pageHash(drawn.style, drawn.bodies[index] as string, deps) === letter.hash) };
}
