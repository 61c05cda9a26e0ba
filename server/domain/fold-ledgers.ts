// Ledgers and letters of one place, from its folded definitions. Every fault at once.

import type { ReportDefinition } from './definition.generated.js';
import { ExpressionError } from './expressions.js';
import { fillCondition } from './fill.js';
import type { FoldedDefinition } from './fold-packs.js';
import type { LayerFault } from './layers.js';
import { type Definitions, type LedgerSnapshot, ledgerSnapshotOf } from './ledger-snapshot.js';
import { type LetterSnapshot, letterSnapshotOf, type TemplateFiles } from './letter-snapshot.js';
import { faultsOfOpening } from './open-form.js';
import { openLedger, stampFields } from './open-ledger.js';
import { openLetter } from './open-letter.js';
import type { Fault } from './problem.js';
import { isTable } from './record-data.js';
import { fillsOf } from './record-sources.js';

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

function fillFaults(report: ReportDefinition, all: Definitions): Fault[] {
  return Object.entries(fillsOf(report)).flatMap(([target, fill]): Fault[] => {
    const [table = '', column = ''] = target.split('.');
    const known = report.schema.properties[table];
    const path = `fill.${target}`;
    if (!known || !isTable(known) || !known.each.properties[column]) return [{ path, message: '没有这一列' }];
    if (all[fill.from]?.kind !== 'ledger') return [{ path: `${path}.from`, message: `要用的台账（${fill.from}）没有在用；还没有发布的请先发布，或者另选一本` }];
    if (!Object.hasOwn(stampFields, fill.by.slice('event.'.length))) return [{ path: `${path}.by`, message: `异动没有“${fill.by}”` }];
    try {
      fillCondition(fill);
      return [];
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      return [{ path: `${path}.where`, message: error.message }];
    }
  });
}
