// The letter templates the product brings.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TemplateFiles } from '../domain/letter-snapshot.js';

const folder = fileURLToPath(new URL('../../templates/', import.meta.url));
/** Parts of the product's own sheets are trusted, and nobody else's. */
const own = new Set(['layouts', 'partials', 'report']);

/** Every template below templates/, by its path with slashes. */
export function letterTemplates(): TemplateFiles {
  const files: TemplateFiles = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || own.has(entry.name)) continue;
    for (const name of readdirSync(join(folder, entry.name)))
      if (name.endsWith('.hbs')) files[`${entry.name}/${name}`] = readFileSync(join(folder, entry.name, name), 'utf8');
  }
  return files;
}
