import type { Db } from 'mongodb';

/** Removes sessions nobody has used for half an hour, now and every hour. @returns how to stop. */
export function sweepSessions(db: Db, failed: (error: unknown) => void): () => Promise<void> {
  const sweep = async (): Promise<void> => {
    await db.collection('sessions').deleteMany({ expires: { $lt: new Date() } });
  };
  let last = sweep().catch(failed);
  const timer = setInterval(() => {
    last = sweep().catch(failed);
  }, 3600_000);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await last;
  };
}
