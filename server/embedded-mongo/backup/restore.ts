import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DataFile, logPath } from '../storage/data-file.js';
import { readHeader } from '../storage/file-header.js';
import { dataFileName } from '../storage/open-file.js';
import { takeOwnership } from '../storage/owner.js';
import { removeFile } from './back-up.js';
import { checkDataFile, type FileReport, UnusableFile } from './check-file.js';

/** What a restore did; `keptAs` is where the data that was there before lies now. */
export type RestoreReport = FileReport & { keptAs?: string };

/**
 * Puts a backup in the place of a folder's data. The backup is checked whole first, and what was there is kept beside it.
 * @throws UnusableFile when the backup does not read; EmbeddedMongoError LOCKED while the store is running
 */
export async function restore(backup: string, dataDir: string, stamp: string): Promise<RestoreReport> {
  if (!existsSync(backup)) throw new UnusableFile(`there is no file ${backup}`);
  const target = join(dataDir, dataFileName);
  mkdirSync(dataDir, { recursive: true });
  if (existsSync(target)) await refuseWhileRunning(target);
  const passing = `${target}.restoring`;
  removeFile(passing);
  copyFileSync(backup, passing);
  try {
    const report = await checkDataFile(passing);
    rmSync(`${passing}-lock`, { force: true });
    const keptAs = `${target}.before-${stamp}`;
    const had = existsSync(target);
    if (had) renameSync(target, keptAs);
    // What a killed program left in its log belongs to the data that was there.
    if (existsSync(logPath(target))) renameSync(logPath(target), logPath(keptAs));
    rmSync(`${target}-lock`, { force: true });
    renameSync(passing, target);
    return { ...report, ...(had ? { keptAs } : {}) };
  } catch (error) {
    removeFile(passing);
    throw error;
  }
}

async function refuseWhileRunning(target: string): Promise<void> {
  let file: DataFile;
  try {
    if ('problem' in readHeader(target)) return;
    file = new DataFile(target);
  } catch {
    // A file nobody can open is the very reason to restore one.
    return;
  }
  try {
    const ownership = await takeOwnership(file, target);
    await ownership.release();
  } finally {
    await file.close();
  }
}
