// What happened to children, in the one history: added and never changed.
import type { Db } from 'mongodb';
import type { ChildEvent } from '../domain/child.js';
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
