import type { Deps } from '../deps.js';
import { seriesOf } from '../domain/compose-letter.js';
import type { IssuedLetter } from '../domain/letter.js';
import { dateOf } from '../domain/period.js';
import { Problem } from '../domain/problem.js';
import type { Doer } from '../domain/report-record.js';
import { madeLetters, type ToIssue } from './compose-letters.js';
import { type LetterDesk, onceOf } from './find-letter.js';

/**
 * Enters letters in the register in the order given. The register is the counter: an insert decides between two who issue at once, the
 * loser looks again; numbers have no gaps, in each series for itself. Children who have got a valid letter meanwhile are passed over.
 * @throws Problem BUSY
 */
export async function registerLetters(
  desk: LetterDesk,
  wanted: ToIssue[],
  values: Record<string, string>,
  job: string,
  by: Doer,
  deps: Deps,
): Promise<IssuedLetter[]> {
  const issued: IssuedLetter[] = [];
  let open = wanted;
  for (let attempt = 0; open.length > 0 && attempt < 50; attempt += 1) {
    const letters = await madeLetters(desk, await numbered(desk, open, deps), values, job, by, deps);
    const written = await deps.store.letters.insertInOrder(letters);
    issued.push(...letters.slice(0, written));
    open = await stillWithout(desk, open.slice(written), deps);
  }
  if (open.length > 0) throw new Problem('BUSY');
  return issued;
}

/** Each with the next number of its series. */
async function numbered({ actor, entry }: LetterDesk, open: ToIssue[], deps: Deps): Promise<(ToIssue & { number: number })[]> {
  const day = dateOf(deps.clock());
  const last = new Map<string, number>();
  const next: (ToIssue & { number: number })[] = [];
  for (const one of open) {
    const { year, series } = seriesOf(entry.letter, day, one.child.office);
    const number = (last.get(series) ?? (await deps.store.letters.lastNumber(actor.county, entry.id, year, series))) + 1;
    last.set(series, number);
    next.push({ ...one, number });
  }
  return next;
}

async function stillWithout(desk: LetterDesk, wanted: ToIssue[], deps: Deps): Promise<ToIssue[]> {
  const keys = wanted.map(({ child }) => onceOf(desk, child, deps));
  const taken = new Set(
    (
      await deps.store.letters.withOnce(
        desk.actor.county,
        keys.filter((key) => key !== ''),
      )
    ).map(({ once }) => once),
  );
  return wanted.filter((_, index) => !taken.has(keys[index] as string));
}
