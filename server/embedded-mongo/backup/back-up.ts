import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DataFile, logPath } from '../storage/data-file.js';
import { readHeader } from '../storage/file-header.js';
import { metaKey } from '../storage/keys.js';
import { dataFileName } from '../storage/open-file.js';
import { checkDataFile, type FileReport, UnusableFile } from './check-file.js';

const mostAttempts = 20;

/**
 * Copies the data file of a folder to `target` as it is at one moment, also while the store is running, and checks the copy.
 * @throws UnusableFile when there is nothing to copy, the target exists, or the copy does not read
 */
export async function backUp(dataDir: string, target: string): Promise<FileReport> {
  const source = join(dataDir, dataFileName);
  if (!existsSync(source)) throw new UnusableFile(`there is no data file at ${source}`);
  if (existsSync(target)) throw new UnusableFile(`${target} exists already`);
  mkdirSync(dirname(target), { recursive: true });
  const passing = `${target}.part`;
  removeFile(passing);
  try {
    for (let attempt = 1; !(await copyWithLog(source, passing)); attempt++) {
      removeFile(passing);
      if (attempt === mostAttempts) throw new UnusableFile(`${source} is written faster than it can be copied`);
    }
    fillToEnd(passing);
    const report = await checkDataFile(passing);
    rmSync(`${passing}-lock`, { force: true });
    syncFile(passing);
    renameSync(passing, target);
    return report;
  } catch (error) {
    removeFile(passing);
    throw error;
  }
}

/**
 * Copies the data file and then does what the log has more. The copy belongs to nobody: with its owner in it, it would
 * seem to be held by the program the original is open in.
 * @returns false when a checkpoint came between the two
 */
async function copyWithLog(source: string, target: string): Promise<boolean> {
  const original = new DataFile(source, { readOnly: true });
  await original.copyTo(target);
  await original.close();
  const copy = new DataFile(target);
  try {
    if (!copy.catchUp(logPath(source))) return false;
    copy.transaction(() => copy.remove(metaKey('owner')));
    return true;
  } finally {
    await copy.close();
  }
}

/** Removes a data file and its lock file, if there. */
export function removeFile(path: string): void {
  rmSync(path, { force: true });
  rmSync(`${path}-lock`, { force: true });
}

/** Last pages that were never used are not in the file; a backup has them, so that one that is cut off can be told. */
function fillToEnd(path: string): void {
  const header = readHeader(path);
  if ('needed' in header && header.size < header.needed) truncateSync(path, header.needed);
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}
