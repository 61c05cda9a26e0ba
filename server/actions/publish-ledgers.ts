// Ledgers and letters of a county, frozen with everything they name, as its definitions stand now.
import type { Deps, Publication } from '../deps.js';
import { composeLetter, letterShape } from '../domain/compose-letter.js';
import { foldLedgers } from '../domain/fold-ledgers.js';
import type { LayerFault } from '../domain/layers.js';
import type { LedgerSnapshot } from '../domain/ledger-snapshot.js';
import type { LetterSnapshot, TemplateFiles } from '../domain/letter-snapshot.js';
import { openLetter } from '../domain/open-letter.js';
import { dateOf } from '../domain/period.js';

type Needed = Pick<Deps, 'store' | 'clock' | 'digest' | 'ledgers' | 'templates'>;

/** Opens what was published before, so that old records and letters can be read. */
export async function openPublications(deps: Needed): Promise<void> {
  const known = await deps.store.publications.all();
  for (const kind of ['ledger', 'letter'] as const) for (const one of known) if (one.kind === kind) deps.ledgers.add(one);
}

/**
 * Publishes each ledger and letter of a county whose content is new, after its template was read and tried.
 * @returns what is wrong with those that cannot be published; they stay as they were.
 */
export async function publishLedgers(county: string, templates: TemplateFiles, deps: Needed): Promise<LayerFault[]> {
  const latest = await deps.store.definitions.latest(county);
  const definitions = Object.fromEntries(latest.map(({ id, snapshot, stack }) => [id, { content: snapshot.definition, stack }]));
  const { ledgers, letters, faults } = foldLedgers(definitions, templates);
  for (const snapshot of ledgers) {
    await publishNew(county, { kind: 'ledger', snapshot }, deps);
    await deps.store.children.index(snapshot.definition.meanings);
  }
  for (const snapshot of letters) {
    const wrong = await templateFaults(county, snapshot, deps);
    if (wrong.length > 0) faults.push(...wrong.map((fault) => ({ file: snapshot.definition.template.file ?? snapshot.definition.id, ...fault })));
    else await publishNew(county, { kind: 'letter', snapshot }, deps);
  }
  return faults;
}

async function templateFaults(county: string, snapshot: LetterSnapshot, deps: Needed) {
  const ledger = deps.ledgers.ledger(county, snapshot.definition.of);
  if (!ledger) return [];
  const known = deps.ledgers.letter(county, snapshot.definition.id);
  if (known && JSON.stringify(known.letter.snapshot) === JSON.stringify(snapshot)) return [];
  const letter = openLetter(snapshot, ledger.ledger.snapshot.definition);
  const values = Object.fromEntries(letter.fields.map(({ key, title }) => [key, title]));
  const day = dateOf(deps.clock());
  const bare = Object.fromEntries(letter.fields.map(({ key }) => [key, '']));
  return deps.templates.judge(snapshot.page, letterShape(letter), [composeLetter(letter, values, day, '样张'), composeLetter(letter, bare, day, '')]);
}

async function publishNew(
  county: string,
  what: { kind: 'ledger'; snapshot: LedgerSnapshot } | { kind: 'letter'; snapshot: LetterSnapshot },
  deps: Needed,
): Promise<void> {
  const { id } = what.snapshot.definition;
  const text = JSON.stringify(what.snapshot);
  const before = what.kind === 'ledger' ? deps.ledgers.ledger(county, id)?.ledger.snapshot : deps.ledgers.letter(county, id)?.letter.snapshot;
  if (before && JSON.stringify(before) === text) return;
  for (let attempt = 0; attempt < 5; attempt++) {
    const last = what.kind === 'ledger' ? deps.ledgers.ledger(county, id)?.version : deps.ledgers.letter(county, id)?.version;
    const version = (last ?? 0) + 1 + attempt;
    const publication: Publication = { _id: `${county}:${id}:${version}`, county, id, version, sha256: deps.digest(text), publishedAt: deps.clock(), ...what };
    if (!(await deps.store.publications.publish(publication))) continue;
    deps.ledgers.add(publication);
    return;
  }
}
