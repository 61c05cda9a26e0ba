// Kept sums: one per form, period and group of offices, on each of the two lines.
import type { Db } from 'mongodb';
import type { RecordData } from '../domain/record-data.js';
import { isDuplicateKey } from './duplicate-key.js';

export type Line = 'center' | 'township';
export type KeptSum = {
  _id: string;
  county: string;
  definition: string;
  period: string;
  line: Line;
  /** Office id of the center school or township; '' for schools without one. */
  group: string;
  /** Version of the form whose rules added it up. */
  version: number;
  /** Raised with every recount, so that a slow recount can't overwrite a later one. */
  rev: number;
  handedIn: number;
  final: number;
  /** Handed in after the due day. */
  lateHandedIn: number;
  /** As it adds up further (`addUp`). */
  data: RecordData;
};
export type SumKey = Pick<KeptSum, 'county' | 'definition' | 'period' | 'line' | 'group'>;
export type SumStore = ReturnType<typeof sumsIn>;

const sumId = (key: SumKey): string => `${key.county}:${key.definition}:${key.period}:${key.line}:${key.group}`;

export function sumsIn(db: Db) {
  const sums = db.collection<KeptSum>('sums');
  return {
    /** On both lines. */
    ofPeriod(county: string, definition: string, period: string): Promise<KeptSum[]> {
      return sums.find({ county, definition, period }).toArray();
    },
    find(key: SumKey): Promise<KeptSum | null> {
      return sums.findOne({ _id: sumId(key), county: key.county });
    },
    /** `rev` is what was read before counting, 0 for none. @returns false when another count came in between. */
    async keep(sum: Omit<KeptSum, '_id'>, rev: number): Promise<boolean> {
      const _id = sumId(sum);
      if (rev > 0) {
        const { county, ...rest } = { ...sum, rev: rev + 1 };
        return (await sums.updateOne({ _id, county, rev }, { $set: rest })).matchedCount === 1;
      }
      try {
        await sums.insertOne({ _id, ...sum, rev: 1 });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}
