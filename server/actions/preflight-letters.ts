import type { Deps } from '../deps.js';
import type { Child } from '../domain/child.js';
import { textOf } from '../domain/child.js';
import { coverRows } from '../domain/letter-parts.js';
import type { LetterChoice, PreflightView } from '../domain/letter-views.js';
import type { Actor } from '../domain/office.js';
import { dateOf } from '../domain/period.js';
import { askedFaults, findingsFor, gatherFindings, type PreflightFacts, type Receiver } from '../domain/preflight.js';
import { shownName } from '../domain/shown-name.js';
import { chosenIds, type LetterDesk, letterDesk, onceOf, placesFor } from './find-letter.js';
import { householdNames } from './household-names.js';

export type PreflightCall = { choice: LetterChoice; values: Record<string, string>; bundle?: 'school' | 'village' };
type Found = { receiver: Receiver; findings: ReturnType<typeof findingsFor> };

/** Who can be sent a letter and who lacks what; nothing is written. @throws Problem NOT_FOUND, FORBIDDEN, BAD_REQUEST */
export async function preflightLetters(actor: Actor, id: string, call: PreflightCall, deps: Deps): Promise<PreflightView> {
  const desk = await letterDesk(actor, id, deps);
  const ids = await chosenIds(desk, call.choice, deps);
  const found: Found[] = [];
  const taken = new Map<string, string>();
  for (let at = 0; at < ids.length; at += 1000) found.push(...(await examine(desk, ids.slice(at, at + 1000), call.values, taken, deps)));
  const ready = found.filter(({ findings }) => !findings.some(({ level }) => level === 'error'));
  const bundles = new Map<string, number>();
  for (const { receiver } of ready) {
    const name = bundleOf(desk, receiver.child, call.bundle ?? 'school');
    bundles.set(name, (bundles.get(name) ?? 0) + 1);
  }
  const covers = [...bundles.values()].reduce((sum, letters) => sum + Math.ceil(letters / coverRows), 0);
  return {
    chosen: ids.length,
    ready: ready.length,
    problems: gatherFindings(desk.ledger.ledger, actor.role, found),
    errors: askedFaults(desk.entry.letter, call.values),
    sheets: ready.length + covers,
    bundles: bundles.size,
  };
}

/**
 * Findings for some children, in the order of their ids. `taken` is filled with what the first of a household takes for all of it, by key: the others are
 * left out. A valid letter that is to be replaced does not stand in the way.
 */
export async function examine(
  desk: LetterDesk,
  ids: string[],
  values: Record<string, string>,
  taken: Map<string, string>,
  deps: Deps,
  replaced = '',
): Promise<Found[]> {
  const heads = new Map((await deps.store.children.byIds(desk.actor.county, desk.ledger.id, ids)).map((child) => [child._id, child]));
  const children = ids.flatMap((id) => heads.get(id) ?? []);
  const keys = new Map(children.map((child) => [child._id, onceOf(desk, child, deps)]));
  const valid = new Map(
    (
      await deps.store.letters.withOnce(
        desk.actor.county,
        [...keys.values()].filter((key) => key !== ''),
      )
    )
      .filter(({ _id }) => _id !== replaced)
      .map((letter) => [letter.once, letter.serial]),
  );
  const uncovered = await deps.letterPaper.uncovered();
  const facts: PreflightFacts = { day: dateOf(deps.clock()), has: (child) => valid.get(keys.get(child._id) ?? '') ?? '', uncovered };
  const names = await householdNames(desk, children, deps);
  return children.map((child) => {
    const receiver = { child, places: placesFor(desk, child, names.get(child._id) ?? '', deps), values };
    const findings = findingsFor(desk.entry.letter, desk.ledger.ledger, receiver, facts);
    const key = keys.get(child._id) ?? '';
    if (key === '' || findings.some(({ level }) => level === 'error')) return { receiver, findings };
    const first = taken.get(key);
    if (first !== undefined)
      return { receiver, findings: [{ kind: 'has-one', level: 'error', message: '同一户只发一份，已经写给同户的孩子', detail: first }, ...findings] };
    taken.set(key, shownName(desk.ledger.ledger, child.data, desk.actor.role));
    return { receiver, findings };
  });
}

/** The heap a letter is handed out with. */
export function bundleOf({ ledger, offices }: LetterDesk, child: Pick<Child, 'data' | 'office' | 'township'>, by: 'school' | 'village'): string {
  const school = offices.get(child.office)?.title ?? '';
  if (by === 'school') return school;
  const village = textOf(child.data, ledger.ledger.snapshot.definition.meanings.village);
  const township = (offices.get(child.township)?.title ?? '').replace(/人民政府$|办事处$/, '');
  return village === '' ? `${township}　村名不详` : `${township}${village}`;
}
