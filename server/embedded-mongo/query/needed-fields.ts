import { type Doc, isDocument, isNumeric, truthy } from '../bson/values.js';

/** The top-level fields an aggregation expression reads; undefined when it may read any. */
export function fieldsOfExpression(expr: unknown, fields: Set<string> = new Set()): Set<string> | undefined {
  if (typeof expr === 'string') {
    if (expr.startsWith('$$ROOT') || expr.startsWith('$$CURRENT')) return undefined;
    if (expr.startsWith('$') && !expr.startsWith('$$')) fields.add(topOf(expr.slice(1)));
    return fields;
  }
  if (Array.isArray(expr)) return expr.every((part) => fieldsOfExpression(part, fields)) ? fields : undefined;
  if (!isDocument(expr)) return fields;
  for (const [key, operand] of Object.entries(expr)) {
    if (key === '$getField' || key === '$setField' || key === '$unsetField') return undefined;
    if (key === 'sortBy' && isDocument(operand)) for (const path of Object.keys(operand)) fields.add(topOf(path));
    else if (!fieldsOfExpression(operand, fields)) return undefined;
  }
  return fields;
}

/** The fields of a document a stage reads when it hands none of the document on; undefined for every other stage. */
export function fieldsOfStage(stage: unknown): Set<string> | undefined {
  if (!isDocument(stage)) return undefined;
  if ('$count' in stage) return new Set();
  const spec = stage.$group ?? stage.$sortByCount ?? stage.$bucket;
  return spec === undefined ? undefined : fieldsOfExpression(spec);
}

const topOf = (path: string): string => path.split('.', 1)[0]!;

/** The top-level fields a projection shows that names only what is shown; undefined for every other. */
export function fieldsOfInclusion(projection: Doc): Set<string> | undefined {
  const shown = Object.entries(projection).filter(([path, value]) => path !== '_id' || truthy(value));
  if (shown.length === 0 || shown.some(([path, value]) => path.includes('$') || !(value === true || isNumeric(value)) || !truthy(value))) return undefined;
  return new Set(['_id', ...shown.map(([path]) => topOf(path))]);
}
