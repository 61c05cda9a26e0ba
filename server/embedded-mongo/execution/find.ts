import { Long } from 'bson';
import { collationOf, hasText, sameCollation } from '../bson/collation.js';
import { decode, fieldReader } from '../bson/decode.js';
import { encode } from '../bson/encode.js';
import { keyOf } from '../bson/key-encoding.js';
import { type Doc, isDocument } from '../bson/values.js';
import { type KeyLimits, planWithLimits } from '../planner/key-limits.js';
import { makePlan } from '../planner/make-plan.js';
import type { Plan, SortField } from '../planner/plan.js';
import { compileFilter, type Variables } from '../query/matcher.js';
import { fieldsOfInclusion } from '../query/needed-fields.js';
import { valueAt } from '../query/path.js';
import { matchedPosition } from '../query/positional.js';
import { compileProjection } from '../query/projection.js';
import { compileRawFilter, type RawMatcher } from '../query/raw-matcher.js';
import { isRegex } from '../query/regex.js';
import type { Collection, Stored } from '../storage/collection.js';
import { entryKey } from '../storage/index-entries.js';
import { recordBytes, recordNumber } from '../storage/keys.js';
import { copyOf, type Look } from '../storage/value-reader.js';
import { race } from './race.js';
import { countKeys, countRecordsOfKeys, type Pause, type Progress, pause, scan } from './scan.js';
import { type Sorting, sortKeyWriter, sortStream } from './sort.js';

/** What a `find` asks for; `limit` 0 is all. */
export type Query = {
  filter: Doc;
  sort: readonly SortField[];
  skip: number;
  limit: number;
  hint?: unknown;
  limits?: KeyLimits;
  /** A sort may not use the disk. */
  inMemory?: boolean;
  variables?: Variables;
};

/** A stored document that matched, decoded when something needed it decoded. */
export type Found = Stored & { doc?: Doc };

export function planQuery(collection: Collection, query: Query): Plan {
  const wanted = query.limit > 0 ? query.limit + query.skip : Infinity;
  const collation = collationOf(query.variables ?? {});
  const { filter, sort, hint } = query;
  const plan = query.limits
    ? planWithLimits(collection, filter, sort, hint, query.limits, collation)
    : makePlan(collection, { filter, sort, hint, wanted, ...(collation ? { collation } : {}) });
  if (query.limit > 0 && plan.sorted) plan.expected = skipsUnread(query, plan) ? query.limit : wanted;
  return plan;
}

/** Whether what is to be skipped need not be read: each entry of the plan is a document of the answer, in its order. */
function skipsUnread(query: Query, plan: Plan): boolean {
  return query.skip > 0 && plan.exact && plan.sorted && !plan.repeats && !plan.rival && !plan.found?.keys;
}

/** The documents a query finds, in its order, after its skip and within its limit. */
export function* findRecords(query: Query, plan: Plan, progress: Progress): Generator<Found | Pause> {
  const unread = skipsUnread(query, plan);
  const run = (one: Plan, counted: Progress): Generator<Found | Pause> => inOrder(query, one, counted);
  const source = plan.rival ? race(plan, plan.rival, run, progress) : unread ? stored(plan, progress, copyOf, query.skip) : run(plan, progress);
  let [toSkip, left] = [unread ? 0 : query.skip, query.limit === 0 ? Infinity : query.limit];
  for (const found of source) {
    if (found === pause) yield pause;
    else if (toSkip > 0) toSkip--;
    else {
      yield found;
      if (--left <= 0) return;
    }
  }
}

/** What a plan finds, sorted where it does not come so. */
function inOrder(query: Query, plan: Plan, progress: Progress): Generator<Found | Pause> {
  return plan.sorted ? stored(plan, progress, keeping(query, plan, copyOf)) : sorted(query, plan, progress);
}

function* stored(plan: Plan, progress: Progress, look: Look<Buffer | undefined>, skip = 0): Generator<Found | Pause> {
  for (const seen of scan(plan, progress, look, skip)) yield seen === pause ? pause : { record: seen.record, bytes: seen.value };
}

/** What `look` makes of the documents that match; of the others nothing. */
function keeping<T>(query: Query, plan: Plan, look: Look<T>): Look<T | undefined> {
  if (plan.exact) return look;
  const matches = compileRawFilter(query.filter, query.variables) ?? decodingMatcher(query);
  return (bytes) => (matches(bytes) ? look(bytes) : undefined);
}

function decodingMatcher({ filter, variables }: Query): RawMatcher {
  const matches = compileFilter(filter, variables);
  return (bytes) => matches(decode(bytes));
}

/** As `findRecords`, where only what `look` makes of each document's bytes is wanted: they are not copied where that can be. */
export function* findSeen<T>(query: Query, plan: Plan, progress: Progress, look: Look<T>): Generator<T | Pause> {
  if (!plan.sorted || plan.rival || query.skip > 0) {
    for (const found of findRecords(query, plan, progress)) yield found === pause ? pause : look(found.bytes);
    return;
  }
  let left = query.limit === 0 ? Infinity : query.limit;
  for (const seen of scan(plan, progress, keeping(query, plan, look))) {
    yield seen === pause ? pause : seen.value;
    if (seen !== pause && --left <= 0) return;
  }
}

/** Only the keys and record numbers are held while sorting; the documents are read when they are given. */
function* sorted(query: Query, plan: Plan, progress: Progress): Generator<Found | Pause> {
  const { collection } = plan;
  const keyOf = sortKeyWriter(query.sort, collationOf(query.variables ?? {}));
  const read = fieldReader(new Set(query.sort.map(({ path }) => path.split('.', 1)[0]!)));
  const most = query.limit === 0 ? Infinity : query.skip + query.limit;
  const keys = keeping(query, plan, (bytes) => keyOf(read(bytes)));
  const light = function* (): Generator<{ record: number; key: Buffer } | Pause> {
    for (const seen of scan(plan, progress, keys)) yield seen === pause ? pause : { record: seen.record, key: seen.value };
  };
  const sorting: Sorting<{ record: number; key: Buffer }> = {
    keyOf: ({ key }) => key,
    // A buffer, its place in the list and the two objects around them.
    sizeOf: () => 200,
    pack: ({ record }) => recordNumber(record),
    unpack: (bytes) => ({ record: bytes.readUIntBE(0, recordBytes), key: bytes }),
    limit: most,
    dataFile: query.inMemory ? undefined : collection.file.path,
  };
  for (const item of sortStream(light(), sorting)) {
    if (item === pause) {
      yield pause;
      continue;
    }
    const bytes = collection.read(item.record);
    if (bytes) yield { record: item.record, bytes };
  }
}

/** The answer documents of a query as BSON bytes: stored bytes as they are when nothing has to be left out. */
export function* findDocuments(query: Query, projection: Doc | undefined, plan: Plan, progress: Progress, shape: Shape = {}): Generator<Buffer | Pause> {
  const project = projection && compileProjection(projection, true, (doc, path) => matchedPosition(query.filter, doc, path, query.variables), query.variables);
  const fields = projection && !shape.returnKey && !shape.showRecordId ? fieldsOfInclusion(projection) : undefined;
  if (project && fields) {
    const read = fieldReader(fields);
    return yield* findSeen(query, plan, progress, (bytes) => encode(project(read(bytes), query.variables)));
  }
  for (const found of findRecords(query, plan, progress)) {
    if (found === pause) yield pause;
    else if (shape.returnKey || shape.showRecordId) yield encode(shaped(found, plan, project ? (doc) => project(doc, query.variables) : (doc) => doc, shape));
    else yield project ? encode(project(found.doc ?? decode(found.bytes), query.variables)) : found.bytes;
  }
}

/** What is answered instead of, or beside, the documents themselves. */
export type Shape = { returnKey?: boolean; showRecordId?: boolean };

function shaped(found: Found, plan: Plan, project: (doc: Doc) => Doc, { returnKey, showRecordId }: Shape): Doc {
  const doc = found.doc ?? decode(found.bytes);
  const keys = (plan.index?.fields ?? []).map(({ path }) => [path, valueAt(doc, path) ?? null] as const);
  const result = returnKey ? Object.fromEntries(keys) : project(doc);
  return showRecordId ? { ...result, $recordId: Long.fromNumber(found.record) } : result;
}

/** How many documents match, counted on the index alone where that is enough. */
export function* countRecords(query: Query, plan: Plan, progress: Progress): Generator<Pause, number> {
  const most = query.limit > 0 ? query.skip + query.limit : Infinity;
  let total = 0;
  if (plan.exact && plan.repeats) total = yield* countRecordsOfKeys(plan, progress, most);
  else if (plan.exact) total = plan.index || !isEmpty(query.filter) ? yield* countKeys(plan, progress, most) : plan.collection.count;
  else {
    for (const seen of scan(
      plan,
      progress,
      keeping(query, plan, () => true),
    )) {
      if (seen === pause) yield pause;
      else if (++total >= most) break;
    }
  }
  const left = Math.max(0, total - query.skip);
  return query.limit > 0 ? Math.min(left, query.limit) : left;
}

function isEmpty(filter: Doc): boolean {
  return Object.keys(filter).length === 0;
}

/** Whether a query's filter is `{ _id: value }`, the one asked most: it needs no plan and no matching. */
export function asksOneId(collection: Collection, { filter, variables = {} }: Query): boolean {
  const id = filter._id;
  if (id === undefined || id === null || Array.isArray(id) || isDocument(id) || isRegex(id) || Object.keys(filter).length !== 1) return false;
  const { collation, outdated } = collection.indexes[0]!;
  return !outdated && (!hasText(id) || sameCollation(collation, collationOf(variables)));
}

/** The document with the one `_id` a filter asks for. */
export function findById(collection: Collection, filter: Doc): Stored | undefined {
  const index = collection.indexes[0]!;
  const holder = collection.file.get(entryKey(index, keyOf(filter._id, index.texts?.place), 0));
  const record = holder?.readUIntBE(0, recordBytes);
  const bytes = record === undefined ? undefined : collection.read(record);
  return bytes && { record: record!, bytes };
}
