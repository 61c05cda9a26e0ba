// Present state of filled-in reports.
import type { Db, Filter } from 'mongodb';
import { reportId } from '../domain/report.js';
import type { ReportHead, ReportKey, StoredReport } from '../domain/report-record.js';
import { isDuplicateKey } from './duplicate-key.js';

export type RecordStore = ReturnType<typeof recordsIn>;
export type RecordQuery = { county: string; definition?: string; period?: string; office?: string; path?: string; offices?: string[] };

/** Issue ids hold dots, which are no keys for a document: reasons are stored as a list. */
type Stored = Omit<StoredReport, 'reasons'> & { reasons: { issue: string; text: string }[] };

const headOnly = { data: 0, reasons: 0, touched: 0, tail: 0 } as const;

export function recordsIn(db: Db) {
  const records = db.collection<Stored>('records');
  return {
    async find(key: ReportKey): Promise<StoredReport | null> {
      const found = await records.findOne({ _id: reportId(key.county, key.definition, key.office, key.period), county: key.county });
      return found ? fromStored(found) : null;
    },
    /** @returns false when somebody else began it first. */
    async begin(record: StoredReport): Promise<boolean> {
      try {
        await records.insertOne(toStored(record));
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    /** Writes only if nobody has written since `seen`. @returns false when somebody has. */
    async change(seen: Pick<StoredReport, '_id' | 'county' | 'rev'>, next: StoredReport): Promise<boolean> {
      const { _id, county, definition, office, period, rev, reasons, ...rest } = next;
      const set = { ...rest, reasons: listOf(reasons), rev: seen.rev + 1 };
      return (await records.updateOne({ _id: seen._id, county: seen.county, rev: seen.rev }, { $set: set })).matchedCount === 1;
    },
    /** The history holds event `n` now: forget the copy. Nothing a reader sees changes, so `rev` stays. */
    async forgetTail(record: Pick<StoredReport, '_id' | 'county' | 'n'>): Promise<void> {
      await records.updateOne({ _id: record._id, county: record.county, n: record.n }, { $set: { tail: null } });
    },
    /** The kept sums hold these reports as they were at `n`; leaves alone what has moved on since. */
    async markSummed(moved: Pick<StoredReport, '_id' | 'county' | 'n'>[]): Promise<void> {
      if (moved.length === 0) return;
      const marks = moved.map(({ _id, county, n }) => ({ updateOne: { filter: { _id, county, n }, update: { $set: { summed: n, unsummed: false } } } }));
      await records.bulkWrite(marks, { ordered: false });
    },
    heads(query: RecordQuery): Promise<ReportHead[]> {
      return records.find(filterOf(query), { projection: headOnly }).toArray() as unknown as Promise<ReportHead[]>;
    },
    /** Reports the kept sums have not taken in. */
    unsummed(county: string, definition: string, period: string): Promise<ReportHead[]> {
      return records.find({ county, definition, period, unsummed: true }, { projection: headOnly }).toArray() as unknown as Promise<ReportHead[]>;
    },
    /** Whole reports, data and all. */
    async whole(query: RecordQuery): Promise<StoredReport[]> {
      return (await records.find(filterOf(query)).toArray()).map(fromStored);
    },
    /** Reports of a form after the one named last ('' at the beginning), by their key. */
    async page(county: string, definition: string, after: string, limit: number): Promise<StoredReport[]> {
      return (
        await records
          .find(ofForm(county, definition, after))
          .hint(byKey)
          .sort(byKey)
          .limit(limit)
          .toArray()
      ).map(fromStored);
    },
    pageOfHeads(county: string, definition: string, after: string, limit: number): Promise<ReportHead[]> {
      return records
        .find(ofForm(county, definition, after), { projection: headOnly })
        .hint(byKey)
        .sort(byKey)
        .limit(limit)
        .toArray() as unknown as Promise<ReportHead[]>;
    },
    /** Reports of a form, of all periods. */
    count(county: string, definition: string): Promise<number> {
      return records.countDocuments({ county, definition });
    },
    async insertMany(list: StoredReport[]): Promise<void> {
      if (list.length > 0) await records.insertMany(list.map(toStored), { ordered: false });
    },
    /** First period that has any report of the form; null when there is none. */
    async firstPeriod(county: string, definition: string): Promise<string | null> {
      return (await records.findOne({ county, definition }, { projection: { period: 1 }, sort: { period: 1 } }))?.period ?? null;
    },
  };
}

/** Keys are walked in their own order: any other index would be sorted again for every page. */
const byKey = { _id: 1 } as const;
/** A range of keys, which begin with county and form. */
const ofForm = (county: string, definition: string, after: string): Filter<Stored> => ({
  _id: { $gt: after || `${county}:${definition}:`, $lt: `${county}:${definition};` },
  county,
});

const listOf = (reasons: StoredReport['reasons']): Stored['reasons'] => Object.entries(reasons).map(([issue, text]) => ({ issue, text }));
const toStored = (record: StoredReport): Stored => ({ ...record, reasons: listOf(record.reasons) });
const fromStored = (stored: Stored): StoredReport => ({ ...stored, reasons: Object.fromEntries(stored.reasons.map(({ issue, text }) => [issue, text])) });

function filterOf(query: RecordQuery): Filter<Stored> {
  const { path, offices, ...equal } = query;
  // A range instead of a pattern: the index serves it, and a path needs no escaping.
  return {
    ...equal,
    ...(offices === undefined ? {} : { office: { $in: offices } }),
    ...(path === undefined ? {} : { path: { $gte: path, $lt: `${path}\uffff` } }),
  };
}
