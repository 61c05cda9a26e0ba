import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What a server does with each feature, by `area: name`; written by the feature tests with RECORD_FEATURES=1. */
type Verdict = 'yes' | 'refused' | 'differs';
type Results = { embedded: Record<string, Verdict>; real: Record<string, Verdict>; limits: Record<string, string> };

const readme = fileURLToPath(new URL('../README.md', import.meta.url));
const recorded = fileURLToPath(new URL('./feature-results.json', import.meta.url));
const [begin, end] = ['<!-- features: begin (generated, see readme/) -->', '<!-- features: end -->'];

/** The table of all features, area by area. */
function table({ embedded, real, limits }: Results): string {
  const areas = new Map<string, string[]>();
  for (const key of Object.keys(embedded)) {
    const [area] = key.split(': ', 1) as [string];
    areas.set(area, [...(areas.get(area) ?? []), key]);
  }
  const count = (side: Record<string, Verdict>): string =>
    `${Object.values(side).filter((verdict) => verdict === 'yes').length} of ${Object.keys(embedded).length}`;
  const lines = [`As MongoDB's manual says: embedded ${count(embedded)}, real server ${count(real)}.`, ''];
  for (const [area, keys] of areas) {
    lines.push(`### ${area}`, '', '| feature | embedded | real server | limits |', '|---|---|---|---|');
    for (const key of keys)
      lines.push(`| ${key.slice(area.length + 2).replaceAll('|', '\\|')} | ${embedded[key]} | ${real[key] ?? '–'} | ${limits[key] ?? ''} |`);
    lines.push('');
  }
  return lines.join('\n');
}

/** The README as it is, and as it should be. */
export function readmes(): { now: string; fresh: string } {
  const now = readFileSync(readme, 'utf8');
  const [before, rest] = now.split(begin) as [string, string];
  const results = JSON.parse(readFileSync(recorded, 'utf8')) as Results;
  return { now, fresh: `${before}${begin}\n\n${table(results)}\n${end}${rest.split(end)[1]!}` };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { now, fresh } = readmes();
  if (!process.argv.includes('--check')) writeFileSync(readme, fresh);
  else if (now !== fresh) {
    console.error('server/embedded-mongo/README.md is out of date: run node --import tsx server/embedded-mongo/readme/generate-readme-table.ts');
    process.exit(1);
  }
}
