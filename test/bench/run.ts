// npm run bench [-- NAME …]: every figure beside its baseline in the same run, as a ratio. Times are never asserted.
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';

const folder = new URL('.', import.meta.url);
const known = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !['run.ts', 'figures.ts'].includes(file))
  .map((file) => file.slice(0, -3))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no bench named ${unknown.join(', ')}; there are ${known.join(', ')}`);
  process.exit(1);
}
console.log(`node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model})`);
for (const name of asked.length > 0 ? asked : known) {
  console.log(`\n== ${name} ==`);
  const { bench } = (await import(new URL(`${name}.ts`, folder).href)) as { bench(): Promise<void> };
  await bench();
}
process.exit(0);
