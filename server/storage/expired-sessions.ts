import type { Db } from 'mongodb';

/** Sessions nobody has used for half an hour. */
export async function removeExpiredSessions(db: Db): Promise<void> {
  await db.collection('sessions').deleteMany({ expires: { $lt: new Date() } });
}
