// Ledgers and letters of one place, from its folded definitions. Every fault at once.
import { fillFaults } from './fill-faults.js';
import type { FoldedDefinition } from './fold-packs.js';
import type { LayerFault } from './layers.js';
import { type Definitions, type LedgerSnapshot, ledgerSnapshotOf } from './ledger-snapshot.js';
import { type LetterSnapshot, letterSnapshotOf, type TemplateFiles } from './letter-snapshot.js';
import { faultsOfOpening } from './open-form.js';
import { openLedger } from './open-ledger.js';
import { openLetter } from './open-letter.js';
import type { Fault } from './problem.js';

export type FoldedLedgers = { ledgers: LedgerSnapshot[]; letters: LetterSnapshot[]; faults: LayerFault[] };

export function foldLedgers(definitions: { [id: string]: FoldedDefinition }, templates: TemplateFiles): FoldedLedgers {
  const all: Definitions = Object.fromEntries(Object.entries(definitions).map(([id, { content }]) => [id, content]));
  const folded: FoldedLedgers = { ledgers: [], letters: [], faults: [] };
  for (const { content, stack } of Object.values(definitions)) {
    if ((content.kind !== 'ledger' && content.kind !== 'letter' && content.kind !== 'report') || content.hidden) continue;
    const file = stack.changes.at(-1)?.file || stack.root?.file || content.id;
    const add = (faults: Fault[]): void => void folded.faults.push(...faults.map((fault) => ({ file, ...fault })));
    if (content.kind === 'report') {
      add(fillFaults(content, all));
    } else if (content.kind === 'ledger') {
      const { snapshot, faults } = ledgerSnapshotOf(content, all);
      add(faults.length > 0 ? faults : faultsOfOpening(() => openLedger(snapshot as LedgerSnapshot)));
      if (snapshot) folded.ledgers.push(snapshot);
    } else {
      const { snapshot, faults } = letterSnapshotOf(content, all, templates);
      const ledger = all[content.of];
      add(faults.length > 0 || ledger?.kind !== 'ledger' ? faults : faultsOfOpening(() => openLetter(snapshot as LetterSnapshot, ledger)));
      if (snapshot) folded.letters.push(snapshot);
    }
  }
  return folded;
}
