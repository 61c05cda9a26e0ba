// A folder of packs of a test's own, into which new versions can be put.
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productRoot } from './server.js';

export type PackFolder = { definitionsDir: string; bring(fixture: string): void };

/** @returns the product's packs; `bring` copies a folder of test/definitions over them. */
export function packFolder(): PackFolder {
  const definitionsDir = join(mkdtempSync(join(tmpdir(), 'yibiao-packs-')), 'packs');
  cpSync(join(productRoot, 'form-definitions'), definitionsDir, { recursive: true });
  return { definitionsDir, bring: (fixture) => cpSync(join(productRoot, 'test/definitions', fixture), definitionsDir, { recursive: true }) };
}
