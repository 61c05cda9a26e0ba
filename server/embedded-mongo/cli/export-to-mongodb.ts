import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { backUp } from '../backup/back-up.js';
import { exportAll } from '../backup/export.js';
import { openEmbeddedMongo } from '../open-embedded-mongo.js';
import { dataFileName } from '../storage/open-file.js';
import { dataFolder, fail, say, words } from './console.js';

const [url] = words();
if (!url || !/^mongodb(\+srv)?:\/\//.test(url))
  fail('请写明目标服务器：npm run export-to-mongodb -- mongodb://…', 'Name the target server: npm run export-to-mongodb -- mongodb://HOST/ [--data FOLDER]');

// A copy of one moment goes over, so that people may go on working meanwhile.
const folder = mkdtempSync(join(tmpdir(), 'yibiao-export-'));
let failure: Error | undefined;
try {
  await backUp(dataFolder(), join(folder, dataFileName));
  const store = await openEmbeddedMongo({ dataDir: folder });
  const from = await new MongoClient(store.url).connect();
  const to = await new MongoClient(url, { serverSelectionTimeoutMS: 5000 }).connect();
  // The product takes the database its MONGODB_URL names, so the data goes there.
  const named = new URL(url.replace(/^mongodb(\+srv)?:/, 'http:').replace(/,[^/]*/, '')).pathname.slice(1);
  const done = await exportAll(
    from,
    to,
    ({ namespace, documents, indexes, checksum }) => console.log(`  ${namespace}  ${documents}  (${indexes} indexes, ${checksum})`),
    named || undefined,
  );
  await from.close();
  await to.close();
  await store.close();
  const lacking = done.flatMap(({ namespace, without }) => without.map((what) => (what === 'collation' ? namespace : `${namespace} (${what})`)));
  if (lacking.length > 0)
    say(
      `该服务器没有字符串排序规则（collation）：以下集合不带自己的排序规则，括号内的索引没有建立；其余均已核对：${lacking.join('，')}。`,
      `That server has no collations: these collections are there without theirs, and the indexes in brackets are not; all else is proved: ${lacking.join(', ')}.`,
    );
  const documents = done.reduce((sum, one) => sum + one.documents, 0);
  say(
    `已全部导出并核对：${done.length} 个集合，${documents} 条记录。今后设置 MONGODB_URL 即使用该服务器。`,
    `Exported and proved by counts and checksums: ${done.length} collections, ${documents} documents. Set MONGODB_URL to use that server.`,
  );
} catch (error) {
  failure = error as Error;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (failure) fail('导出没有完成，本机的数据没有改动。', `The export was not completed; the data here is untouched: ${failure.message}.`);
process.exit(0);
