import { EJSON } from 'bson';

/** What an expected document may refer to: entities by name. */
export type Entities = ReadonlyMap<string, unknown>;

/**
 * Compares an actual value with an expected one of the unified test format.
 * @returns nothing when they match, else where and why not
 */
export function mismatch(expected: unknown, given: unknown, entities: Entities, path = '', root = true): string | undefined {
  // The driver hands sorts on as maps.
  const actual = given instanceof Map ? Object.fromEntries(given) : given;
  const special = specialOf(expected);
  if (special) return matchSpecial(special, expected as Record<string, unknown>, actual, entities, path, root);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return `${path}: expected an array, got ${show(actual)}`;
    if (expected.length !== actual.length) return `${path}: expected ${expected.length} elements, got ${actual.length}: ${show(actual)}`;
    for (const [i, item] of expected.entries()) {
      const found = mismatch(item, actual[i], entities, `${path}[${i}]`, root);
      if (found) return found;
    }
    return undefined;
  }
  if (isPlain(expected)) {
    if (!isPlain(actual)) return `${path}: expected a document, got ${show(actual)}`;
    for (const [key, value] of Object.entries(expected)) {
      const found = mismatch(value, actual[key], entities, `${path}.${key}`, false);
      if (found) return found;
    }
    const surplus = Object.keys(actual).find((key) => !(key in expected) && actual[key] !== undefined);
    return !root && surplus !== undefined ? `${path}: unexpected field ${surplus}` : undefined;
  }
  return show(plainNumber(expected)) === show(plainNumber(actual)) ? undefined : `${path}: expected ${show(expected)}, got ${show(actual)}`;
}

function specialOf(expected: unknown): string | undefined {
  const keys = isPlain(expected) ? Object.keys(expected) : [];
  return keys.length === 1 && keys[0]!.startsWith('$$') ? keys[0] : undefined;
}

function matchSpecial(name: string, expected: Record<string, unknown>, actual: unknown, entities: Entities, path: string, root: boolean): string | undefined {
  const operand = expected[name];
  switch (name) {
    case '$$exists':
      return (actual !== undefined) === operand ? undefined : `${path}: should ${operand ? '' : 'not '}exist`;
    case '$$unsetOrMatches':
      return actual === undefined || actual === null ? undefined : mismatch(operand, actual, entities, path, root);
    case '$$type':
      return (Array.isArray(operand) ? operand : [operand]).includes(typeOf(actual))
        ? undefined
        : `${path}: expected type ${String(operand)}, got ${typeOf(actual)}`;
    case '$$matchesEntity':
      return mismatch(entities.get(String(operand)), actual, entities, path);
    case '$$matchesHexBytes': {
      const hex = Buffer.from((actual as Uint8Array | undefined) ?? []).toString('hex');
      return actual instanceof Uint8Array && hex === operand ? undefined : `${path}: expected the bytes ${String(operand)}, got ${hex}`;
    }
    case '$$matchAsDocument':
      return mismatch(operand, EJSON.parse(String(actual), { relaxed: false }), entities, path, false);
    case '$$matchAsRoot':
      return mismatch(operand, actual, entities, path, true);
    case '$$lte':
      return Number(plainNumber(actual)) <= Number(operand) ? undefined : `${path}: expected at most ${String(operand)}, got ${show(actual)}`;
    case '$$sessionLsid':
      return undefined;
    default:
      return `${path}: the runner does not know ${name}`;
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !('_bsontype' in value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp) &&
    !(value instanceof Uint8Array)
  );
}

function plainNumber(value: unknown): unknown {
  const type = (value as { _bsontype?: string } | null)?._bsontype;
  if (type === 'Int32' || type === 'Double') return (value as { value: number }).value;
  if (type === 'Long') return Number(value);
  return typeof value === 'bigint' ? Number(value) : value;
}

function typeOf(value: unknown): string {
  if (value === undefined) return 'missing';
  const plain = plainNumber(value);
  if (typeof plain === 'number') return Number.isInteger(plain) ? ((value as { _bsontype?: string })._bsontype === 'Long' ? 'long' : 'int') : 'double';
  if (typeof plain === 'boolean') return 'bool';
  if (plain === null) return 'null';
  if (Array.isArray(plain)) return 'array';
  if (plain instanceof Date) return 'date';
  const name = (plain as { _bsontype?: string })._bsontype;
  return name === 'ObjectId' ? 'objectId' : name === 'Binary' ? 'binData' : typeof plain;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : EJSON.stringify(value as never, { relaxed: true });
}
