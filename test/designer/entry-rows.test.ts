import { expect } from 'chai';
import fc from 'fast-check';
import { entryRows } from '../../client/designer/compare/entry-rows.js';
import { brokenAt } from '../../client/designer/json/broken-at.js';
import { hasShape, readText } from '../../client/designer/json/definition-shape.js';
import { type JsonMap, mergePatch } from '../../server/domain/merge-patch.js';
import { packFiles } from '../support/packs.js';

const definitions = packFiles()
  .filter(({ pack, content }) => pack === 'base' && content.kind !== 'county')
  .map(({ content }) => content as unknown as JsonMap);
const report = definitions.find(({ id }) => id === 'monthly-monitoring') as JsonMap;

describe('entry-rows', () => {
  it('lays two definitions side by side, entry by entry, and marks what differs', () => {
    const after = mergePatch(report, {
      schema: { properties: { grades: { each: { properties: { remark: { title: '情况说明', maxLength: 100 } } } } } },
      period: { due: { day: 10 } },
      checks: { otherExplained: null },
    }) as JsonMap;
    const changed = entryRows(report, after).filter((entry) => entry.changed);
    expect(changed.map(({ title }) => title)).to.include.members(['填报期限', '栏目 情况说明']);
    expect(changed.find(({ title }) => title === '栏目 情况说明')?.lines.filter((line) => line.changed)).to.deep.equal([
      { path: 'schema.properties.grades.each.properties.remark.title', title: '名称', before: '备注', after: '情况说明', changed: true },
      { path: 'schema.properties.grades.each.properties.remark.maxLength', title: '最多字数', before: '200', after: '100', changed: true },
    ]);
    const gone = changed.find(({ path }) => path === 'checks.otherExplained');
    expect(gone?.lines.every(({ after: now }) => now === '')).to.equal(true);
    expect(gone?.lines.find(({ path }) => path.endsWith('.that'))?.before).to.include('〔其他〕');
  });
  it('leaves nothing out of any definition, and marks nothing where there is no difference', () => {
    for (const one of definitions) {
      const rows = entryRows(one, one);
      expect(
        rows.some(({ changed }) => changed),
        String(one.id),
      ).to.equal(false);
      expect(rows.length, String(one.id)).to.be.greaterThan(0);
    }
  });
});

describe('the text of a definition', () => {
  it('is read, or said to be broken where it is', () => {
    expect(readText(JSON.stringify(report))).to.deep.equal({ definition: report });
    expect(readText('{\n  "id": "a",\n  "kind" "report"\n}')).to.deep.equal({ broken: { line: 3, column: 10 } });
    expect(readText('{\n  "id": ')).to.deep.equal({ broken: { line: 2, column: 9 } });
    expect(readText('[1]')).to.deep.equal({ notOne: true });
  });
  it('is broken exactly where no reader of JSON takes it, whatever was typed into it', () => {
    const sound = `${JSON.stringify(report, null, 1).slice(0, 400)}"}`;
    fc.assert(
      fc.property(fc.nat(sound.length), fc.nat(3), fc.constantFrom('', '"', ',', '}', '甲', '1', '\\', ' ', '[', '-'), (at, gone, put) => {
        const typed = sound.slice(0, at) + put + sound.slice(at + gone);
        const place = brokenAt(typed);
        let parsed = true;
        try {
          JSON.parse(typed);
        } catch {
          parsed = false;
        }
        expect(place === null, typed).to.equal(parsed);
        expect(place ?? 0).to.be.at.most(typed.length);
      }),
    );
    fc.assert(fc.property(fc.json(), (text) => brokenAt(text) === null));
    expect(brokenAt('{ "a": 甲5 }')).to.equal(7);
  });
  it('can be a definition only where the language takes it', () => {
    for (const { $schema: _, ...one } of definitions) expect(hasShape(one), String(one.id)).to.equal(true);
    expect(hasShape({ ...report, schema: 5 })).to.equal(false);
    expect(hasShape({ ...report, kind: 'county' })).to.equal(false);
  });
});
