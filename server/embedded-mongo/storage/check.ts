import { decode } from '../bson/decode.js';
import type { Collection } from './collection.js';
import { checkUnique, entriesOf, entryKey } from './index-entries.js';
import { indexRange, recordOfKey, recordRange } from './keys.js';

/** What a check of a collection found. `errors` is empty when every document is readable and every index agrees with them. */
export type CheckReport = { documents: number; bytes: number; keysPerIndex: Record<string, number>; errors: string[] };

/** Reads every document and holds every index against them. */
export function checkCollection(collection: Collection): CheckReport {
  const { file } = collection;
  const report: CheckReport = { documents: 0, bytes: 0, keysPerIndex: {}, errors: [] };
  const expected = new Map(collection.indexes.map((index) => [index, 0]));
  for (const { key, value } of file.entries(recordRange(collection.id))) {
    const record = recordOfKey(key);
    report.documents++;
    report.bytes += value.length;
    try {
      const doc = decode(value);
      for (const index of collection.indexes) {
        const entries = entriesOf(index, doc, true);
        expected.set(index, expected.get(index)! + entries.keys.length);
        if (index.unique) checkUnique(file, collection.namespace, index, entries, record);
        for (const entry of entries.keys)
          if (file.get(entryKey(index, entry, record)) === undefined) report.errors.push(`index ${index.name} has no entry for record ${record}`);
      }
    } catch (error) {
      report.errors.push(`record ${record}: ${(error as Error).message}`);
    }
  }
  for (const [index, count] of expected) {
    let found = 0;
    for (const key of file.keys(indexRange(index.id))) found += key.length > 0 ? 1 : 0;
    report.keysPerIndex[index.name] = found;
    if (found !== count) report.errors.push(`index ${index.name} has ${found} entries for ${count} keys`);
  }
  if (report.documents !== collection.count) report.errors.push(`the count says ${collection.count}, there are ${report.documents} documents`);
  return report;
}
