// The one big face of the product as a font file of the browser, on Linux: sent with each page it would cost over a second, found on disk nothing.
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { wenKaiFace, wenKaiVersion } from './wenkai-face.js';

/**
 * Writes LXGW WenKai and a fontconfig configuration that knows it, the packaged Latin face and every face installed on this machine (a
 * county's own 仿宋 among them).
 * @param packagedFonts folder of the packaged browser's own faces, where it is the packaged one.
 * @returns path of the configuration, for FONTCONFIG_FILE.
 */
export async function installFaces(cacheDir: string, packagedFonts?: string): Promise<string> {
  const folder = join(cacheDir, `faces-${await wenKaiVersion()}`);
  const face = join(folder, 'lxgw-wenkai.ttf');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const there = await stat(face).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!there) await writeWhole(face, await wenKaiFace());
  const configuration = join(cacheDir, 'fonts.conf');
  await writeWhole(configuration, fontConfiguration(packagedFonts ? [folder, packagedFonts] : [folder], join(cacheDir, 'fontconfig')));
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
