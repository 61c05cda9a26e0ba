import type { Collation } from '../bson/collation.js';
import { compareValues, equalValues } from '../bson/compare.js';
import { type Doc, isDocument, rankOf, truthy } from '../bson/values.js';

/**
 * Whether every document a filter matches also matches a partial index's filter, told without looking at documents;
 * false when it cannot be told, and the index is then not used.
 */
export function impliesPartial(filter: Doc, partial: Doc, collation?: Collation): boolean {
  return Object.entries(partial).every(([key, operand]) => {
    if (key === '$and') return (operand as Doc[]).every((part) => impliesPartial(filter, part, collation));
    if (key === '$or') return (operand as Doc[]).some((part) => impliesPartial(filter, part, collation));
    const needs = isOperators(operand) ? Object.entries(operand) : [['$eq', operand] as const];
    const given = conditionsOn(filter, key);
    return needs.every(([name, value]) => given.some((condition) => implies(condition, name, value, collation)));
  });
}

const isOperators = (value: unknown): value is Doc => isDocument(value) && (Object.keys(value)[0]?.startsWith('$') ?? false);

function conditionsOn(filter: Doc, path: string): [string, unknown][] {
  const found: [string, unknown][] = [];
  for (const [key, operand] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(operand)) for (const part of operand) found.push(...conditionsOn(part as Doc, path));
    if (key !== path) continue;
    if (isOperators(operand)) found.push(...Object.entries(operand));
    else found.push(['$eq', operand]);
  }
  return found;
}

function implies([given, value]: [string, unknown], name: string, wanted: unknown, collation: Collation | undefined): boolean {
  if (given === name && equalValues(value, wanted, collation)) return true;
  if (given === '$in' && Array.isArray(value)) return value.length > 0 && value.every((item) => implies(['$eq', item], name, wanted, collation));
  if (name === '$exists')
    return given === '$exists' ? truthy(value) : given === '$eq' ? value !== null : ['$gt', '$gte', '$lt', '$lte'].includes(given) && value !== null;
  if (name === '$in' && given === '$eq' && Array.isArray(wanted)) return wanted.some((item) => equalValues(item, value, collation));
  if (rankOf(value) !== rankOf(wanted) || Array.isArray(value)) return false;
  const order = compareValues(value, wanted, collation);
  switch (name) {
    case '$gt':
      return (['$gt', '$gte', '$eq'].includes(given) && order > 0) || (given === '$gt' && order >= 0);
    case '$gte':
      return ['$gt', '$gte', '$eq'].includes(given) && order >= 0;
    case '$lt':
      return (['$lt', '$lte', '$eq'].includes(given) && order < 0) || (given === '$lt' && order <= 0);
    case '$lte':
      return ['$lt', '$lte', '$eq'].includes(given) && order <= 0;
    default:
      return false;
  }
}
