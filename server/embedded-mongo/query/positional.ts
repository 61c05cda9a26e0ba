import { type Doc, isDocument } from '../bson/values.js';
import { compileFilter, type Variables } from './matcher.js';
import { valueAt } from './path.js';

/**
 * Which element of the array at `path` (or on the way to it) a filter matched: what `$` stands for in an update and in a
 * projection. -1 when the filter says nothing of that array.
 */
export function matchedPosition(filter: Doc, doc: Doc, path: string, variables: Variables = {}): number {
  for (const [key, operand] of Object.entries(filter)) {
    if ((key === '$and' || key === '$or') && Array.isArray(operand)) {
      for (const part of operand) {
        if (key === '$or' && !compileFilter(part as Doc, variables)(doc)) continue;
        const found = matchedPosition(part as Doc, doc, path, variables);
        if (found >= 0) return found;
      }
    }
    if (key !== path && !key.startsWith(`${path}.`)) continue;
    const list = valueAt(doc, path);
    if (!Array.isArray(list)) continue;
    const rest = key.slice(path.length + 1);
    const position = list.findIndex((item) => elementMatches(item, rest, operand, variables));
    if (position >= 0) return position;
  }
  return -1;
}

function elementMatches(item: unknown, rest: string, operand: unknown, variables: Variables): boolean {
  if (rest !== '') return isDocument(item) && compileFilter({ [rest]: operand }, variables)(item);
  // `$elemMatch` and `$size` speak of the array: show them an array of this one element.
  const whole = isDocument(operand) && ('$elemMatch' in operand || '$all' in operand);
  if (isDocument(operand) && '$all' in operand && Array.isArray(operand['$all'])) {
    return operand['$all'].some((value) => compileFilter({ v: isDocument(value) && '$elemMatch' in value ? value : { $eq: value } }, variables)({ v: [item] }));
  }
  return compileFilter({ v: operand }, variables)({ v: whole ? [item] : item });
}
