// Ledgers and letters of a county, frozen with everything they name, as its definitions stand now.
import type { Deps, Publication } from '../deps.js';
import { foldLedgers } from '../domain/fold-ledgers.js';
import type { LayerFault } from '../domain/layers.js';
import type { LedgerSnapshot } from '../domain/ledger-snapshot.js';
import type { LetterSnapshot, TemplateFiles } from '../domain/letter-snapshot.js';
import { pageFaults } from './judge-letters.js';

type Needed = Pick<Deps, 'store' | 'clock' | 'digest' | 'ledgers' | 'templates'>;

/** Opens what was published before, so that old records and letters can be read. */
export async function openPublications(deps: Needed): Promise<void> {
  const known = await deps.store.publications.all();
  for (const kind of ['ledger', 'letter'] as const) for (const one of known) if (one.kind === kind) deps.ledgers.add(one);
}

/**
 * Publishes each ledger and letter of a county whose content is new, after its template was read and tried, and takes letters out of
 * use that are hidden. @param judged true where every page was just judged
 * @returns what is wrong with those that cannot be published; they stay as they were.
 */
export async function publishLedgers(county: string, templates: TemplateFiles, deps: Needed, judged = false): Promise<LayerFault[]> {
  const latest = await deps.store.definitions.latest(county);
  const definitions = Object.fromEntries(latest.map(({ id, snapshot, stack }) => [id, { content: snapshot.definition, stack }]));
  const { ledgers, letters, faults } = foldLedgers(definitions, templates);
  for (const snapshot of ledgers) {
    await publishNew(county, { kind: 'ledger', snapshot }, deps);
    await deps.store.children.index(snapshot.definition.meanings);
  }
  for (const snapshot of letters) {
    const ledger = deps.ledgers.ledger(county, snapshot.definition.of);
    const wrong = judged || !ledger ? [] : await pageFaults(county, snapshot, ledger.ledger.snapshot.definition, deps);
    if (wrong.length > 0) faults.push(...wrong.map((fault) => ({ file: snapshot.definition.template.file ?? snapshot.definition.id, ...fault })));
    else {
      await publishNew(county, { kind: 'letter', snapshot }, deps);
      deps.ledgers.bring(county, snapshot.definition.id, false);
    }
  }
  for (const { id, snapshot } of latest) if (snapshot.definition.kind === 'letter' && snapshot.definition.hidden) deps.ledgers.bring(county, id, true);
  return faults;
}

async function publishNew(
  county: string,
  what: { kind: 'ledger'; snapshot: LedgerSnapshot } | { kind: 'letter'; snapshot: LetterSnapshot },
  deps: Needed,
): Promise<void> {
  const { id } = what.snapshot.definition;
  const text = JSON.stringify(what.snapshot);
  const before = what.kind === 'ledger' ? deps.ledgers.ledger(county, id)?.ledger.snapshot : deps.ledgers.lastLetter(county, id)?.letter.snapshot;
  if (before && JSON.stringify(before) === text) return;
  for (let attempt = 0; attempt < 5; attempt++) {
    const last = what.kind === 'ledger' ? deps.ledgers.ledger(county, id)?.version : deps.ledgers.lastLetter(county, id)?.version;
    const version = (last ?? 0) + 1 + attempt;
    const publication: Publication = { _id: `${county}:${id}:${version}`, county, id, version, sha256: deps.digest(text), publishedAt: deps.clock(), ...what };
    if (!(await deps.store.publications.publish(publication))) continue;
    deps.ledgers.add(publication);
    return;
  }
}
