// A process of its own for the durability test: writes, and then ends without closing the store.
import { register } from 'tsx/esm/api';

register();
const [, , dataDir, where] = process.argv;
const { MongoClient } = await import('mongodb');
const { openEmbeddedMongo } = await import('../../server/embedded-mongo/open-embedded-mongo.ts');
const { startStore } = await import('../../server/embedded-mongo/start-store.ts');
const store = where === 'thread' ? await openEmbeddedMongo({ dataDir }) : await startStore({ dataDir });
const client = await new MongoClient(store.url).connect();
for (let _id = 0; _id < 20; _id++) await client.db('x').collection('y').insertOne({ _id });
process.exit(3);
