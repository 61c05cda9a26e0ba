// Opens a workbook without the library that wrote it: another zip library, and the few parts of the format the tests look at.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

type SecondCell = { value: string | number | null; formula: string | null; style: number };
export type SecondWorkbook = {
  sheetName: string;
  cells: { [address: string]: SecondCell };
  merges: string[];
  xml: string;
  styles: string;
  files: { [path: string]: string };
};

const plain = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
const textOf = (xml: string): string => [...xml.matchAll(/<t(?:\s[^>]*)?>([\s\S]*?)<\/t>/g)].map((match) => plain(match[1] as string)).join('');

/** The first worksheet. */
export function readWithSecondLibrary(bytes: Uint8Array): SecondWorkbook {
  const files = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)]));
  const strings = [...(files['xl/sharedStrings.xml'] ?? '').matchAll(/<si>([\s\S]*?)<\/si>/g)].map((match) => textOf(match[1] as string));
  const xml = files['xl/worksheets/sheet1.xml'] as string;
  const cells: { [address: string]: SecondCell } = {};
  for (const match of xml.matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    const [attributes, inner] = [match[1] as string, match[2] ?? ''];
    const attribute = (name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
    const value = /<v>([\s\S]*?)<\/v>/.exec(inner)?.[1];
    const formula = /<f[^>]*>([\s\S]*?)<\/f>/.exec(inner)?.[1];
    const type = attribute('t');
    const read =
      type === 's'
        ? (strings[Number(value)] as string)
        : type === 'inlineStr'
          ? textOf(inner)
          : value === undefined
            ? null
            : type === 'str'
              ? plain(value)
              : Number(value);
    cells[attribute('r')] = { value: read, formula: formula === undefined ? null : plain(formula), style: Number(attribute('s') || 0) };
  }
  const sheetName = plain(/<sheet [^>]*name="([^"]*)"/.exec(files['xl/workbook.xml'] as string)?.[1] ?? '');
  return {
    sheetName,
    cells,
    merges: [...xml.matchAll(/<mergeCell ref="([^"]*)"/g)].map((match) => match[1] as string),
    xml,
    styles: files['xl/styles.xml'] as string,
    files,
  };
}

/** The workbook again with parts of it replaced, as another program would save it; null takes a part away. */
export function rewriteWorkbook(bytes: Uint8Array, change: (path: string, text: string) => string | null): Uint8Array {
  const kept = Object.entries(unzipSync(bytes)).flatMap(([path, content]) => {
    const text = change(path, strFromU8(content));
    return text === null ? [] : [[path, strToU8(text)]];
  });
  return zipSync(Object.fromEntries(kept));
}
