import {
  AbstractCursor,
  type Collection,
  type CommandStartedEvent,
  type Db,
  type Document,
  GridFSBucket,
  MongoClient,
  MongoClientBulkWriteError,
  type MongoClientOptions,
  MongoServerError,
  type ServerApi,
} from 'mongodb';
import { mismatch } from './match.js';
import { bucketOperations, clientOperations, collectionOperations, cursorOperations, databaseOperations, sessionOperations } from './operations.js';

/** A test file of the unified test format (schema 1.x), as far as this runner reads it. */
export type TestFile = {
  description: string;
  schemaVersion: string;
  runOnRequirements?: Requirement[];
  createEntities?: Document[];
  initialData?: { databaseName: string; collectionName: string; documents: Document[] }[];
  tests: {
    description: string;
    skipReason?: string;
    runOnRequirements?: Requirement[];
    operations: Document[];
    expectEvents?: Document[];
    outcome?: TestFile['initialData'];
  }[];
};
type Requirement = {
  minServerVersion?: string;
  maxServerVersion?: string;
  topologies?: string[];
  serverless?: string;
  auth?: boolean;
  csfle?: unknown;
  serverParameters?: Document;
};

/** What stands at the other end. */
export type ServerFacts = { version: string; topology: string };

/** Why a test does not run here; undefined when it does. */
export function reasonToSkip(requirements: Requirement[] | undefined, server: ServerFacts): string | undefined {
  if (!requirements) return undefined;
  const reasons = requirements.map((one) => unmet(one, server));
  return reasons.includes(undefined) ? undefined : [...new Set(reasons)].join('; or ');
}

function unmet(one: Requirement, { version, topology }: ServerFacts): string | undefined {
  if (one.minServerVersion && compareVersions(version, one.minServerVersion) < 0) return `needs server ${one.minServerVersion} or later`;
  if (one.maxServerVersion && compareVersions(version, one.maxServerVersion) > 0) return `needs server ${one.maxServerVersion} or earlier`;
  if (one.topologies && !one.topologies.includes(topology)) return `needs topology ${one.topologies.join('/')}`;
  if (one.serverless === 'require') return 'needs serverless';
  if (one.auth) return 'needs authentication';
  if (one.serverParameters?.['enableTestCommands']) return 'needs the commands MongoDB has for its own tests';
  return one.csfle ? 'needs client-side encryption' : undefined;
}

function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((version) => version.split(/[.-]/).map(Number)) as [number[], number[]];
  for (let i = 0; i < 3; i++) if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) - (y[i] ?? 0);
  return 0;
}

/** What the operations of one test work on. */
type Run = { url: string; entities: Map<string, unknown>; watched: Map<string, Watched>; admin: MongoClient };
type Watched = { client: MongoClient; events: CommandStartedEvent[] };

/** Runs one test on a server. @throws Error with what did not match; SkipTest for an operation the runner or the driver does not have */
export async function runTest(file: TestFile, test: TestFile['tests'][number], url: string, admin: MongoClient): Promise<void> {
  await fillCollections(file, admin);
  const entities = new Map<string, unknown>();
  const watched = new Map<string, Watched>();
  try {
    for (const entity of file.createEntities ?? []) await createEntity(entity, url, entities, watched);
    for (const operation of test.operations) await runOperation(operation, { url, entities, watched, admin });
    for (const expected of test.expectEvents ?? []) checkEvents(expected, watched.get(String(expected['client']))!, entities);
    for (const outcome of test.outcome ?? []) {
      const found = await admin
        .db(outcome.databaseName)
        .collection(outcome.collectionName)
        .find({}, { sort: { _id: 1 }, promoteLongs: true })
        .toArray();
      const wrong = mismatch(outcome.documents, found, entities, 'outcome', false);
      if (wrong) throw new Error(wrong);
    }
  } finally {
    for (const { client } of watched.values()) await client.close();
  }
}

/** A test that asks for something neither the driver nor the runner has. */
export class SkipTest extends Error {}

async function fillCollections(file: TestFile, admin: MongoClient): Promise<void> {
  for (const { databaseName, collectionName, documents } of file.initialData ?? []) {
    const db = admin.db(databaseName);
    await db
      .collection(collectionName)
      .drop()
      .catch(() => undefined);
    if (documents.length > 0) await db.collection(collectionName).insertMany(documents);
    else await db.createCollection(collectionName);
  }
}

async function createEntity(entity: Document, url: string, entities: Map<string, unknown>, watched: Map<string, Watched>): Promise<void> {
  const [[kind, spec]] = Object.entries(entity) as [[string, Document]];
  const id = String(spec['id']);
  if (kind === 'client') {
    const observing = (spec['observeEvents'] as string[] | undefined)?.includes('commandStartedEvent') ?? false;
    const client = new MongoClient(url, { ...(spec['uriOptions'] as Document | undefined), ...serverApi(spec['serverApi']), monitorCommands: observing });
    const one: Watched = { client, events: [] };
    const ignored = new Set(['configureFailPoint', ...((spec['ignoreCommandMonitoringEvents'] as string[] | undefined) ?? [])]);
    client.on('commandStarted', (event) => ignored.has(event.commandName) || one.events.push(event));
    watched.set(id, one);
    entities.set(id, await client.connect());
  } else if (kind === 'database')
    entities.set(id, (entities.get(String(spec['client'])) as MongoClient).db(String(spec['databaseName']), spec['databaseOptions'] as Document));
  else if (kind === 'collection')
    entities.set(id, (entities.get(String(spec['database'])) as Db).collection(String(spec['collectionName']), spec['collectionOptions'] as Document));
  else if (kind === 'bucket') entities.set(id, new GridFSBucket(entities.get(String(spec['database'])) as Db, spec['bucketOptions'] as Document));
  else if (kind === 'session') entities.set(id, (entities.get(String(spec['client'])) as MongoClient).startSession(spec['sessionOptions'] as Document));
  else throw new SkipTest(`the runner has no entity '${kind}'`);
}

/** `serverApi: { version, strict, deprecationErrors }` as the driver takes it. */
function serverApi(given: unknown): MongoClientOptions {
  return given ? { serverApi: given as ServerApi } : {};
}

async function runOperation(operation: Document, run: Run): Promise<void> {
  const { entities } = run;
  const name = String(operation['name']);
  const args = { ...(operation['arguments'] as Document | undefined) };
  if (typeof args['session'] === 'string') args['session'] = entities.get(args['session']);
  let result: unknown;
  try {
    result = await perform(name, String(operation['object']), args, run);
  } catch (error) {
    if (error instanceof SkipTest) throw error;
    const wrong = operation['expectError']
      ? errorMismatch(operation['expectError'] as Document, error as Error, entities)
      : operation['ignoreResultAndError']
        ? undefined
        : `${name} failed: ${(error as Error).message}`;
    if (wrong) throw new Error(wrong, { cause: error });
    return;
  }
  if (operation['expectError']) throw new Error(`${name} should have failed, and answered ${JSON.stringify(result)}`);
  if ('expectResult' in operation) {
    const wrong = mismatch(operation['expectResult'], result, entities, `result of ${name}`);
    if (wrong) throw new Error(wrong);
  }
  if (operation['saveResultAsEntity']) entities.set(String(operation['saveResultAsEntity']), result);
}

async function perform(name: string, object: string, args: Document, run: Run): Promise<unknown> {
  const { url, entities, watched, admin } = run;
  if (object === 'testRunner') {
    if (name === 'failPoint') return (entities.get(args['client']) as MongoClient).db('admin').command(args['failPoint']);
    if (name === 'assertCollectionExists' || name === 'assertCollectionNotExists') {
      const found = await admin.db(args['databaseName']).listCollections({ name: args['collectionName'] }).toArray();
      if (found.length > 0 !== (name === 'assertCollectionExists')) throw new Error(`${name}: ${args['collectionName']}`);
      return undefined;
    }
    if (name === 'assertIndexExists' || name === 'assertIndexNotExists') {
      const found = await admin.db(args['databaseName']).collection(args['collectionName']).indexExists(args['indexName']);
      if (found !== (name === 'assertIndexExists')) throw new Error(`${name}: ${args['indexName']}`);
      return undefined;
    }
    if (name === 'createEntities') {
      for (const entity of args['entities'] as Document[]) await createEntity(entity, url, entities, watched);
      return undefined;
    }
    throw new SkipTest(`the runner has no test operation '${name}'`);
  }
  const target = entities.get(object);
  const table =
    target instanceof MongoClient
      ? clientOperations
      : target instanceof GridFSBucket
        ? bucketOperations
        : target instanceof AbstractCursor
          ? cursorOperations
          : isCollection(target)
            ? collectionOperations
            : isDatabase(target)
              ? databaseOperations
              : sessionOperations;
  const operate = (table as Record<string, (target: never, args: never) => Promise<unknown>>)[name];
  if (!operate) throw new SkipTest(`the runner has no operation '${name}'`);
  return operate(target as never, args as never);
}

const isCollection = (value: unknown): value is Collection => typeof (value as Collection | undefined)?.insertOne === 'function';
const isDatabase = (value: unknown): value is Db => typeof (value as Db | undefined)?.createCollection === 'function';

function errorMismatch(expected: Document, error: Error, entities: Map<string, unknown>): string | undefined {
  // What a bulk write of a client was stopped by stands behind its own error.
  const ofServer = error instanceof MongoServerError && !(error instanceof MongoClientBulkWriteError && !(error.cause instanceof MongoServerError));
  const fromServer = ofServer || typeof (error as { code?: unknown }).code === 'number';
  if (expected['isClientError'] === true && ofServer) return `expected an error of the driver, got ${error.message}`;
  if (expected['isClientError'] === false && !fromServer) return `expected an error of the server, got ${error.message}`;
  if ('errorCode' in expected && (error as MongoServerError).code !== Number(expected['errorCode']))
    return `expected code ${String(expected['errorCode'])}, got ${String((error as MongoServerError).code)}: ${error.message}`;
  if ('errorCodeName' in expected && (error as MongoServerError).codeName !== expected['errorCodeName'])
    return `expected ${String(expected['errorCodeName'])}, got ${String((error as MongoServerError).codeName)}`;
  if ('errorContains' in expected && !error.message.toLowerCase().includes(String(expected['errorContains']).toLowerCase()))
    return `expected a message with '${String(expected['errorContains'])}', got '${error.message}'`;
  if ('errorResponse' in expected) return mismatch(expected['errorResponse'], (error as MongoServerError).errorResponse, entities, 'errorResponse');
  if ('expectResult' in expected)
    return mismatch(expected['expectResult'], (error as unknown as { result?: unknown }).result ?? {}, entities, 'result beside the error');
  return undefined;
}

function checkEvents(expected: Document, watched: Watched, entities: Map<string, unknown>): void {
  if (expected['eventType'] && expected['eventType'] !== 'command') return;
  const events = (expected['events'] as Document[]).filter((event) => 'commandStartedEvent' in event).map((event) => event['commandStartedEvent'] as Document);
  const extra = expected['ignoreExtraEvents'] ? watched.events.length > events.length : false;
  if (events.length !== watched.events.length && !extra)
    throw new Error(`expected ${events.length} commands, saw ${watched.events.map(({ commandName }) => commandName).join(', ')}`);
  for (const [i, event] of events.entries()) {
    const { command, commandName, databaseName } = watched.events[i]!;
    const wrong =
      (event['commandName'] && event['commandName'] !== commandName ? `command ${commandName}` : undefined) ??
      (event['databaseName'] && event['databaseName'] !== databaseName ? `database ${databaseName}` : undefined) ??
      mismatch(event['command'] ?? {}, command, entities, `command ${i}`);
    if (wrong) throw new Error(wrong);
  }
}
