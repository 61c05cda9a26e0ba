import { decode } from '../bson/decode.js';
import { asNumber } from '../bson/values.js';
import { Catalogue } from '../storage/catalogue.js';
import { checkCollection } from '../storage/check.js';
import { DataFile } from '../storage/data-file.js';
import { readHeader } from '../storage/file-header.js';
import { formatVersion, metaKey } from '../storage/keys.js';

/** What a data file holds. */
export type FileReport = { collections: number; documents: number; bytes: number; format: number };

/** A data file that cannot be used; the message is one English sentence. */
export class UnusableFile extends Error {}

/**
 * Reads a whole data file and checks every document and index in it; changes nothing.
 * @throws UnusableFile
 */
export async function checkDataFile(path: string): Promise<FileReport> {
  const header = readHeader(path);
  const problem = 'problem' in header ? header.problem : header.size < header.needed ? 'its end is missing' : undefined;
  if (problem) throw new UnusableFile(`${path} is not a whole data file of the embedded store: ${problem}`);
  let file: DataFile;
  try {
    file = new DataFile(path, { readOnly: true });
  } catch (error) {
    throw new UnusableFile(`${path} is not a data file of the embedded store: ${(error as Error).message}`);
  }
  try {
    const found = file.get(metaKey('format'));
    const format = found ? asNumber(decode(found).version) : 0;
    if (!found || format > formatVersion)
      throw new UnusableFile(
        found ? `${path} has format ${format}, this program knows formats up to ${formatVersion}` : `${path} is not a data file of the embedded store`,
      );
    const report: FileReport = { collections: 0, documents: 0, bytes: 0, format };
    for (const collection of new Catalogue(file).list()) {
      const checked = checkCollection(collection);
      if (checked.errors.length > 0) throw new UnusableFile(`${path} is damaged: ${collection.namespace}: ${checked.errors[0]}`);
      report.collections++;
      report.documents += checked.documents;
      report.bytes += checked.bytes;
    }
    return report;
  } finally {
    await file.close();
  }
}
