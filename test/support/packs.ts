import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FoldedPacks, foldPacks, type PackFile } from '../../server/domain/fold-packs.js';
import type { LayeredDefinition } from '../../server/domain/layers.js';
import { type Form, openForm } from '../../server/domain/open-form.js';

export const definitionsFolder = fileURLToPath(new URL('../../form-definitions', import.meta.url));

/** The product's own pack files, unfolded. */
export function packFiles(): PackFile[] {
  return readdirSync(definitionsFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && file.includes(sep))
    .sort()
    .map((file) => ({
      pack: file.startsWith('base') ? 'base' : (file.split(sep)[1] as string),
      file: file.split(sep).join('/'),
      content: JSON.parse(readFileSync(join(definitionsFolder, file), 'utf8')),
    }));
}

export const foldedPacks = (): FoldedPacks => foldPacks(packFiles());

/** A county's form, ready to use. */
export function formOf(county: string, id = 'monthly-monitoring'): Form {
  const folded = foldedPacks()
    .counties.find((one) => one.county.id === county)
    ?.forms.find((one) => one.snapshot.definition.id === id);
  if (!folded) throw new Error(`${county} has no form ${id}`);
  return openForm(folded.snapshot);
}

/** Every definition a county uses, by id. */
export function contentsOf(county: string): { [id: string]: LayeredDefinition } {
  const folded = foldedPacks().counties.find((one) => one.county.id === county);
  if (!folded) throw new Error(`no county ${county}`);
  return Object.fromEntries(Object.entries(folded.definitions).map(([id, { content }]) => [id, content]));
}
