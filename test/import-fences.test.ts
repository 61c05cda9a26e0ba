// Imports go one way. A boundary that only prose states erodes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('..', import.meta.url));
type Import = { from: string; what: string };

function importsOf(folder: string): Import[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|tsx)$/.test(file))
    .flatMap((file) => {
      const from = join(folder, file);
      const text = readFileSync(join(root, from), 'utf8');
      return [...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s+'([^']+)'|(?:^|\n)import\s+'([^']+)'|\bimport\(\s*'([^']+)'/g)].map((match) => {
        const name = (match[1] ?? match[2] ?? match[3]) as string;
        return {
          from: from.replaceAll('\\', '/'),
          what: name.startsWith('.') ? relative(root, resolve(root, dirname(from), name)).replaceAll('\\', '/') : name,
        };
      });
    });
}

/** Room → what it may import: folders of ours (ending in /), files of ours, packages. */
const rooms: { [room: string]: RegExp[] } = {
  'server/domain': [/^server\/domain\//, /^ajv(\/|-|$)/, /^@marcbachmann\/cel-js$/, /^re2js$/, /^pinyin-pro$/],
  'server/actions': [/^server\/(actions|domain|sample-data)\//, /^server\/deps\.js$/],
  'server/http': [
    /^server\/(http|actions|domain)\//,
    /^server\/deps\.js$/,
    /^(express|express-session|connect-mongo|helmet|rate-limiter-flexible|pino|ajv|ajv-formats)(\/|$)/,
    /^node:/,
  ],
  'server/storage': [/^server\/(storage|domain)\//, /^mongodb$/, /^node:/],
  'server/described': [/^server\/(described|domain)\//, /^json-schema-to-typescript$/],
  'server/definition-checking': [/^server\/(definition-checking|domain)\//, /^node:/],
  'server/jobs': [/^server\/(jobs|domain)\//, /^node:/],
  'server/sample-data': [/^server\/(sample-data|domain)\//],
  'server/printing': [/^server\/(printing|domain)\//, /^(handlebars|puppeteer|@sparticuz\/chromium|pdf-lib)(\/|$)/, /^node:/],
  'server/spreadsheets': [/^server\/(spreadsheets|domain)\//, /^hucre(\/|$)/, /^node:/],
  'server/embedded-mongo': [/^server\/embedded-mongo\//, /^(bson|mingo|lmdb|mongodb)(\/|$)/, /^node:/],
  client: [/^client\//, /^server\/domain\//, /^(?!node:|mongodb|express|handlebars|puppeteer|hucre|lmdb|mingo|bson)[a-z@]/],
};

/** The file behind the name an import gives it. */
const sourceOf = (name: string): string => ['.ts', '.tsx'].map((end) => name.replace(/\.js$/, end)).find((file) => existsSync(join(root, file))) ?? name;

/** The compilers of a language whose parts hold each other call each other. */
const oneGrammar = [
  /^server\/embedded-mongo\/aggregate\/(expression|lazy-operators|mingo-operator)\.ts$/,
  /^server\/embedded-mongo\/aggregate\/(pipeline|join-stages)\.ts$/,
  /^server\/embedded-mongo\/query\/(matcher|field-operators)\.ts$/,
];

describe('import fences', () => {
  for (const [room, allowed] of Object.entries(rooms)) {
    it(`${room} imports only what it may`, () => {
      const broken = importsOf(room).filter(({ what }) => !allowed.some((pattern) => pattern.test(what)));
      expect(broken.map(({ from, what }) => `${from} → ${what}`)).to.deep.equal([]);
    });
  }
  it('no file imports itself by way of others', () => {
    const imports = new Map<string, string[]>();
    for (const { from, what } of [...importsOf('server'), ...importsOf('client')]) imports.set(from, [...(imports.get(from) ?? []), sourceOf(what)]);
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, way: string[]): void => {
      const circle = [...way.slice(way.indexOf(file)), file];
      if (way.includes(file) && !oneGrammar.some((files) => circle.every((one) => files.test(one)))) circles.push(circle.join(' → '));
      if (way.includes(file) || done.has(file)) return;
      for (const next of imports.get(file) ?? []) walk(next, [...way, file]);
      done.add(file);
    };
    for (const file of imports.keys()) walk(file, []);
    expect(circles).to.deep.equal([]);
  });
  it('only one file of the client knows rjsf, and only one fetches', () => {
    const client = importsOf('client');
    expect([...new Set(client.filter(({ what }) => what === '@rjsf/core').map(({ from }) => from))]).to.deep.equal(['client/forms/schema-form.tsx']);
    const fetching = readdirSync(join(root, 'client'), { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.(ts|tsx)$/.test(file) && /\bfetch\(/.test(readFileSync(join(root, 'client', file), 'utf8')),
    );
    expect(fetching).to.deep.equal(['api.ts']);
  });
  it('no file of the rooms knows a column or a wording of a county', () => {
    const words = /transferIn|transferOut|thisMonth|lastMonth|sy_|平顺|睢阳/;
    const files = ['server', 'client'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file).replaceAll('\\', '/')),
    );
    const knowing = files.filter(
      (file) => /\.(ts|tsx)$/.test(file) && !file.startsWith('server/sample-data/') && words.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(knowing).to.deep.equal([]);
  });
});
