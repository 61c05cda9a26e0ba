import { collationOf } from '../bson/collation.js';
import { readValue, skipValue } from '../bson/decode.js';
import { type Doc, isDocument } from '../bson/values.js';
import { compileFilter, type Variables } from './matcher.js';

/** Tells whether a document matches, from its bytes. */
export type RawMatcher = (bytes: Buffer) => boolean;

/** Where a top-level field lies in the document looked at; `type` 0 when it is not there. */
type Slot = { name: Buffer; type: number; at: number; next: number };
type Test = (bytes: Buffer) => boolean;

const [missing, text, embedded, list] = [0, 0x02, 0x03, 0x04] as const;

/**
 * Compiles a filter that is tried on the bytes of a document: the fields it does not ask for are passed over, and of those it
 * asks for only the value is read and given to the very tests `compileFilter` makes of the condition. A string that is to
 * equal others is not even read, but its bytes compared.
 * @returns undefined for filters that look at whole documents (`$expr`, `$jsonSchema` …)
 */
export function compileRawFilter(filter: Doc, variables: Variables = {}): RawMatcher | undefined {
  const slots: Slot[] = [];
  const test = compileAll(filter, variables, slots);
  if (!test || slots.length === 0) return undefined;
  return (bytes) => {
    locate(bytes, slots);
    return test(bytes);
  };
}

function compileAll(filter: Doc, variables: Variables, slots: Slot[]): Test | undefined {
  const tests: Test[] = [];
  for (const [key, operand] of Object.entries(filter)) {
    if (key === '$comment') continue;
    const test = key.startsWith('$') ? compileJoined(key, operand, variables, slots) : compileCondition(key, operand, variables, slots);
    if (!test) return undefined;
    tests.push(test);
  }
  if (tests.length === 1) return tests[0]!;
  return (bytes) => {
    for (const test of tests) if (!test(bytes)) return false;
    return true;
  };
}

function compileJoined(key: string, operand: unknown, variables: Variables, slots: Slot[]): Test | undefined {
  if (!['$and', '$or', '$nor'].includes(key) || !Array.isArray(operand) || !operand.every(isDocument)) return undefined;
  const parts = operand.map((part) => compileAll(part, variables, slots));
  if (parts.some((part) => !part)) return undefined;
  const all = parts as Test[];
  if (key === '$and') return (bytes) => all.every((part) => part(bytes));
  if (key === '$or') return (bytes) => all.some((part) => part(bytes));
  return (bytes) => !all.some((part) => part(bytes));
}

function compileCondition(path: string, operand: unknown, variables: Variables, slots: Slot[]): Test {
  const [top, ...rest] = path.split('.') as [string, ...string[]];
  const slot = slotOf(top, slots);
  const inner = rest.map((part) => Buffer.from(part));
  // Where a path goes through documents only, the condition sees but the value at its end.
  const ofValue = compileFilter({ v: operand }, variables);
  const ofField = compileFilter({ [path]: operand }, variables);
  const whenMissing = ofValue({});
  const box: Doc = { v: undefined };
  const sameText = compileSameText(operand, variables);
  return (bytes) => {
    let { type, at, next } = slot;
    for (const name of inner) {
      if (type === list) return ofField({ [top]: readValue(bytes, slot.at, slot.next, slot.type, 0) });
      if (type !== embedded) return whenMissing;
      const found = find(bytes, at, name);
      if (!found) return whenMissing;
      ({ type, at, next } = found);
    }
    if (type === missing) return whenMissing;
    if (sameText && type === text) return sameText(bytes, at + 4, next - 1);
    box.v = readValue(bytes, at, next, type, 0);
    return ofValue(box);
  };
}

function slotOf(top: string, slots: Slot[]): Slot {
  const name = Buffer.from(top);
  let slot = slots.find((one) => one.name.equals(name));
  if (!slot) slots.push((slot = { name, type: missing, at: 0, next: 0 }));
  return slot;
}

/** For `'a'`, `{ $eq: 'a' }` and `{ $in: ['a', 'b'] }`: whether the bytes of a string are those of one of them. */
function compileSameText(operand: unknown, variables: Variables): ((bytes: Buffer, from: number, to: number) => boolean) | undefined {
  // By a collation other bytes may be equal.
  if (collationOf(variables)) return undefined;
  const keys = isDocument(operand) ? Object.keys(operand) : [];
  let texts: unknown[] = [operand];
  if (keys.length === 1 && keys[0] === '$eq') texts = [(operand as Doc).$eq];
  else if (keys.length === 1 && keys[0] === '$in' && Array.isArray((operand as Doc).$in)) texts = (operand as Doc).$in as unknown[];
  // Bytes that are no text are all read as U+FFFD, so that different bytes may be equal then.
  if (texts.length > 8 || !texts.every((one): one is string => typeof one === 'string' && !/[\ufffd\ud800-\udfff]/u.test(one))) return undefined;
  const wanted = texts.map((one) => Buffer.from(one));
  return (bytes, from, to) => wanted.some((one) => one.length === to - from && same(bytes, from, one));
}

/** Notes where the fields asked for lie; stops when all are found. */
function locate(bytes: Buffer, slots: readonly Slot[]): void {
  for (const slot of slots) slot.type = missing;
  const end = bytes.length - 1;
  let left = slots.length;
  for (let at = 4; at < end && left > 0; ) {
    const type = bytes[at++]!;
    const nameAt = at;
    while (bytes[at] !== 0) at++;
    const length = at++ - nameAt;
    const next = skipValue(bytes, at, type);
    for (const slot of slots) {
      if (slot.name.length !== length || !same(bytes, nameAt, slot.name)) continue;
      slot.type = type;
      slot.at = at;
      slot.next = next;
      left--;
      break;
    }
    at = next;
  }
}

/** A field of an embedded document that begins at `start`. */
function find(bytes: Buffer, start: number, name: Buffer): { type: number; at: number; next: number } | undefined {
  const end = start + bytes.readInt32LE(start) - 1;
  for (let at = start + 4; at < end; ) {
    const type = bytes[at++]!;
    const nameAt = at;
    while (bytes[at] !== 0) at++;
    const length = at++ - nameAt;
    const next = skipValue(bytes, at, type);
    if (name.length === length && same(bytes, nameAt, name)) return { type, at, next };
    at = next;
  }
  return undefined;
}

function same(bytes: Buffer, at: number, wanted: Buffer): boolean {
  for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) return false;
  return true;
}
