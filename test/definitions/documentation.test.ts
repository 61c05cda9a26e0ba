// What the documentation shows is true: word for word in a pack, or valid as the part it names.
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { languageFor } from '../../server/domain/expression-environment.js';
import { functions } from '../../server/domain/expression-functions.js';
import { compileExpression } from '../../server/domain/expressions.js';
import { rowScope, wholeScope } from '../../server/domain/form-scopes.js';
import { parsePeriod } from '../../server/domain/period-key.js';
import { formOf } from '../support/packs.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const ajv = new Ajv2020.default({ allErrors: true, strict: false });
ajv.addSchema(JSON.parse(read('form-definitions/definition.schema.json')), 'definition');

type Example = { says: string; json: unknown };
const examplesIn = (page: string): Example[] =>
  [...read(page).matchAll(/<!-- (.+?) -->\n```json\n([\s\S]+?)\n```/g)].map(([, says = '', json = '']) => ({ says, json: JSON.parse(json) }));

for (const page of ['docs/definitions.md', 'docs/definitions.zh.md'])
  describe(page, () => {
    const examples = examplesIn(page);
    it('marks every example', () => {
      expect(examples.length).to.be.above(page.endsWith('zh.md') ? 5 : 25);
      expect(read(page).match(/```json/g)).to.have.length(examples.length);
    });
    for (const { says, json } of examples)
      it(says, () => {
        const [file, pointer] = says.split('#') as [string, string?];
        if (pointer !== undefined) {
          const keys = pointer.split('/').slice(1);
          const there = keys.reduce((value, key) => (value as { [key: string]: unknown })[key], JSON.parse(read(`form-definitions/${file}`)) as unknown);
          expect(json).to.deep.equal(there);
          return;
        }
        const validate = ajv.getSchema(`definition#/$defs/${says.replace('as ', '')}`);
        expect(validate?.(json), JSON.stringify(validate?.errors)).to.equal(true);
      });
  });

describe('docs/definitions.md, in words', () => {
  const text = read('docs/definitions.md');
  it('names every kind, every section and every function of the language', () => {
    const meta = JSON.parse(read('form-definitions/definition.schema.json'));
    const sections = Object.keys(meta.$defs.ReportDefinition.properties).filter(
      (key) => !['$schema', 'kind', 'title', 'source', 'hidden', 'filledBy'].includes(key),
    );
    for (const section of sections) expect(text, section).to.match(new RegExp(`\\b${section}\\b`));
    for (const { $ref } of meta.oneOf)
      expect(text.toLowerCase()).to.contain(
        $ref.split('/').at(-1).replace('Definition', '').replace('CodeList', 'code list').replace('Clause', 'law').toLowerCase(),
      );
    for (const name of Object.keys(functions)) expect(text, name).to.contain(name);
    for (const key of ['2026-10', '2026-q4', '2026-2027-s1', '2026-2027', '2026-w10', '2026-ps_w06']) {
      expect(text).to.contain(`\`${key}\``);
      expect(parsePeriod(key)).to.not.equal(null);
    }
  });
  it('writes expressions for people that can be written', () => {
    const whole = wholeScope(formOf('pingshun').snapshot.definition, {});
    for (const expression of ["sum(rows.grades, 'absent')", "row.stage in ['primary', 'junior']", "previous('thisMonth')"]) {
      expect(read('docs/definitions.zh.md')).to.contain(expression);
      compileExpression(languageFor(rowScope(whole, 'grades')), expression, ['int', 'bool']);
    }
  });
});
