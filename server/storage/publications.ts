// Published ledgers and letters with everything they name: frozen, never changed.
import type { Db } from 'mongodb';
import type { LedgerSnapshot } from '../domain/ledger-snapshot.js';
import type { LetterSnapshot } from '../domain/letter-snapshot.js';
import { isDuplicateKey } from './duplicate-key.js';

export type Publication = { _id: string; county: string; id: string; version: number; sha256: string; publishedAt: Date } & (
  | { kind: 'ledger'; snapshot: LedgerSnapshot }
  | { kind: 'letter'; snapshot: LetterSnapshot }
);
export type PublicationStore = ReturnType<typeof publicationsIn>;
/** Snapshots are stored as JSON text: their maps keep their order and may hold keys with dots. */
type Stored = Omit<Publication, 'snapshot'> & { snapshot: string };

export function publicationsIn(db: Db) {
  const publications = db.collection<Stored>('publications');
  return {
    /** Every version of every ledger and letter, oldest first. */
    async all(): Promise<Publication[]> {
      return (await publications.find({}).sort({ version: 1 }).toArray()).map((one) => ({ ...one, snapshot: JSON.parse(one.snapshot) }) as Publication);
    },
    /** @returns false when somebody else published this version first. */
    async publish(publication: Publication): Promise<boolean> {
      try {
        await publications.insertOne({ ...publication, snapshot: JSON.stringify(publication.snapshot) });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}
