import { restore } from '../backup/restore.js';
import { EmbeddedMongoError } from '../errors.js';
import { dataFolder, fail, inMegabytes, say, words } from './console.js';

const [backup] = words();
if (!backup) fail('请写明备份文件：npm run restore -- 备份文件', 'Name the backup file: npm run restore -- FILE [--data FOLDER]');

try {
  const stamp = new Date().toLocaleString('sv').replace(' ', '-').replaceAll(':', '');
  const { collections, documents, bytes, keptAs } = await restore(backup, dataFolder(), stamp);
  say(`已恢复备份：${backup}`, `Restored and checked: ${collections} collections, ${documents} documents, ${inMegabytes(bytes)}.`);
  if (keptAs) say(`原来的数据保存在：${keptAs}`, 'The data that was there before is kept in that file.');
} catch (error) {
  if (error instanceof EmbeddedMongoError && error.code === 'LOCKED') fail('程序正在运行，请先停止程序，再恢复备份。', error.message);
  fail('没有恢复，原来的数据没有改动。', `Nothing was restored; the data is untouched: ${(error as Error).message}.`);
}
