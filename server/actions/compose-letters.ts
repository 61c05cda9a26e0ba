// Letters as they are said and drawn.
import type { Deps } from '../deps.js';
import { type Child, childFacts, textOf } from '../domain/child.js';
import { childName, composeLetter, letterValues, type SaidLetter, serialText, seriesOf } from '../domain/compose-letter.js';
import { type IssuedLetter, letterId } from '../domain/letter.js';
import { dateOf } from '../domain/period.js';
import { Problem } from '../domain/problem.js';
import type { Doer } from '../domain/report-record.js';
import { type LetterDesk, onceOf, placesFor } from './find-letter.js';
import { householdNames } from './household-names.js';

export type ToIssue = { child: Pick<Child, '_id' | 'data' | 'office' | 'path' | 'township'>; order: number; bundle: string; replaces: string | null };

/** @param names by child, as `householdNames` gives them */
export function sayLetter(
  desk: LetterDesk,
  child: ToIssue['child'],
  names: Map<string, string>,
  values: Record<string, string>,
  number: number,
  mark: string,
  deps: Deps,
): SaidLetter {
  const { entry, ledger } = desk;
  const day = dateOf(deps.clock());
  const places = placesFor(desk, child, names.get(child._id) ?? '', deps);
  const written = letterValues(entry.letter, ledger.ledger, child, places, values, day);
  const { year } = seriesOf(entry.letter, day, child.office);
  return composeLetter(
    entry.letter,
    written,
    { day, facts: childFacts(ledger.ledger, child.data) },
    serialText(entry.letter, { year, day, school: places.school.title }, number),
    mark,
  );
}

/** Letters with their numbers, each with the hash of its page. */
export async function madeLetters(
  desk: LetterDesk,
  wanted: (ToIssue & { number: number })[],
  values: Record<string, string>,
  job: string,
  by: Doer,
  deps: Deps,
): Promise<IssuedLetter[]> {
  const { entry, ledger, actor, offices } = desk;
  const at = deps.clock();
  const day = dateOf(at);
  const names = await householdNames(
    desk,
    wanted.map(({ child }) => child),
    deps,
  );
  const said = wanted.map(({ child, number }) => sayLetter(desk, child, names, values, number, '', deps));
  const drawn = await deps.templates.draw(entry.letter.snapshot.page, said);
  const { village } = ledger.ledger.snapshot.definition.meanings;
  return wanted.map(({ child, number, order, bundle, replaces }, index): IssuedLetter => {
    const { year, series } = seriesOf(entry.letter, day, child.office);
    const _id = letterId(actor.county, entry.id, year, series, number);
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
      ...(series === '' ? {} : { series }),
      number,
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
