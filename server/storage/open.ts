// Connects to MongoDB (or what speaks like it) and makes the indexes.
import { type Db, MongoClient } from 'mongodb';
import { type AuditStore, auditIn } from './audit.js';
import { type ChildEventStore, childEventsIn } from './child-events.js';
import { type ChildrenStore, childrenIn, indexChildren } from './children.js';
import { type DefinitionDraftStore, definitionDraftsIn } from './definition-drafts.js';
import { type DefinitionStore, definitionsIn } from './definitions.js';
import { type EventStore, eventsIn } from './events.js';
import { type FileStore, filesIn } from './files.js';
import { type JobStore, jobsIn } from './jobs.js';
import { indexLetters, type LetterStore, lettersIn } from './letters.js';
import { type OfficeStore, officesIn } from './offices.js';
import { type PackStore, packsIn } from './packs.js';
import { type PublicationStore, publicationsIn } from './publications.js';
import { type RecordStore, recordsIn } from './records.js';
import { type SettingStore, settingsIn } from './settings.js';
import { type SumStore, sumsIn } from './sums.js';
import { type UserStore, usersIn } from './users.js';

export type Store = {
  audit: AuditStore;
  children: ChildrenStore;
  childEvents: ChildEventStore;
  definitions: DefinitionStore;
  definitionDrafts: DefinitionDraftStore;
  events: EventStore;
  files: FileStore;
  jobs: JobStore;
  letters: LetterStore;
  offices: OfficeStore;
  packs: PackStore;
  publications: PublicationStore;
  records: RecordStore;
  settings: SettingStore;
  sums: SumStore;
  users: UserStore;
};

/** The store with its connection, which sessions share. */
export type OpenStore = { store: Store; client: MongoClient; db: Db; ping(): Promise<void>; close(): Promise<void> };

/** The database cannot be reached or refuses us. */
export class StoreUnreachable extends Error {}

/** @param url may name the database, `yibiao` by default. @throws StoreUnreachable after five seconds without an answer. */
export async function openStore(url: string): Promise<OpenStore> {
  const client = new MongoClient(url, {
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    serverSelectionTimeoutMS: 5000,
    ignoreUndefined: true,
    appName: 'yibiao',
  });
  try {
    await client.connect();
  } catch (error) {
    await client.close();
    throw new StoreUnreachable(error instanceof Error ? error.message : String(error));
  }
  const db = client.db(client.options.dbName === 'test' ? 'yibiao' : client.options.dbName);
  const store: Store = {
    audit: auditIn(db),
    children: childrenIn(db),
    childEvents: childEventsIn(db),
    definitions: definitionsIn(db),
    definitionDrafts: definitionDraftsIn(db),
    events: eventsIn(db),
    files: filesIn(db),
    jobs: jobsIn(db),
    letters: lettersIn(db),
    offices: officesIn(db),
    packs: packsIn(db),
    publications: publicationsIn(db),
    records: recordsIn(db),
    settings: settingsIn(db),
    sums: sumsIn(db),
    users: usersIn(db),
  };
  await makeIndexes(db);
  return { store, client, db, ping: async () => void (await db.command({ ping: 1 })), close: () => client.close() };
}

/** Every index begins with the county, the shard key's first field; `_id` holds the county too where it is made of parts. */
async function makeIndexes(db: Db): Promise<void> {
  await db.collection('packs').createIndex({ county: 1, id: 1, kind: 1, version: 1 }, { unique: true });
  await db.collection('definitions').createIndex({ county: 1, id: 1, version: 1 }, { unique: true });
  await db.collection('definition-drafts').createIndex({ county: 1, id: 1 }, { unique: true });
  await db.collection('jobs').createIndex({ county: 1, kind: 1, about: 1, createdAt: 1 });
  await db.collection('offices').createIndex({ county: 1, path: 1 });
  await db.collection('users').createIndex({ county: 1, office: 1 });
  await db.collection('records').createIndex({ county: 1, definition: 1, period: 1, path: 1 });
  await db.collection('records').createIndex({ county: 1, definition: 1, period: 1, unsummed: 1 });
  await db.collection('records').createIndex({ county: 1, definition: 1, office: 1, period: 1 }, { unique: true });
  await db.collection('events').createIndex({ county: 1, record: 1, n: 1 }, { unique: true });
  await db.collection('sums').createIndex({ county: 1, definition: 1, period: 1, line: 1 });
  await db.collection('audit').createIndex({ county: 1, at: 1 });
  await indexChildren(db);
  await indexLetters(db);
  await db.collection('publications').createIndex({ county: 1, id: 1, version: 1 }, { unique: true });
}
