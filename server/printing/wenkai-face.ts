// LXGW WenKai as the product prints with it.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { withOneCodePerGlyph } from './one-code-per-glyph.js';
import { trueTypeOf } from './woff.js';

const folder = dirname(createRequire(import.meta.url).resolve('@fontsource/lxgw-wenkai/500.css'));
// Raised when the face is changed otherwise than by a new version of its package.
const EDITION = 1;

/** The regular face (named 500 by its package) as a TrueType file of 16 MB, made anew with each call in about 0.3 s. */
export async function wenKaiFace(): Promise<Buffer> {
  return withOneCodePerGlyph(await trueTypeOf(await readFile(join(folder, 'files', 'lxgw-wenkai-latin-500-normal.woff'))));
}

/** Changes whenever the bytes of the face do. */
export async function wenKaiVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  return `${version}-${EDITION}`;
}
