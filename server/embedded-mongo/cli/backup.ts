import { join } from 'node:path';
import { backUp } from '../backup/back-up.js';
import { dataFolder, fail, inMegabytes, say, words } from './console.js';

const stamp = new Date().toLocaleString('sv').replace(' ', '-').replaceAll(':', '');
const target = words()[0] ?? join(dataFolder(), 'backups', `yibiao-${stamp}.mdb`);

try {
  const { collections, documents, bytes } = await backUp(dataFolder(), target);
  say(`备份完成：${target}`, `Backup written and checked: ${collections} collections, ${documents} documents, ${inMegabytes(bytes)}.`);
} catch (error) {
  fail('备份没有完成，原来的数据没有改动。', `No backup was made; the data is untouched: ${(error as Error).message}.`);
}
