import { cloneValue } from '../bson/clone.js';
import { equalValues } from '../bson/compare.js';
import { type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { isOperatorDocument } from '../query/matcher.js';
import { isRegex } from '../query/regex.js';
import { placeOf, setIn, valueIn } from './paths.js';

/**
 * The document an upsert starts from: what the filter holds equal (at the top, in `$and`, in a one-branch `$or`, by `$eq`,
 * a one-value `$in` or `$all`).
 * @throws CommandError NotSingleValueField (54) when two conditions hold one path to different places
 */
export function upsertSeed(filter: Doc, replacement: boolean): Doc {
  const seed: Doc = {};
  const place = (path: string, value: unknown): void => {
    if (replacement && path !== '_id') return;
    const parts = path.split('.');
    const target = placeOf(seed, parts, true)!;
    const known = valueIn(target);
    if (known !== undefined && !equalValues(known, value))
      throw new CommandError('NotSingleValueField', `cannot infer query fields to set, path '${path}' is matched twice`);
    setIn(target, cloneValue(value));
  };
  const read = (part: Doc): void => {
    for (const [key, operand] of Object.entries(part)) {
      if ((key === '$and' || (key === '$or' && Array.isArray(operand) && operand.length === 1)) && Array.isArray(operand))
        operand.forEach((inner) => isDocument(inner) && read(inner));
      else if (!key.startsWith('$')) readCondition(key, operand, place);
    }
  };
  read(filter);
  return seed;
}

function readCondition(path: string, operand: unknown, place: (path: string, value: unknown) => void): void {
  if (!isOperatorDocument(operand)) {
    if (!isRegex(operand)) place(path, operand);
    return;
  }
  if ('$eq' in operand) place(path, operand['$eq']);
  const single = operand['$in'] ?? operand['$all'];
  if (Array.isArray(single) && single.length === 1 && !isRegex(single[0]) && !isOperatorDocument(single[0])) place(path, single[0]);
}
