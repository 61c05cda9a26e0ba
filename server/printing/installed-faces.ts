// The one big face of the product as a font file of the packaged browser: sent over the wire it would cost 1.6 s a print, found on disk nothing.
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';

const require = createRequire(import.meta.url);

/**
 * Writes LXGW WenKai as a TrueType file and a fontconfig configuration that knows it, the packaged Latin face and every face installed on
 * this machine (a county's own 仿宋 among them).
 * @param packagedFonts folder of the packaged browser's own faces.
 * @returns path of the configuration, for FONTCONFIG_FILE.
 */
export async function installFaces(cacheDir: string, packagedFonts: string): Promise<string> {
  const folder = join(cacheDir, 'faces');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const packageFolder = dirname(require.resolve('@fontsource/lxgw-wenkai/500.css'));
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const face = join(folder, `lxgw-wenkai-${version}.ttf`);
  const woff = await readFile(join(packageFolder, 'files', 'lxgw-wenkai-latin-500-normal.woff'));
  const size = await stat(face).then(
    (found) => found.size,
    () => 0,
  );
  if (size !== woff.readUInt32BE(16)) await writeWhole(face, await trueTypeOf(woff));
  const configuration = join(cacheDir, 'fonts.conf');
  await writeWhole(configuration, fontConfiguration([folder, packagedFonts], join(cacheDir, 'fontconfig')));
  return configuration;
}

async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const stage = await mkdtemp(join(dirname(path), '.writing-'));
  try {
    await writeFile(join(stage, 'file'), content);
    await rename(join(stage, 'file'), path);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** A WOFF 1.0 file (W3C, 2012) as the TrueType file it was made from. */
export async function trueTypeOf(woff: Buffer): Promise<Buffer> {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF 1.0 file');
  const tables = woff.readUInt16BE(12);
  const whole = Buffer.alloc(woff.readUInt32BE(16));
  const power = 2 ** Math.floor(Math.log2(tables));
  woff.copy(whole, 0, 4, 8);
  whole.writeUInt16BE(tables, 4);
  whole.writeUInt16BE(power * 16, 6);
  whole.writeUInt16BE(Math.log2(power), 8);
  whole.writeUInt16BE((tables - power) * 16, 10);
  let at = 12 + tables * 16;
  for (let n = 0; n < tables; n += 1) {
    const entry = 44 + n * 20;
    const [offset, packed, length] = [woff.readUInt32BE(entry + 4), woff.readUInt32BE(entry + 8), woff.readUInt32BE(entry + 12)];
    const bytes = woff.subarray(offset, offset + packed);
    (packed < length ? ((await promisify(inflate)(bytes)) as Buffer) : bytes).copy(whole, at);
    woff.copy(whole, 12 + n * 16, entry, entry + 4);
    whole.writeUInt32BE(woff.readUInt32BE(entry + 16), 12 + n * 16 + 4);
    whole.writeUInt32BE(at, 12 + n * 16 + 8);
    whole.writeUInt32BE(length, 12 + n * 16 + 12);
    at += Math.ceil(length / 4) * 4;
  }
  return whole;
}

function fontConfiguration(own: string[], cache: string): string {
  const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const folders = [...own, '/usr/share/fonts', '/usr/local/share/fonts', join(homedir(), '.local', 'share', 'fonts'), join(homedir(), '.fonts')];
  return `<?xml version="1.0"?>
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${folders.map((folder) => `  <dir>${escaped(folder)}</dir>`).join('\n')}
  <cachedir>${escaped(cache)}</cachedir>
</fontconfig>
`;
}
