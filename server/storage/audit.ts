// What is not a change of a record: sign-ins, exports, prints, refusals. Append-only; there is no way to delete.
import type { Db } from 'mongodb';

type AuditKind = 'sign-in' | 'sign-in-failed' | 'sign-in-blocked' | 'sign-out' | 'refused' | 'export' | 'print' | 'unmask' | 'import';
/** `what` names a thing by its id, never a person's data. */
export type AuditEntry = { at: Date; county: string; kind: AuditKind; user: string; office: string; what: string; request: string };
export type AuditStore = ReturnType<typeof auditIn>;

export function auditIn(db: Db) {
  const entries = db.collection<AuditEntry>('audit');
  return {
    async add(entry: AuditEntry): Promise<void> {
      await entries.insertOne({ ...entry });
    },
    /** Entries of a county, oldest first. */
    async ofCounty(county: string): Promise<AuditEntry[]> {
      return (await entries.find({ county }).sort({ at: 1 }).toArray()).map(({ _id, ...entry }) => entry);
    },
  };
}
