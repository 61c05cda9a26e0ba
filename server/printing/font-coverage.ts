// Which letters the product's own faces can draw.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { wenKaiFace } from './wenkai-face.js';

let covered: Promise<(point: number) => boolean> | undefined;

/** Letters of a text that no shipped face has, each once; a machine's own faces are not asked. */
export async function uncoveredIn(): Promise<(text: string) => string[]> {
  covered ??= coverage();
  const has = await covered;
  return (text) => [...new Set([...text].filter((letter) => !/\s/.test(letter) && !has(letter.codePointAt(0) as number)))];
}

async function coverage(): Promise<(point: number) => boolean> {
  const [own, css] = await Promise.all([
    wenKaiFace().then(codePointsOf),
    readFile(createRequire(import.meta.url).resolve('@fontsource/noto-serif-sc/400.css'), 'utf8'),
  ]);
  const ranges = [...css.matchAll(/unicode-range:\s*([^;}]+)/g)].flatMap((match) => rangesOf(match[1] as string));
  return (point) => own.has(point) || ranges.some(([from, to]) => from <= point && point <= to);
}

const rangesOf = (text: string): [number, number][] =>
  text.split(',').map((one) => {
    const [from = '', to] = one.trim().slice(2).split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to ?? from, 16)];
  });

/** Code points of a TrueType file by its `cmap` table (formats 4 and 12; OpenType 1.9, "cmap"). */
export function codePointsOf(face: Buffer): Set<number> {
  const tables = face.readUInt16BE(4);
  for (let n = 0; n < tables; n += 1) {
    const entry = 12 + 16 * n;
    if (face.toString('latin1', entry, entry + 4) === 'cmap') return charactersIn(face, face.readUInt32BE(entry + 8));
  }
  return new Set();
}

function charactersIn(face: Buffer, cmap: number): Set<number> {
  const points = new Set<number>();
  const add = (from: number, to: number): void => {
    for (let point = from; point <= to && point !== 0xffff; point += 1) points.add(point);
  };
  for (let n = 0; n < face.readUInt16BE(cmap + 2); n += 1) {
    const at = cmap + face.readUInt32BE(cmap + 4 + 8 * n + 4);
    const format = face.readUInt16BE(at);
    if (format === 12)
      for (let group = 0; group < face.readUInt32BE(at + 12); group += 1) add(face.readUInt32BE(at + 16 + 12 * group), face.readUInt32BE(at + 20 + 12 * group));
    if (format === 4) {
      const segments = face.readUInt16BE(at + 6) / 2;
      for (let segment = 0; segment < segments; segment += 1)
        add(face.readUInt16BE(at + 14 + 2 * segments + 2 + 2 * segment), face.readUInt16BE(at + 14 + 2 * segment));
    }
  }
  return points;
}
