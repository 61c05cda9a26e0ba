// The published ledgers and letters, opened and in memory: they never change, so a process opens each once.
import type { LetterDefinition } from '../domain/definition.generated.js';
import type { LetterSnapshot } from '../domain/letter-snapshot.js';
import { FormError } from '../domain/open-form.js';
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
  private readonly away = new Set<string>();
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
      const { letter, sound } = this.opened(county, publication.snapshot);
      const entry = { county, id, version, letter };
      this.letterVersions.set(key, entry);
      keep(this.currentLetters, county, id, entry);
      this.bring(county, id, !sound);
    }
  }
  /** A letter or ledger that is out of use is offered to nobody; what was issued stays. */
  bring(county: string, id: string, away: boolean): void {
    if (away) this.away.add(`${county}:${id}`);
    else this.away.delete(`${county}:${id}`);
  }
  /** The version published last, in use or not. */
  lastLetter(county: string, id: string): LetterEntry | null {
    return this.currentLetters.get(county)?.get(id) ?? null;
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
    return [...(this.currentLetters.get(county)?.values() ?? [])].filter(({ id }) => !this.away.has(`${county}:${id}`));
  }
  letter(county: string, id: string): LetterEntry | null {
    return this.away.has(`${county}:${id}`) ? null : this.lastLetter(county, id);
  }
  letterAt(county: string, id: string, version: number): LetterEntry | null {
    return this.letterVersions.get(`${county}:${id}:${version}`) ?? null;
  }

  /** An old letter may name what its ledger no longer has: its pages are drawn all the same, but nobody is asked for new ones. */
  private opened(county: string, snapshot: LetterSnapshot): { letter: Letter; sound: boolean } {
    const ledger = this.ledger(county, snapshot.definition.of)?.ledger.snapshot.definition;
    if (!ledger) throw new Error(`${county} has no ledger ${snapshot.definition.of}`);
    try {
      return { letter: openLetter(snapshot, ledger), sound: true };
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      return { letter: { ...openLetter({ ...snapshot, definition: bare(snapshot.definition) }, ledger), snapshot }, sound: false };
    }
  }
}

/** Without what is decided by a child's record. */
function bare({ for: _, once: __, texts: ___, clauses: ____, receipt: _____, ...definition }: LetterDefinition): LetterDefinition {
  return definition;
}

function keep<T>(current: Map<string, Map<string, T>>, county: string, id: string, entry: T): void {
  const own = current.get(county) ?? new Map<string, T>();
  current.set(county, own.set(id, entry));
}
