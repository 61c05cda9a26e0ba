// Writes the TypeScript types of definitions from their meta-schema; with --check it only says whether the committed file is fresh.
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const source = new URL('../../form-definitions/definition.schema.json', import.meta.url);
const target = new URL('../domain/definition.generated.ts', import.meta.url);

const types = await compile(JSON.parse(await readFile(source, 'utf8')), 'Definition', {
  additionalProperties: false,
  unreachableDefinitions: true,
  format: false,
  bannerComment: '// Generated from form-definitions/definition.schema.json by `npm run generate`. Do not edit.',
});

if (!process.argv.includes('--check')) await writeFile(target, types);
else if ((await readFile(target, 'utf8')) !== types) {
  console.error('server/domain/definition.generated.ts is stale: run `npm run generate`');
  process.exitCode = 1;
}
