import type { Form } from './open-form.js';
import type { RecordData } from './record-data.js';
import { linesOf } from './rows-of.js';

/** Free lines in which nothing is left but their id are gone. */
export function withoutEmptyLines(form: Form, data: RecordData): RecordData {
  const kept = { ...data };
  for (const { key, free } of form.tables) if (free) kept[key] = linesOf(data, key).filter((line) => Object.keys(line).length > 1);
  return kept;
}
