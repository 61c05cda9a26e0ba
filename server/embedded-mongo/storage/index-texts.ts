import { TextOrder } from '../bson/text-order.js';
import type { DataFile } from './data-file.js';
import type { Index } from './index-entries.js';
import { textKey, textOfKey, textRange } from './keys.js';

/**
 * Opens the strings of an index with a collation: what stands in its entries is the label of each string, and the label keeps
 * its meaning as long as the index lives. A string stays when its last document has gone, until the index is dropped.
 */
export function openTexts(file: DataFile, index: Index): void {
  if (!index.collation) return;
  const { id } = index;
  const range = textRange(id);
  const read = (start: Buffer, end: Buffer): { text: string; label: Buffer }[] =>
    Array.from(file.entries({ start, end }), ({ key, value }) => ({ text: value.toString(), label: textOfKey(key) }));
  index.texts = new TextOrder(index.collation, {
    *all() {
      for (const { key, value } of file.entries(range)) yield { text: value.toString(), label: textOfKey(key) };
    },
    between: (from, to) => read(textKey(id, from), to ? textKey(id, to) : range.end),
    save: ({ text, label }) => file.put(textKey(id, label), Buffer.from(text)),
  });
}
