import { Long, Timestamp } from 'bson';
import { sortOrder } from '../aggregate/lazy-operators.js';
import { add, multiply, whole } from '../bson/arithmetic.js';
import { collationOf } from '../bson/collation.js';
import { compareValues, equalValues } from '../bson/compare.js';
import { asNumber, type Doc, isDocument, isNumeric, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileFilter, isOperatorDocument, type Variables } from '../query/matcher.js';
import { isRegex } from '../query/regex.js';
import { type Place, setIn, unsetIn, valueIn } from './paths.js';

/** Changes the value at one place. `existing` operators look only at what is there; the others make the way to it. */
export type UpdateOperator = {
  creates: boolean;
  check?: (operand: unknown, path: string) => void;
  apply: (place: Place, operand: unknown, doc: Doc, variables: Variables) => void;
};

function setting(
  next: (old: unknown, operand: unknown, place: Place, doc: Doc, variables: Variables) => unknown,
  check?: UpdateOperator['check'],
): UpdateOperator {
  return {
    creates: true,
    ...(check ? { check } : {}),
    apply: (place, operand, doc, variables) => setIn(place, next(valueIn(place), operand, place, doc, variables)),
  };
}

function calculate(name: string, verb: string, old: unknown, operand: unknown, place: Place, doc: Doc, operate: typeof add): unknown {
  if (!isNumeric(old))
    throw new CommandError(
      'TypeMismatch',
      `Cannot apply ${name} to a value of non-numeric type. {_id: ${String(doc['_id'])}} has the field '${place.key}' of non-numeric type ${typeName(old)}`,
    );
  const result = operate(old, operand, 'undefined');
  if (result === undefined)
    throw new CommandError('BadValue', `Failed to apply ${name} operations to current value (${String(old)}) for document {_id: ${String(doc['_id'])}}`);
  void verb;
  return result;
}

const numericOperand =
  (verb: string) =>
  (operand: unknown, path: string): void => {
    if (!isNumeric(operand)) throw new CommandError('TypeMismatch', `Cannot ${verb} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`);
  };

function arrayAt(name: string, place: Place): unknown[] | undefined {
  const value = valueIn(place);
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new CommandError('BadValue', `The field '${place.key}' must be an array but is of type ${typeName(value)}`);
  void name;
  return value;
}

function pushSpec(operand: unknown): { items: unknown[]; position?: number; slice?: number; sort?: unknown } {
  if (!isDocument(operand) || !('$each' in operand)) return { items: [operand] };
  for (const key of Object.keys(operand)) {
    if (!['$each', '$slice', '$sort', '$position'].includes(key)) throw new CommandError('BadValue', `Unrecognized clause in $push: ${key}`);
  }
  if (!Array.isArray(operand['$each']))
    throw new CommandError('BadValue', `The argument to $each in $push must be an array but it was of type: ${typeName(operand['$each'])}`);
  const integer = (name: string): number | undefined => {
    if (!(name in operand)) return undefined;
    const value = asNumber(operand[name]);
    if (!Number.isInteger(value))
      throw new CommandError('BadValue', `The value for ${name} must be an integer value but was given type: ${typeName(operand[name])}`);
    return value;
  };
  const sort = operand['$sort'];
  if (sort !== undefined && !isDocument(sort) && asNumber(sort) !== 1 && asNumber(sort) !== -1)
    throw new CommandError('BadValue', 'The $sort element value must be either 1 or -1');
  const [position, slice] = [integer('$position'), integer('$slice')];
  return {
    items: operand['$each'],
    ...(position === undefined ? {} : { position }),
    ...(slice === undefined ? {} : { slice }),
    ...(sort === undefined ? {} : { sort }),
  };
}

function push(place: Place, operand: unknown, _doc: Doc, variables: Variables): void {
  const { items, position, slice, sort } = pushSpec(operand);
  const list = [...(arrayAt('$push', place) ?? [])];
  const at = position === undefined ? list.length : position < 0 ? Math.max(0, list.length + position) : position;
  list.splice(at, 0, ...items);
  if (sort !== undefined) list.sort(sortOrder(sort)(collationOf(variables)));
  setIn(place, slice === undefined ? list : slice < 0 ? list.slice(slice) : list.slice(0, slice));
}

function addToSet(place: Place, operand: unknown, _doc: Doc, variables: Variables): void {
  const each = isDocument(operand) && '$each' in operand;
  if (each && !Array.isArray(operand['$each']))
    throw new CommandError('TypeMismatch', `The argument to $each in $addToSet must be an array but it was of type ${typeName(operand['$each'])}`);
  const list = [...(arrayAt('$addToSet', place) ?? [])];
  for (const item of each ? (operand['$each'] as unknown[]) : [operand]) {
    if (!list.some((other) => equalValues(other, item, collationOf(variables)))) list.push(item);
  }
  setIn(place, list);
}

/** What `$pull` removes: values equal to the operand, or elements its condition matches. */
function pullTest(operand: unknown, variables: Variables = {}): (value: unknown) => boolean {
  if (isRegex(operand) || isOperatorDocument(operand)) {
    const matches = compileFilter({ v: operand }, variables);
    return (value) => matches({ v: value });
  }
  if (!isDocument(operand)) return (value) => equalValues(value, operand, collationOf(variables));
  const matches = compileFilter(operand, variables);
  return (value) => isDocument(value) && matches(value);
}

function bit(old: unknown, operand: unknown): unknown {
  const [name, mask] = Object.entries(operand as Doc)[0]!;
  if (old !== undefined && (!isNumeric(old) || !['int', 'long'].includes(typeName(old))))
    throw new CommandError('BadValue', `Cannot apply $bit to a value of non-integral type ${typeName(old)}`);
  const wide = old instanceof Long || mask instanceof Long;
  const [a, b] = [old, mask].map((value) => (value instanceof Long ? value.toBigInt() : BigInt(asNumber(value ?? 0)))) as [bigint, bigint];
  return whole(name === 'and' ? a & b : name === 'or' ? a | b : a ^ b, wide);
}

/** The update operators, by name; `$setOnInsert` is `$set` that the caller applies to new documents only, `$rename` is done by the caller. */
export const updateOperators: Record<string, UpdateOperator> = {
  $set: setting((_old, operand) => operand),
  $setOnInsert: setting((_old, operand) => operand),
  $inc: setting(
    (old, operand, place, doc) => (old === undefined ? operand : calculate('$inc', 'increment', old, operand, place, doc, add)),
    numericOperand('increment'),
  ),
  $mul: setting(
    (old, operand, place, doc) => calculate('$mul', 'multiply', old ?? (old === null ? null : 0), operand, place, doc, multiply),
    numericOperand('multiply'),
  ),
  $min: setting((old, operand, _place, _doc, variables) => (old === undefined || compareValues(operand, old, collationOf(variables)) < 0 ? operand : old)),
  $max: setting((old, operand, _place, _doc, variables) => (old === undefined || compareValues(operand, old, collationOf(variables)) > 0 ? operand : old)),
  $currentDate: setting(
    (_old, operand) => (isDocument(operand) && operand['$type'] === 'timestamp' ? new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 }) : new Date()),
    (operand) => {
      const ok = typeof operand === 'boolean' || (isDocument(operand) && (operand['$type'] === 'date' || operand['$type'] === 'timestamp'));
      if (!ok)
        throw new CommandError('BadValue', "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}");
    },
  ),
  $bit: setting(bit, (operand) => {
    if (!isDocument(operand) || Object.keys(operand).length !== 1)
      throw new CommandError(
        'BadValue',
        'The $bit modifier is not compatible with this value. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}',
      );
    const [[name, mask]] = Object.entries(operand) as [[string, unknown]];
    if (!['and', 'or', 'xor'].includes(name)) throw new CommandError('BadValue', `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
    if (!['int', 'long'].includes(typeName(mask))) throw new CommandError('BadValue', 'The $bit modifier field must be an Integer(32/64 bit)');
  }),
  $unset: { creates: false, apply: (place) => valueIn(place) !== undefined && unsetIn(place) },
  $push: { creates: true, apply: push, check: (operand) => void pushSpec(operand) },
  $addToSet: { creates: true, apply: addToSet },
  $pop: {
    creates: false,
    check: (operand) => {
      if (asNumber(operand) !== 1 && asNumber(operand) !== -1) throw new CommandError('FailedToParse', `$pop expects 1 or -1, found: ${String(operand)}`);
    },
    apply: (place, operand) => {
      const list = valueIn(place);
      if (list === undefined) return;
      if (!Array.isArray(list)) throw new CommandError('TypeMismatch', `Path '${place.key}' contains an element of non-array type '${typeName(list)}'`);
      setIn(place, asNumber(operand) === 1 ? list.slice(0, -1) : list.slice(1));
    },
  },
  $pull: {
    creates: false,
    check: (operand) => void pullTest(operand),
    apply: (place, operand, _doc, variables) => pullFrom(place, '$pull', pullTest(operand, variables)),
  },
  $pullAll: {
    creates: false,
    check: (operand) => {
      if (!Array.isArray(operand)) throw new CommandError('BadValue', `$pullAll requires an array argument but was given a ${typeName(operand)}`);
    },
    apply: (place, operand, _doc, variables) =>
      pullFrom(place, '$pullAll', (value) => (operand as unknown[]).some((item) => equalValues(item, value, collationOf(variables)))),
  },
};

function pullFrom(place: Place, name: string, test: (value: unknown) => boolean): void {
  const list = valueIn(place);
  if (list === undefined) return;
  if (!Array.isArray(list)) throw new CommandError('BadValue', `Cannot apply ${name} to a non-array value`);
  setIn(
    place,
    list.filter((item) => !test(item)),
  );
}
