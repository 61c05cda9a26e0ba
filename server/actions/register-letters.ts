import type { Deps } from '../deps.js';
import type { IssuedLetter } from '../domain/letter.js';
import { dateOf } from '../domain/period.js';
import { Problem } from '../domain/problem.js';
import type { Doer } from '../domain/report-record.js';
import { madeLetters, type ToIssue } from './compose-letters.js';
import { type LetterDesk, onceOf } from './find-letter.js';

/**
 * Enters letters in the register in the order given. The register is the counter: an insert decides between two who issue at once, the
 * loser looks again; numbers have no gaps. Children who have got a valid letter meanwhile are passed over.
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
  const { actor, entry } = desk;
  const year = Number(dateOf(deps.clock()).slice(0, 4));
  const issued: IssuedLetter[] = [];
  let open = wanted;
  for (let attempt = 0; open.length > 0 && attempt < 50; attempt += 1) {
    const last = await deps.store.letters.lastNumber(actor.county, entry.id, year);
    const letters = await madeLetters(desk, open, values, last + 1, job, by, deps);
    const written = await deps.store.letters.insertInOrder(letters);
    issued.push(...letters.slice(0, written));
    open = await stillWithout(desk, open.slice(written), deps);
  }
  if (open.length > 0) throw new Problem('BUSY');
  return issued;
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
