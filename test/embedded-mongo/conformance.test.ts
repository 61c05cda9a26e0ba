import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Double, EJSON, Int32 } from 'bson';
import { openTestStore, type TestStore } from '../support/embedded-mongo.js';
import { reasonToSkip, runTest, type ServerFacts, SkipTest, type TestFile } from './unified/run-test.js';

/** Where MongoDB's published driver tests lie (their licence keeps them out of this repository). */
const folder = process.env['MONGODB_CRUD_TESTS'] ?? fileURLToPath(new URL('../../../shared/mongodb-crud-tests', import.meta.url));

/** What the Node driver does otherwise than the specification asks, whatever the server. */
const driverDiffers: [file: string, test: RegExp, reason: string][] = [
  ['bypassDocumentValidation', /: false$/, 'the Node driver does not send bypassDocumentValidation when it is false'],
  [
    'create-null-ids',
    /^inserting _id with type null via (insertOne|insertMany|bulkWrite)$/,
    'the Node driver gives a document whose _id is null a new ObjectId before it sends it',
  ],
  ['gridfs-upload', /contentType is provided/, 'the Node driver knows no contentType of a file any more'],
  ['gridfs-download', /final chunk is missing/, 'the Node driver does not count the bytes of a file it has read to the end'],
];

describe('embedded store: MongoDB’s driver specification tests', () => {
  if (!existsSync(folder)) {
    it(`skipped: no folder of specification tests at ${folder} (set MONGODB_CRUD_TESTS)`);
    return;
  }
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  if (files.length === 0) throw new Error(`${folder} has no test files`);
  let store: TestStore;
  let server: ServerFacts;

  before(async () => {
    store = await openTestStore({ mayBeReal: true });
    const { version } = await store.client.db('admin').command({ buildInfo: 1 });
    const { setName, msg } = await store.client.db('admin').command({ hello: 1 });
    server = { version: String(version), topology: msg === 'isdbgrid' ? 'sharded' : setName ? 'replicaset' : 'single' };
  });
  after(() => store.close());

  for (const name of files) {
    const file = plainNumbers(EJSON.parse(readFileSync(join(folder, name), 'utf8'), { relaxed: false })) as TestFile;
    describe(file.description, () => {
      for (const test of file.tests) {
        it(test.description, async function () {
          const reason =
            test.skipReason ??
            driverDiffers.find(([where, which]) => where === file.description && which.test(test.description))?.[2] ??
            reasonToSkip(file.runOnRequirements, server) ??
            reasonToSkip(test.runOnRequirements, server);
          if (reason) {
            this.test!.title += ` (skipped: ${reason})`;
            this.skip();
          }
          try {
            await runTest(file, test, store.url, store.client);
          } catch (error) {
            if (!(error instanceof SkipTest)) throw error;
            this.test!.title += ` (skipped: ${error.message})`;
            this.skip();
          }
        });
      }
    });
  }
});

/** The driver takes plain numbers for its options; int64 and the other types stay as the file has them. */
function plainNumbers(value: unknown): unknown {
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (Array.isArray(value)) return value.map(plainNumbers);
  if (typeof value !== 'object' || value === null || '_bsontype' in value || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainNumbers(item)]));
}
