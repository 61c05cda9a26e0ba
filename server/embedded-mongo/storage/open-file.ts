import { accessSync, constants, existsSync, mkdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../bson/decode.js';
import { encode } from '../bson/encode.js';
import { asNumber } from '../bson/values.js';
import { EmbeddedMongoError } from '../errors.js';
import { DataFile } from './data-file.js';
import { readHeader } from './file-header.js';
import { formatVersion, metaKey } from './keys.js';
import { upgrades } from './upgrades.js';

const spareBytes = 64 * 1024 * 1024;

/** The name of the one data file in the data folder (lmdb keeps a lock file beside it). */
export const dataFileName = 'store.mdb';

/**
 * Opens the data file of a folder, and makes it when it is not there.
 * @throws EmbeddedMongoError NOT_WRITABLE, FORMAT
 */
export function openDataFile(dataDir: string): { file: DataFile; path: string } {
  const path = join(dataDir, dataFileName);
  makeWritable(dataDir, path);
  checkHeader(path);
  let file: DataFile;
  try {
    file = new DataFile(path);
  } catch (error) {
    const message = (error as Error).message;
    if (/EACCES|EROFS|permission|read-only/i.test(message)) throw notWritable(path, message);
    throw new EmbeddedMongoError('FORMAT', `The data file ${path} cannot be read: ${message}. Restore it from a backup.`);
  }
  try {
    checkFormat(file, path);
  } catch (error) {
    void file.close();
    throw error;
  }
  return { file, path };
}

/** @throws EmbeddedMongoError FORMAT for a file the engine must not be given */
function checkHeader(path: string): void {
  if (!existsSync(path) || statSync(path).size === 0) return;
  const header = readHeader(path);
  // Last pages that were never used may be missing; more than that is a file that was cut off.
  const problem = 'problem' in header ? header.problem : header.size < header.needed - spareBytes ? 'its end is missing' : undefined;
  if (problem) throw new EmbeddedMongoError('FORMAT', `The data file ${path} cannot be used: ${problem}. Restore it from a backup.`);
  if ('needed' in header && header.size < header.needed) truncateSync(path, header.needed);
}

function makeWritable(dataDir: string, path: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
    for (const one of [path, `${path}-lock`]) if (existsSync(one)) accessSync(one, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw notWritable(path, (error as Error).message);
  }
}

function notWritable(path: string, why: string): EmbeddedMongoError {
  return new EmbeddedMongoError(
    'NOT_WRITABLE',
    `The data file ${path} cannot be written (${why}): check the rights on the folder and that the disk is not read-only or full.`,
  );
}

const formatKey = metaKey('format');

/** @throws EmbeddedMongoError FORMAT when the file was written by a newer program or is another kind of file */
function checkFormat(file: DataFile, path: string): void {
  const found = file.get(formatKey);
  const version = found ? asNumber(decode(found)['version']) : undefined;
  if (version === undefined) {
    if (file.stats().entries > 0) throw new EmbeddedMongoError('FORMAT', `The file ${path} is not a data file of this program.`);
    try {
      file.transaction(() => file.put(formatKey, encode({ version: formatVersion, program: 'yibiao-embedded-mongo' })));
    } catch (error) {
      throw notWritable(path, (error as Error).message);
    }
    return;
  }
  if (version > formatVersion)
    throw new EmbeddedMongoError(
      'FORMAT',
      `The data file ${path} has format ${version}, this program knows formats up to ${formatVersion}: start the newer program that wrote it.`,
    );
}

/** Brings an older format up to today's; only for the owner of the file. @throws EmbeddedMongoError FORMAT */
export function upgrade(file: DataFile, path: string): void {
  let version = asNumber(decode(file.get(formatKey)!)['version']);
  for (; version < formatVersion; version++) {
    const step = upgrades[version];
    if (!step) throw new EmbeddedMongoError('FORMAT', `The data file ${path} has format ${version}, for which there is no way up to ${formatVersion}.`);
    const next = version + 1;
    file.transaction(() => {
      step(file);
      file.put(formatKey, encode({ version: next, program: 'yibiao-embedded-mongo' }));
    });
  }
}
