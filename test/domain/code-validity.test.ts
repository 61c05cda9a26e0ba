import { expect } from 'chai';
import fc from 'fast-check';
import { assess } from '../../server/domain/assess-record.js';
import { codesIn, readThrough, seriesOf } from '../../server/domain/code-validity.js';
import type { CodeListDefinition } from '../../server/domain/definition.generated.js';
import { snapshotOf } from '../../server/domain/form-snapshot.js';
import { openForm } from '../../server/domain/open-form.js';
import { shownCell } from '../../server/domain/sheet-of-record.js';
import { formOf, packFiles } from '../support/packs.js';

const groups = packFiles().find(({ content }) => content.id === 'special-groups')?.content as CodeListDefinition;
const renamed: CodeListDefinition = {
  id: 'x',
  kind: 'code-list',
  version: 1,
  title: 'x',
  codes: {
    old: { title: '旧', until: '2019-12-31', becomes: { middle: true } },
    middle: { title: '中', from: '2020-01-01', until: '2022-12-31', becomes: { now: true } },
    now: { title: '新', from: '2023-01-01' },
    always: { title: '一直' },
    ended: { title: '已停', until: '2019-12-31' },
  },
};

describe('code-validity', () => {
  it('offers the codes of the day', () => {
    expect(codesIn(groups, { from: '2020-09-01', to: '2020-09-30' }))
      .to.include('registeredPoor')
      .and.not.include('outOfPoverty');
    expect(codesIn(groups, { from: '2026-09-01', to: '2026-09-30' }))
      .to.include('outOfPoverty')
      .and.not.include('registeredPoor');
    // In the month of the change both may be right.
    expect(codesIn(groups, { from: '2021-02-01', to: '2021-02-28' })).to.include.members(['registeredPoor', 'outOfPoverty']);
  });
  it('reads 建档立卡 on into what it became, and back', () => {
    const now = ['outOfPoverty', 'unstable', 'borderline', 'suddenHardship'];
    expect(readThrough(groups, 'registeredPoor', '2024-03-01')).to.deep.equal({ codes: now, exact: false });
    expect(readThrough(groups, 'unstable', '2019-03-01')).to.deep.equal({ codes: ['registeredPoor'], exact: false });
    expect(readThrough(groups, 'orphan', '2019-03-01')).to.deep.equal({ codes: ['orphan'], exact: true });
    expect(seriesOf(groups, 'borderline')).to.deep.equal(['registeredPoor', ...now]);
  });
  it('follows a chain of new names over many years, and says where it ends', () => {
    expect(readThrough(renamed, 'old', '2024-01-01')).to.deep.equal({ codes: ['now'], exact: true });
    expect(readThrough(renamed, 'now', '2018-01-01')).to.deep.equal({ codes: ['old'], exact: true });
    expect(readThrough(renamed, 'ended', '2024-01-01')).to.deep.equal({ codes: [], exact: false });
    expect(readThrough(renamed, 'nobody', '2024-01-01').codes).to.deep.equal([]);
  });
  it('gives only codes that are valid on that day, and all of one series', () => {
    const day = fc.integer({ min: 2015, max: 2030 }).map((year) => `${year}-06-15`);
    fc.assert(
      fc.property(fc.constantFrom(groups, renamed), day, fc.nat(), (list, on, pick) => {
        const code = Object.keys(list.codes)[pick % Object.keys(list.codes).length] as string;
        const { codes } = readThrough(list, code, on);
        const valid = codesIn(list, { from: on, to: on });
        expect(codes.every((one) => valid.includes(one) && seriesOf(list, code).includes(one))).to.equal(true);
      }),
    );
  });
  it('refuses an ended code in a new record with what to choose instead, and reads it in an old one', () => {
    const { snapshot } = formOf('pingshun');
    const definition = structuredClone(snapshot.definition);
    Object.assign(definition.schema.properties, { group: { type: 'string', title: '类别', codeList: 'special-groups' } });
    const form = openForm(snapshotOf(definition, { ...snapshot.lists, 'special-groups': groups }, snapshot.life));
    const said = (group: string, key: string): string[] =>
      assess(form, { group }, { office: { id: '', title: '', kind: 'school', stages: [] }, period: { key, title: '' }, carried: {} }).issues.map(
        ({ message }) => message,
      );
    expect(said('registeredPoor', '2026-10')).to.deep.equal([
      '类别：“建档立卡贫困户”到 2021-02-24 为止，已不再使用，请改选：脱贫、脱贫不稳定、边缘易致贫、突发严重困难',
    ]);
    expect(said('registeredPoor', '2020-10')).to.deep.equal([]);
    expect(said('outOfPoverty', '2020-10')).to.deep.equal(['类别：“脱贫”自 2021-02-25 起才使用']);
    const field = form.fields.find(({ key }) => key === 'group');
    expect(field && shownCell(field.field, field.codes, 'registeredPoor').text).to.equal('建档立卡贫困户');
    expect((form.snapshot.schema.properties as { group: { enum: string[] } }).group.enum).to.include.members(['registeredPoor', 'outOfPoverty']);
  });
});
