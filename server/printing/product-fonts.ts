// The Chinese faces that come with the product, served to the browser under a made-up origin.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { wenKaiFace } from './wenkai-face.js';

/** No such host can exist (RFC 2606): the browser's requests to it are answered from memory, never from a network. */
export const FONT_ORIGIN = 'https://fonts.yibiao.invalid';
/** 仿宋 where the county has one, else the product's faces; the last word of every document that names no face. */
export const BODY_FACES = '"FangSong", "FZFangSong-Z02", "FandolFang", "Yibiao Latin", "LXGW WenKai", "Noto Serif SC"';

const require = createRequire(import.meta.url);
const notoFolder = dirname(require.resolve('@fontsource/noto-serif-sc/400.css'));
const WENKAI = '/lxgw-wenkai.ttf';

const files = new Map<string, Promise<Buffer>>();
let faces: Promise<string> | undefined;

/** `@font-face` rules of "Yibiao Latin", "LXGW WenKai" and "Noto Serif SC" (400 and 700), with every url under FONT_ORIGIN. */
export function fontFaces(): Promise<string> {
  faces ??= Promise.all([400, 700].map(notoFaces)).then((noto) =>
    [
      // 仿宋 and 楷体 are set with upright Latin letters and figures, not with their own.
      `@font-face{font-family:'Yibiao Latin';font-display:block;src:url(${FONT_ORIGIN}/noto-serif-sc-latin-400-normal.woff2) format('woff2');unicode-range:U+21-7E}`,
      // A face found on disk (installed-faces.ts) is not sent for.
      `@font-face{font-family:'LXGW WenKai';font-display:block;src:local('LXGW WenKai'),url(${FONT_ORIGIN}${WENKAI}) format('truetype')}`,
      ...noto,
    ].join('\n'),
  );
  return faces;
}

async function notoFaces(weight: number): Promise<string> {
  const css = await readFile(join(notoFolder, `${weight}.css`), 'utf8');
  return (
    css
      .replace(/\/\*.*?\*\//g, '')
      .replace(/, url\([^)]*\.woff\) format\('woff'\)/g, '')
      .replaceAll('url(./files/', `url(${FONT_ORIGIN}/`)
      // A page is printed once, so text waits for its face instead of being drawn in a substitute.
      .replaceAll('font-display: swap', 'font-display: block')
      .replace(/\n\s*/g, '')
  );
}

/** The face behind a path such as `/noto-serif-sc-4-400-normal.woff2`; null when the product has no such file. */
export async function fontFile(path: string): Promise<Buffer | null> {
  if (path !== WENKAI && !/^\/noto-serif-sc-[a-z0-9-]+\.woff2$/.test(path)) return null;
  const known = files.get(path) ?? (path === WENKAI ? wenKaiFace() : readFile(join(notoFolder, 'files', path.slice(1))));
  files.set(path, known);
  return known.catch(() => {
    files.delete(path);
    return null;
  });
}
