// Builds the client when what it is made of has changed; otherwise a start does not even load the builder.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { StartRefusal } from './start-refusal.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = join(root, 'dist', 'client');
const stamp = join(built, '.built-from');

/** @returns the folder of the built client. @throws StartRefusal when it cannot be built. */
export async function buildClient(say: (sentence: string) => void): Promise<string> {
  const source = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === source) return built;
  say('正在生成页面，大约需要半分钟…… Building the pages, about half a minute …');
  await runVite();
  compress();
  writeFileSync(stamp, source);
  return built;
}

/** Everything the client is made of: its own files, the domain it shares, and the versions of its libraries. */
function sourceHash(): string {
  const files = ['client', join('server', 'domain')].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const hash = createHash('sha256');
  for (const file of [...files.sort(), join(root, 'package-lock.json')]) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/** A process of its own: what the builder needs of memory goes back afterwards. */
function runVite(): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--config', join(root, 'client', 'vite.config.ts'), '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new StartRefusal(`页面生成失败：${said.trim()}`, 'The pages could not be built.'))));
  });
}

function compress(): void {
  for (const entry of readdirSync(built, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/\.(js|css|html|svg|json|map)$/.test(entry.name)) continue;
    const plain = readFileSync(file);
    if (plain.length < 1024) continue;
    writeFileSync(`${file}.br`, brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    writeFileSync(`${file}.gz`, gzipSync(plain, { level: 9 }));
  }
}
