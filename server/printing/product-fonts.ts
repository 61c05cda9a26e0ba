// The Chinese faces that come with the product, served to the browser under a made-up origin.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** No such host can exist (RFC 2606): the browser's requests to it are answered from memory, never from a network. */
export const FONT_ORIGIN = 'https://fonts.yibiao.invalid';

const require = createRequire(import.meta.url);
const FACES = ['@fontsource/lxgw-wenkai/500.css', '@fontsource/noto-serif-sc/400.css', '@fontsource/noto-serif-sc/700.css'];

// 仿宋 and 楷体 are set with upright Latin letters and figures, not with their own.
const LATIN =
  "@font-face{font-family:'Yibiao Latin';font-weight:400;font-display:block;src:url(FONTS/noto-serif-sc/noto-serif-sc-latin-400-normal.woff2) format('woff2');unicode-range:U+21-7E}";

const files = new Map<string, Promise<Buffer>>();
let faces: Promise<string> | undefined;

/** `@font-face` rules of "Yibiao Latin", "LXGW WenKai" and "Noto Serif SC" (400 and 700), with every url under `origin`. */
export function fontFaces(origin: string = FONT_ORIGIN): Promise<string> {
  faces ??= Promise.all(FACES.map(readFaces)).then((texts) => [...texts, LATIN].join('\n'));
  return faces.then((text) => text.replaceAll('url(FONTS/', `url(${origin}/`));
}

async function readFaces(stylesheet: string): Promise<string> {
  const css = await readFile(require.resolve(stylesheet), 'utf8');
  const name = stylesheet.split('/')[1] as string;
  return (
    css
      .replace(/\/\*.*?\*\//g, '')
      .replace(/, url\([^)]*\.woff\) format\('woff'\)/g, '')
      .replaceAll('url(./files/', `url(FONTS/${name}/`)
      // A face found on disk (installed-faces.ts) is not sent for.
      .replaceAll('src: url(FONTS/lxgw-wenkai/', "src: local('LXGW WenKai'), url(FONTS/lxgw-wenkai/")
      // A page is printed once, so text waits for its face instead of being drawn in a substitute.
      .replaceAll('font-display: swap', 'font-display: block')
      .replace(/\n\s*/g, '')
  );
}

/** The woff2 file behind a path such as `/noto-serif-sc/noto-serif-sc-4-400-normal.woff2`; null when the product has no such file. */
export function fontFile(path: string): Promise<Buffer | null> {
  const match = /^\/(lxgw-wenkai|noto-serif-sc)\/([a-z0-9-]+\.woff2)$/.exec(path);
  if (!match) return Promise.resolve(null);
  const known = files.get(path) ?? readFile(join(dirname(require.resolve(`@fontsource/${match[1]}/500.css`)), 'files', match[2] as string));
  files.set(path, known);
  return known.catch(() => {
    files.delete(path);
    return null;
  });
}
