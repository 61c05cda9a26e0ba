// A county's ledger and letters, opened from the product's own packs.
import { foldLedgers } from '../../server/domain/fold-ledgers.js';
import { type Ledger, openLedger } from '../../server/domain/open-ledger.js';
import { type Letter, openLetter } from '../../server/domain/open-letter.js';
import { letterTemplates } from '../../server/printing/letter-templates.js';
import { foldedPacks } from './packs.js';

/** @throws when the packs have a fault */
export function sampleLedgerOf(county: string): { ledger: Ledger; letters: { [id: string]: Letter } } {
  const place = foldedPacks().counties.find((one) => one.county.id === county);
  if (!place) throw new Error(`there is no county ${county}`);
  const { ledgers, letters, faults } = foldLedgers(place.definitions, letterTemplates());
  if (faults.length > 0 || !ledgers[0]) throw new Error(JSON.stringify(faults));
  const ledger = openLedger(ledgers[0]);
  return { ledger, letters: Object.fromEntries(letters.map((snapshot) => [snapshot.definition.id, openLetter(snapshot, ledger.snapshot.definition)])) };
}
