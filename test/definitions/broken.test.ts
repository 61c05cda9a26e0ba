// Every kind of mistake, each refused with its place and its remedy.
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { checkDefinition, type Surroundings } from '../../server/domain/check-definition.js';
import { definitionJudge } from '../../server/domain/judge-definition.js';
import { foldedPacks, packFiles } from '../support/packs.js';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const judge = definitionJudge(JSON.parse(read('../../form-definitions/definition.schema.json')));
const base: Surroundings = Object.fromEntries(packFiles().flatMap(({ pack, content }) => (pack === 'base' ? [[content.id, content]] : [])));
const expected = JSON.parse(read('broken/index.json')) as { [file: string]: { path: string; says: string } };

describe('broken definitions', () => {
  it('knows every file of the corpus, and there are sixty at least', () => {
    const files = readdirSync(new URL('broken/', import.meta.url)).filter((file) => file !== 'index.json');
    expect(files).to.have.members(Object.keys(expected)).and.length.above(60);
  });
  for (const [file, { path, says }] of Object.entries(expected))
    it(`${file.replace('.json', '')} is refused at ${path || 'the top'}`, () => {
      const faults = checkDefinition(read(`broken/${file}`), base, judge);
      expect(
        faults.some((fault) => fault.path === path && fault.message.includes(says)),
        JSON.stringify(faults, null, 1),
      ).to.equal(true);
      // One mistake is not drowned in its consequences.
      expect(faults.length, JSON.stringify(faults, null, 1)).to.be.below(4);
      for (const { message } of faults) expect(message).to.match(/[\u3400-\u9fff]/);
    });
  for (const kind of ['report', 'life', 'code-list', 'calendar'])
    it(`finds nothing wrong with the ${kind} the broken ones were made of`, () => {
      expect(checkDefinition(read(`sound-${kind}.json`), base, judge)).to.deep.equal([]);
    });
  it('finds nothing wrong with the packs of the product, whole or folded', () => {
    for (const { content, file } of packFiles()) expect(checkDefinition(JSON.stringify(content), base, judge), file).to.deep.equal([]);
    for (const { county, definitions } of foldedPacks().counties) {
      const around = Object.fromEntries(Object.entries(definitions).map(([id, { content }]) => [id, content]));
      for (const content of Object.values(around))
        expect(checkDefinition(JSON.stringify(content), around, judge), `${county.id} ${content.id}`).to.deep.equal([]);
    }
  });
  it('names every fault of a definition at once, in the order of its sections', () => {
    const report = JSON.parse(read('sound-report.json'));
    report.period.due = { of: 'next' };
    report.schema.properties.grades.each.properties.remark.codeList = 'nobody';
    report.formulas.rate.value = 'nobody';
    report.checks.balance.that = 'row.nobody';
    report.sums.nobody = 'add';
    report.life = 'nobody';
    expect(checkDefinition(JSON.stringify(report), base, judge).map(({ path }) => path)).to.deep.equal([
      'period.due.day',
      'schema.properties.grades.each.properties.remark.codeList',
      'formulas.rate.value',
      'checks.balance.that',
      'sums.nobody',
      'life',
    ]);
  });
});
