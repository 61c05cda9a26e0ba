// The register of issued letters. The register is the counter: the unique number decides between two who issue at once.
import type { Db, Filter, MongoServerError } from 'mongodb';
import type { IssuedLetter } from '../domain/letter.js';
import { isDuplicateKey } from './duplicate-key.js';

export type LetterStore = ReturnType<typeof lettersIn>;
export type LetterFilter = {
  letter?: string;
  path?: string;
  child?: string;
  state?: string;
  job?: string;
  /** What somebody is looking for: one of these. */
  anyOf?: LetterSought[];
  superseded?: { law: string; article: string; before: string }[];
};
/** `serialFrom` and `nameFrom` are how a serial or a name begins. */
export type LetterSought = { serial?: string; serialFrom?: string; number?: number; year?: number; nameFrom?: string; children?: string[] };
export type LetterHead = Omit<IssuedLetter, 'said'>;

const headOnly = { said: 0 } as const;

export function lettersIn(db: Db) {
  const letters = db.collection<IssuedLetter>('letters');
  return {
    /** Highest number given in a year and series; 0 for none. */
    async lastNumber(county: string, letter: string, year: number, series: string): Promise<number> {
      // Null finds those without one.
      const row = { county, letter, year, series: series || null } as Filter<IssuedLetter>;
      return (await letters.findOne(row, { projection: { number: 1 }, sort: { number: -1 } }))?.number ?? 0;
    },
    /**
     * Inserts in the order given, as far as numbers and children allow.
     * @returns how many were written; where fewer than given, the next one met a number or a valid letter that is there already.
     */
    async insertInOrder(list: IssuedLetter[]): Promise<number> {
      try {
        await letters.insertMany(list, { ordered: true });
        return list.length;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const index = (error as MongoServerError & { writeErrors?: { index: number }[] | { index: number } }).writeErrors;
        const first = Array.isArray(index) ? index[0] : index;
        return first?.index ?? 0;
      }
    },
    find(county: string, id: string): Promise<IssuedLetter | null> {
      return letters.findOne({ _id: id, county });
    },
    /** Valid letters among these keys. */
    withOnce(county: string, keys: string[]): Promise<Pick<IssuedLetter, '_id' | 'once' | 'serial' | 'child'>[]> {
      return letters.find({ county, once: { $in: keys } }, { projection: { once: 1, serial: 1, child: 1 } }).toArray();
    },
    /** Letters of a job from one place of its order to another, both included. */
    ofJob(county: string, job: string, from: number, to: number): Promise<IssuedLetter[]> {
      return letters
        .find({ county, job, order: { $gte: from, $lte: to } })
        .sort({ order: 1 })
        .toArray();
    },
    ofJobChildren(county: string, job: string, children: string[]): Promise<Pick<IssuedLetter, '_id' | 'child'>[]> {
      return letters.find({ county, job, child: { $in: children } }, { projection: { child: 1 } }).toArray();
    },
    headsOfJob(county: string, job: string): Promise<LetterHead[]> {
      return letters.find({ county, job }, { projection: headOnly }).sort({ order: 1 }).toArray() as Promise<LetterHead[]>;
    },
    ofChild(county: string, child: string): Promise<LetterHead[]> {
      return letters.find({ county, child }, { projection: headOnly }).sort({ at: 1, year: 1, number: 1 }).toArray() as Promise<LetterHead[]>;
    },
    list(county: string, filter: LetterFilter, skip: number, limit: number): Promise<LetterHead[]> {
      return letters.find(filterOf(county, filter), { projection: headOnly, sort: { year: -1, number: -1 }, skip, limit }).toArray() as Promise<LetterHead[]>;
    },
    count(county: string, filter: LetterFilter, limit: number): Promise<number> {
      return letters.countDocuments(filterOf(county, filter), { limit });
    },
    /** Makes a valid letter void; its child may have another. @returns false when it was not valid any more. */
    async void(letter: IssuedLetter, voided: NonNullable<IssuedLetter['voided']>): Promise<boolean> {
      return (
        (await letters.updateOne({ _id: letter._id, county: letter.county, state: 'valid' }, { $set: { state: 'void', once: letter._id, voided } }))
          .matchedCount === 1
      );
    },
    async replacedBy(letter: Pick<IssuedLetter, '_id' | 'county'>, next: string): Promise<void> {
      await letters.updateOne({ _id: letter._id, county: letter.county }, { $set: { replacedBy: next } });
    },
  };
}

const begins = (text: string): { $gte: string; $lt: string } => ({ $gte: text, $lt: `${text}\u{10ffff}` });

function filterOf(county: string, { path, anyOf, superseded, ...equal }: LetterFilter): Filter<IssuedLetter> {
  const old = superseded?.map(({ law, article, before }) => ({ quotes: { $elemMatch: { law, article, edition: { $lt: before } } } }));
  return {
    county,
    ...equal,
    ...(path === undefined ? {} : { path: begins(path) }),
    ...(anyOf === undefined ? {} : { $or: anyOf.map(soughtOf) }),
    ...(old === undefined ? {} : { state: 'valid', $and: [{ $or: old.length > 0 ? old : [{ _id: '' }] }] }),
  } as Filter<IssuedLetter>;
}

const soughtOf = ({ serialFrom, nameFrom, children, ...equal }: LetterSought): Filter<IssuedLetter> => ({
  ...equal,
  ...(serialFrom === undefined ? {} : { serial: begins(serialFrom) }),
  ...(nameFrom === undefined ? {} : { childName: begins(nameFrom) }),
  ...(children === undefined ? {} : { child: { $in: children } }),
});

export async function indexLetters(db: Db): Promise<void> {
  const letters = db.collection('letters');
  await letters.createIndex({ county: 1, letter: 1, year: 1, series: 1, number: 1 }, { unique: true });
  // As it was while a county had one row of numbers: two schools' first letters would meet on it.
  const before = 'county_1_letter_1_year_1_number_1';
  if (await letters.indexExists(before)) await letters.dropIndex(before);
  await letters.createIndex({ county: 1, once: 1 }, { unique: true });
  await letters.createIndex({ county: 1, child: 1, at: 1 });
  await letters.createIndex({ county: 1, job: 1, order: 1 });
  await letters.createIndex({ county: 1, year: -1, number: -1 });
  await letters.createIndex({ county: 1, serial: 1 });
  await letters.createIndex({ county: 1, number: 1 });
  await letters.createIndex({ county: 1, childName: 1 });
}
