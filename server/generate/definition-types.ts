// Writes what is made of the meta-schema of definitions: its TypeScript types, and what can be set where, for the designer's forms.
// With --check it only says whether the committed files are fresh.
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';
import { shapesOf } from './shapes-of.js';

const source = new URL('../../form-definitions/definition.schema.json', import.meta.url);
const meta = JSON.parse(await readFile(source, 'utf8'));
const banner = '// Generated from form-definitions/definition.schema.json by `npm run generate`. Do not edit.';

const shapes = Object.entries(shapesOf(meta)).map(
  ([part, settings]) =>
    `  ${JSON.stringify(part)}: {\n${Object.entries(settings)
      .map(([setting, shape]) => `    ${JSON.stringify(setting)}: ${JSON.stringify(shape)},\n`)
      .join('')}  },\n`,
);
const made: { [file: string]: string } = {
  'definition.generated.ts': await compile(meta, 'Definition', {
    additionalProperties: false,
    unreachableDefinitions: true,
    format: false,
    bannerComment: banner,
  }),
  'definition-shapes.generated.ts': `${banner}\nimport type { Shapes } from './property-shape.js';\n\nexport const definitionShapes: Shapes = {\n${shapes.join('')}};\n`,
};

for (const [file, text] of Object.entries(made)) {
  const target = new URL(`../domain/${file}`, import.meta.url);
  if (!process.argv.includes('--check')) await writeFile(target, text);
  else if ((await readFile(target, 'utf8')) !== text) {
    console.error(`server/domain/${file} is stale: run \`npm run generate\``);
    process.exitCode = 1;
  }
}
