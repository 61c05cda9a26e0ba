// Reads the packs the product brings: every definition file below base/ and counties/x/.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { PackFault, PackFile } from '../domain/fold-packs.js';
import { definitionJudge } from '../domain/judge-definition.js';

/** `sha256` is of the content, not of its spaces; `text` is what the file says. */
type ReadPackFile = PackFile & { sha256: string; text: string };
export type ReadPacks = { files: ReadPackFile[]; faults: PackFault[] };

/** @throws when the folder or a file in it cannot be read. */
export function readPacks(folder: string): ReadPacks {
  const judge = definitionJudge(JSON.parse(readFileSync(join(folder, 'definition.schema.json'), 'utf8')));
  const files: ReadPackFile[] = [];
  const faults: PackFault[] = [];
  for (const path of jsonFiles(folder)) {
    const file = relative(folder, path).replaceAll('\\', '/');
    const text = readFileSync(path, 'utf8');
    const { content, faults: found } = judge(text);
    faults.push(...found.map((fault) => ({ file, ...fault })));
    const pack = file.startsWith('counties/') ? (file.split('/')[1] as string) : 'base';
    if (content) files.push({ pack, file, content, text, sha256: createHash('sha256').update(JSON.stringify(content)).digest('hex') });
  }
  return { files, faults };
}

function jsonFiles(folder: string): string[] {
  return ['base', 'counties']
    .flatMap((part) => readdirSync(join(folder, part), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, part, name)))
    .filter((path) => path.endsWith('.json'))
    .sort();
}
