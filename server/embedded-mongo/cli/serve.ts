import { EmbeddedMongoError, openEmbeddedMongo } from '../open-embedded-mongo.js';
import { dataFolder, fail, option, say } from './console.js';

const port = Number(option('port') ?? 27017);

try {
  const host = option('host');
  const store = await openEmbeddedMongo({
    dataDir: dataFolder(),
    port,
    testCommands: process.argv.includes('--test-commands'),
    ...(host === undefined ? {} : { host }),
  });
  say(`数据库已启动：${store.url}（按 Ctrl+C 停止）`, `The embedded store listens on ${store.url} (Ctrl+C stops it).`);
  const keep = setInterval(() => undefined, 1 << 30);
  const stop = async (): Promise<void> => {
    clearInterval(keep);
    await store.close();
    process.exit(0);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
} catch (error) {
  const reasons: Record<string, string> = {
    LOCKED: '数据正被另一个程序使用。',
    NOT_WRITABLE: '数据文件夹不能写入。',
    FORMAT: '数据文件不能读取。',
    ADDRESS: '不能在这个地址上监听。',
  };
  fail(error instanceof EmbeddedMongoError ? reasons[error.code]! : '数据库没有启动。', (error as Error).message);
}
