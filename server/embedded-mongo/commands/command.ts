import { compileExpression, scopeOf } from '../aggregate/expression.js';
import { type Collation, parseCollation, sameCollation, withCollation } from '../bson/collation.js';
import { asNumber, type Doc, isDocument, isNumeric, truthy, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { Cursors } from '../execution/cursors.js';
import type { Catalogue } from '../storage/catalogue.js';
import type { Collection } from '../storage/collection.js';
import type { DataFile } from '../storage/data-file.js';
import type { FailPoints } from './fail-points.js';

/** What a command works on. */
export type Store = {
  file: DataFile;
  catalogue: Catalogue;
  cursors: Cursors;
  failPoints: FailPoints;
  startedAt: Date;
  path: string;
  testCommands: boolean;
  expireNow: () => Promise<void>;
};

/** One command as it came; `sequences` are the documents that came beside the body, still as bytes. */
export type Call = { store: Store; name: string; db: string; body: Doc; sequences: Map<string, Buffer[]> };

/** Answers a document, or a whole BSON answer. */
export type Command = {
  /** The fields the command knows; any other is refused, as MongoDB does. */
  fields: readonly string[] | 'any';
  run: (call: Call) => Promise<Doc | Buffer> | Doc | Buffer;
};

const generic = new Set([
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'txnNumber',
  'autocommit',
  'startTransaction',
  '$audit',
  '$client',
  '$configServerState',
  'maxTimeMSOpOnly',
  'stmtId',
  'stmtIds',
  'mayBypassWriteBlocking',
  'clientOperationKey',
  '$queryOptions',
  'databaseVersion',
  'allowPartialResults',
]);

/** @throws CommandError 40415 for an unknown field; IllegalOperation for a transaction; BadValue for a concern it cannot keep */
export function checkGenericFields(call: Call, command: Command): void {
  const { body, name } = call;
  for (const key in body) {
    if (key !== name && !generic.has(key) && command.fields !== 'any' && !command.fields.includes(key))
      throw new CommandError(40415, `BSON field '${name}.${key}' is an unknown field.`);
  }
  if ('txnNumber' in body || 'startTransaction' in body || 'autocommit' in body) {
    throw new CommandError('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
  }
  checkConcerns(body);
  checkApiVersion(call);
}

/** The commands of MongoDB's Stable API 1; with `apiStrict` no other may be called. */
const stable = new Set(
  'abortTransaction aggregate bulkWrite collMod commitTransaction count create createIndexes delete drop dropDatabase dropIndexes endSessions explain find findAndModify getMore hello insert killCursors listCollections listDatabases listIndexes ping refreshSessions update'.split(
    ' ',
  ),
);
const unstableStages = new Set(['$collStats', '$indexStats', '$listLocalSessions', '$listSessions', '$currentOp', '$planCacheStats', '$search', '$text']);

/** @throws CommandError APIVersionError (322), APIStrictError (323), FailedToParse */
function checkApiVersion({ name, body }: Call): void {
  if (!('apiVersion' in body)) {
    if ('apiStrict' in body || 'apiDeprecationErrors' in body)
      throw new CommandError('FailedToParse', "Provided apiStrict and/or apiDeprecationErrors without passing 'apiVersion'");
    return;
  }
  if (body['apiVersion'] !== '1') throw new CommandError('APIVersionError', 'Provided apiVersion is not supported. The accepted value is: 1');
  if (!truthy(body['apiStrict'])) return;
  if (!stable.has(name)) throw new CommandError('APIStrictError', `Provided apiStrict:true, but the command ${name} is not in API Version 1`);
  const pipeline = Array.isArray(body['pipeline']) ? body['pipeline'] : [];
  const stage = pipeline.flatMap((one) => (isDocument(one) ? Object.keys(one) : [])).find((key) => unstableStages.has(key));
  // The size alone is asked by the drivers themselves.
  if (stage && !(stage === '$collStats' && isDocument(pipeline[0]?.[stage]) && 'count' in pipeline[0][stage]))
    throw new CommandError('APIStrictError', `stage ${stage} is not allowed with 'apiStrict: true' in API Version 1`);
}

function checkConcerns(body: Doc): void {
  const read = body['readConcern'];
  if (isDocument(read) && read['level'] !== undefined && !['local', 'majority', 'available', 'linearizable'].includes(String(read['level']))) {
    throw new CommandError(
      read['level'] === 'snapshot' ? 123 : 'FailedToParse',
      read['level'] === 'snapshot'
        ? 'node needs to be a replica set member to use readConcern: snapshot'
        : `Enumeration value '${String(read['level'])}' for field 'readConcern.level' is not a valid value.`,
    );
  }
  const write = body['writeConcern'];
  if (!isDocument(write) || write['w'] === undefined) return;
  const w = write['w'];
  if (isNumeric(w) ? asNumber(w) > 1 : w !== 'majority') throw new CommandError('BadValue', "cannot use 'w' > 1 or a tag when a host is not replicated");
}

/** The collection a command names in its first field. @throws CommandError InvalidNamespace, BadValue */
export function collectionName({ body, name, db }: Call): string {
  const value = body[name];
  if (typeof value !== 'string') throw new CommandError('BadValue', `collection name has invalid type ${typeName(value)}`);
  if (value === '' || value.includes('\0')) throw new CommandError('InvalidNamespace', `Invalid namespace specified '${db}.${value}'`);
  return value;
}

/** The collection a command names; undefined when there is none. */
export function existing(call: Call): Collection | undefined {
  return call.store.catalogue.get(call.db, collectionName(call));
}

/** As `existing`, for a command that writes. @throws CommandError CommandNotSupportedOnView (166) */
export function writable(call: Call): Collection | undefined {
  const collection = existing(call);
  if (collection?.view) throw new CommandError('CommandNotSupportedOnView', `Namespace ${collection.namespace} is a view, not a collection`);
  return collection;
}

/** A document field. @throws CommandError TypeMismatch */
export function documentField(call: Call | { name: string; body: Doc }, field: string): Doc | undefined {
  const value = call.body[field];
  if (value === undefined || value === null) return undefined;
  if (!isDocument(value))
    throw new CommandError('TypeMismatch', `BSON field '${call.name}.${field}' is the wrong type '${typeName(value)}', expected type 'object'`);
  return value;
}

/** Whether the answer may hold nothing a power failure could still take back: MongoDB's read concern `majority`. */
export function wantsDurable(body: Doc): boolean {
  const read = body['readConcern'];
  return isDocument(read) && (read['level'] === 'majority' || read['level'] === 'linearizable');
}

/** The variables of `let`, by name: each value is an expression, evaluated once for the whole command. */
function letVariables(call: Call | { name: string; body: Doc }): Doc {
  const given = documentField(call, 'let');
  if (!given) return {};
  const scope = scopeOf({});
  return Object.fromEntries(Object.entries(given).map(([name, expr]) => [name, compileExpression(expr)(scope)]));
}

/** A whole, non-negative number field. @throws CommandError TypeMismatch, BadValue */
export function numberField(call: { name: string; body: Doc }, field: string, otherwise = 0): number {
  const value = call.body[field];
  if (value === undefined || value === null) return otherwise;
  if (!isNumeric(value))
    throw new CommandError(
      'TypeMismatch',
      `BSON field '${call.name}.${field}' is the wrong type '${typeName(value)}', expected types '[long, int, decimal, double]'`,
    );
  const number = Math.trunc(asNumber(value));
  if (number < 0) throw new CommandError(51024, `BSON field '${field}' value must be >= 0, actual value '${number}'`);
  return number;
}

/** The variables of a command's `let` with the collation of the command, or of one of its statements. */
export function variablesOf(call: Call | { name: string; body: Doc }, collection: Collection | undefined, statement: Doc = call.body): Doc {
  return withCollation(letVariables(call), collationFor(statement, collection));
}

/**
 * The collation a command or statement asks for, else the one its collection or view was made with.
 * @throws CommandError OptionNotSupportedOnView (167) when a view has another, and what `parseCollation` throws
 */
export function collationFor(body: Doc, collection: Collection | undefined): Collation | undefined {
  const given = body['collation'];
  const inherited = collection?.options.collation;
  if (given === undefined || (isDocument(given) && Object.keys(given).length === 0)) return inherited;
  const own = parseCollation(given);
  if (collection?.view && !sameCollation(own, inherited)) throw new CommandError('OptionNotSupportedOnView', "Cannot override a view's default collation");
  return own;
}

/** Milliseconds a command may run; 0 is without limit. */
export function maxTime(call: { name: string; body: Doc }): number {
  return numberField(call, 'maxTimeMS');
}
