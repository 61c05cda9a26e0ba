// The one history: events are added and never changed.
import type { Db } from 'mongodb';
import type { ReportEvent } from '../domain/report-record.js';
import { isDuplicateKey } from './duplicate-key.js';

export type EventStore = ReturnType<typeof eventsIn>;

export function eventsIn(db: Db) {
  const events = db.collection<ReportEvent>('events');
  return {
    /** Adding the same event again does nothing. @throws when another event stands under its number. */
    async add(event: ReportEvent): Promise<void> {
      try {
        await events.insertOne(event);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const known = await events.findOne({ county: event.county, record: event.record, n: event.n });
        if (known?.hash !== event.hash) throw new Error(`event ${event._id} already says something else`);
      }
    },
    find(county: string, record: string, n: number): Promise<ReportEvent | null> {
      return events.findOne({ county, record, n });
    },
    /** Oldest first. */
    ofRecord(county: string, record: string): Promise<ReportEvent[]> {
      return events.find({ county, record }).sort({ n: 1 }).toArray();
    },
    async insertMany(list: ReportEvent[]): Promise<void> {
      if (list.length > 0) await events.insertMany(list, { ordered: false });
    },
  };
}
