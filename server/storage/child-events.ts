// What happened to children, in the one history: added and never changed.
import type { Db } from 'mongodb';
import type { ChildEvent } from '../domain/child.js';
import type { LaterEvent } from '../domain/standing-children.js';
import { isDuplicateKey } from './duplicate-key.js';

export type ChildEventStore = ReturnType<typeof childEventsIn>;

export function childEventsIn(db: Db) {
  const events = db.collection<ChildEvent>('events');
  return {
    /** Adding the same event again does nothing. @throws when another event stands under its number. */
    async add(event: ChildEvent): Promise<void> {
      try {
        await events.insertOne(event);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const known = await events.findOne({ county: event.county, record: event.record, n: event.n });
        if (known?.hash !== event.hash) throw new Error(`event ${event._id} already says something else`);
      }
    },
    /** Oldest first. */
    ofChild(county: string, child: string): Promise<ChildEvent[]> {
      return events.find({ county, record: child }).sort({ n: 1 }).toArray();
    },
    /** Movements counted at an office by their stamps, from one day to another, reversals among them. */
    counted(county: string, ledger: string, office: string, from: string, to: string): Promise<ChildEvent[]> {
      return events.find({ county, ledger, 'stamps.office': office, date: { $gte: from, $lte: to }, kind: { $nin: ['register', 'correct'] } }).toArray();
    },
    /** Every event of the children to whom something has happened at an office, or who have left it, after a day; reversals and corrections count. */
    async ofThoseMovedSince(county: string, ledger: string, office: string, day: string): Promise<LaterEvent[]> {
      const touching = ['stamps.office', 'moved.from.office'].map((at) => ({ [at]: office }));
      const found = await Promise.all(
        touching.map((at) => events.find({ county, ledger, ...at, date: { $gt: day } }, { projection: { record: 1 } }).toArray()),
      );
      const records = [...new Set(found.flat().map(({ record }) => record))];
      const projection = { record: 1, n: 1, kind: 1, date: 1, sets: 1, moved: 1 };
      return records.length === 0 ? [] : events.find({ county, record: { $in: records } }, { projection }).toArray();
    },
    /** Those that are there already are left alone. */
    async insertMany(list: ChildEvent[]): Promise<void> {
      for (let at = 0; at < list.length; at += 1000) {
        try {
          await events.insertMany(list.slice(at, at + 1000), { ordered: false });
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
        }
      }
    },
  };
}
