// The published ledgers and letters, opened and in memory: they never change, so a process opens each once.
import type { LetterSnapshot } from '../domain/letter-snapshot.js';
import { type Ledger, openLedger } from '../domain/open-ledger.js';
import { type Letter, openLetter } from '../domain/open-letter.js';
import type { Publication } from './publications.js';

export type LedgerEntry = { county: string; id: string; version: number; ledger: Ledger };
export type LetterEntry = { county: string; id: string; version: number; letter: Letter };

/** Ledgers and letters of every county by version. */
export class PublishedLedgers {
  private readonly ledgerVersions = new Map<string, LedgerEntry>();
  private readonly letterVersions = new Map<string, LetterEntry>();
  private readonly currentLedgers = new Map<string, Map<string, LedgerEntry>>();
  private readonly currentLetters = new Map<string, Map<string, LetterEntry>>();

  /** Takes a version in; versions of one definition come in ascending order, ledgers before their letters. */
  add(publication: Publication): void {
    const { county, id, version } = publication;
    const key = `${county}:${id}:${version}`;
    if (publication.kind === 'ledger') {
      const entry = { county, id, version, ledger: openLedger(publication.snapshot) };
      this.ledgerVersions.set(key, entry);
      keep(this.currentLedgers, county, id, entry);
    } else {
      const entry = { county, id, version, letter: this.opened(county, publication.snapshot) };
      this.letterVersions.set(key, entry);
      keep(this.currentLetters, county, id, entry);
    }
  }

  ledgers(county: string): LedgerEntry[] {
    return [...(this.currentLedgers.get(county)?.values() ?? [])];
  }
  ledger(county: string, id: string): LedgerEntry | null {
    return this.currentLedgers.get(county)?.get(id) ?? null;
  }
  ledgerAt(county: string, id: string, version: number): LedgerEntry | null {
    return this.ledgerVersions.get(`${county}:${id}:${version}`) ?? null;
  }
  letters(county: string): LetterEntry[] {
    return [...(this.currentLetters.get(county)?.values() ?? [])];
  }
  letter(county: string, id: string): LetterEntry | null {
    return this.currentLetters.get(county)?.get(id) ?? null;
  }
  letterAt(county: string, id: string, version: number): LetterEntry | null {
    return this.letterVersions.get(`${county}:${id}:${version}`) ?? null;
  }

  private opened(county: string, snapshot: LetterSnapshot): Letter {
    const ledger = this.ledger(county, snapshot.definition.of);
    if (!ledger) throw new Error(`${county} has no ledger ${snapshot.definition.of}`);
    return openLetter(snapshot, ledger.ledger.snapshot.definition);
  }
}

function keep<T>(current: Map<string, Map<string, T>>, county: string, id: string, entry: T): void {
  const own = current.get(county) ?? new Map<string, T>();
  current.set(county, own.set(id, entry));
}
