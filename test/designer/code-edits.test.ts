// Changes of a code list and what is pasted onto it.
import { expect } from 'chai';
import {
  addCodes,
  codeState,
  deleteCode,
  type Ground,
  isKept,
  isLocked,
  moveCode,
  setBecomes,
  setCode,
  stepCode,
  stopCode,
  usedAgain,
  withoutFirst,
} from '../../client/designer/codes/code-edits.js';
import { codeMentions } from '../../client/designer/codes/code-mentions.js';
import { applyPaste, guessColumns, type HeaderWords, planPaste, readCells } from '../../client/designer/codes/paste-codes.js';
import { readDay } from '../../client/designer/read-day.js';
import { byOrder } from '../../server/domain/by-order.js';
import { codeListFaults } from '../../server/domain/check-code-list.js';
import type { CodeListDefinition } from '../../server/domain/definition.generated.js';
import { judgeLayer } from '../../server/domain/judge-layer.js';
import type { LayeredDefinition } from '../../server/domain/layers.js';
import { differenceOf, type JsonMap } from '../../server/domain/merge-patch.js';
import { usesOf } from '../../server/domain/uses-of.js';
import { packFiles } from '../support/packs.js';

const contents = Object.fromEntries(packFiles().flatMap(({ pack, content }) => (pack === 'base' ? [[content.id, content as LayeredDefinition]] : [])));
const base = contents['special-groups'] as CodeListDefinition;
const ground: Ground = { below: base as unknown as JsonMap, published: base as unknown as JsonMap };
const faults = (list: CodeListDefinition) => [
  ...judgeLayer(base as unknown as JsonMap, differenceOf(base as unknown as JsonMap, list as unknown as JsonMap) as JsonMap, {
    kind: 'own',
    id: 'own',
    title: '平顺县',
    prefix: 'ps',
  }),
  ...codeListFaults(list),
];
const titles = (list: CodeListDefinition): string[] => byOrder(list.codes).map(({ title }) => title);
const words: HeaderWords = { title: ['名称'], from: ['启用日'], until: ['停用日'], becomes: ['变成'], source: ['依据'] };

describe('edits of a code list', () => {
  it('put what is added first in the place of the code a new list began with', () => {
    const fresh = { ...base, id: 'own', codes: { c1: { title: '第一项' } } };
    const unpublished: Ground = { below: {}, published: {} };
    expect(titles(addCodes(withoutFirst(fresh, '第一项', unpublished), [{ key: 'a', code: { title: '生病' } }]))).to.deep.equal(['生病']);
    expect(withoutFirst(fresh, '第一项', { below: {}, published: fresh as unknown as JsonMap })).to.equal(fresh);
    const named = { ...fresh, codes: { c1: { title: '外出务工' } } };
    expect(withoutFirst(named, '第一项', unpublished)).to.equal(named);
  });
  it('add at the end, move by one and anywhere, and give back what was stopped', () => {
    const added = addCodes(base, [{ key: 'ps_dianDu', code: { title: '网络成瘾' } }]);
    expect(titles(added).at(-1)).to.equal('网络成瘾');
    expect(titles(stepCode(added, 'ps_dianDu', -1)).slice(-2)).to.deep.equal(['网络成瘾', '无户籍']);
    expect(titles(moveCode(added, 'ps_dianDu', null))[0]).to.equal('网络成瘾');
    expect(titles(moveCode(added, 'ps_dianDu', 'orphan')).slice(0, 2)).to.deep.equal(['孤儿', '网络成瘾']);
    expect(stepCode(added, 'ps_dianDu', 1)).to.equal(added);
    for (const list of [added, stepCode(added, 'ps_dianDu', -1), moveCode(added, 'ps_dianDu', 'orphan')]) expect(faults(list)).to.deep.equal([]);
    const stopped = stopCode(base, 'lowIncome', '2026-11-03');
    expect([codeState(stopped.codes.lowIncome!, '2026-11-03'), codeState(stopped.codes.lowIncome!, '2026-11-04')]).to.deep.equal(['used', 'stopped']);
    expect(usedAgain(stopped, 'lowIncome', ground)).to.deep.equal(base);
    const back = usedAgain(base, 'registeredPoor', ground);
    expect(faults(back)).to.deep.equal([]);
    expect(codeState(back.codes.registeredPoor!, '2026-11-04')).to.equal('used');
    expect(codeState(setCode(base, 'lowIncome', 'from', '2027-01-01').codes.lowIncome!, '2026-11-04')).to.equal('coming');
  });
  it('delete only what no record can hold, with what pointed to it', () => {
    const added = setBecomes(addCodes(base, [{ key: 'ps_x', code: { title: '新类' } }]), 'lowIncome', ['ps_x'], ground);
    expect([isKept(ground, 'ps_x'), isKept(ground, 'lowIncome'), isLocked(ground, 'orphan'), isLocked(ground, 'lowIncome')]).to.deep.equal([
      false,
      true,
      true,
      false,
    ]);
    expect(deleteCode(added, 'ps_x')).to.deep.equal(base);
    expect(codeListFaults(deleteCode({ ...base, codes: { only: { title: '唯一' } } }, 'only'))[0]?.message).to.include('一条');
  });
  it('know who uses a list, and whose formulas name a code', () => {
    expect(usesOf('special-groups', contents).map(({ id }) => id)).to.deep.equal(['children']);
    expect(usesOf('school-report', contents).map(({ id }) => id)).to.deep.equal(['monthly-monitoring']);
    expect(codeMentions('child-states', contents).get('enrolled')).to.deep.equal(['控辍保学台账']);
  });
});

describe('pasting codes', () => {
  it('reads what Excel puts on the clipboard', () => {
    expect(readCells('名称\t启用日\r\n"上下\n两行"\t2026/9/1\r\n"他说""好"""\t\r\n\r\n')).to.deep.equal([
      ['名称', '启用日'],
      ['上下 两行', '2026/9/1'],
      ['他说"好"', ''],
    ]);
    expect(['2026-9-1', '2026/09/01', '2026.9.1', '20260901', '2026年9月1日', ''].map(readDay)).to.deep.equal([...Array(5).fill('2026-09-01'), '']);
    expect(['2026-13-1', '明天', '2026-02-30'].map(readDay)).to.deep.equal([null, null, null]);
  });
  it('finds the columns by a header, or by what stands in them', () => {
    expect(guessColumns([['依据', '名称', '变成']], words)).to.deep.equal({ columns: ['source', 'title', 'becomes'], header: true });
    expect(
      guessColumns(
        [
          ['1', '网瘾', '2026-9-1', '2027-9-1'],
          ['2', '早婚', '2026-9-1', ''],
        ],
        words,
      ),
    ).to.deep.equal({
      columns: ['skip', 'title', 'from', 'until'],
      header: false,
    });
  });
  it('says of every line what it will do, and all that is wrong at once', () => {
    const rows = [
      ['网瘾', '2026-9-1', ''],
      ['孤儿', '', ''],
      ['低保', '', '2026-12-31'],
      ['', '', ''],
      ['网瘾', '', ''],
      ['留守', '2026-9-1', ''],
      ['早婚', '昨天', '2020-1-1'],
    ];
    const plan = planPaste(base, rows, ['title', 'from', 'until'], ground);
    expect(plan.map(({ fate, problems }) => [fate, ...problems.map(({ kind }) => kind)])).to.deep.equal([
      ['added'],
      ['same'],
      ['changed'],
      ['wrong', 'noTitle'],
      ['wrong', 'twice'],
      ['wrong', 'locked'],
      ['wrong', 'badDay'],
    ]);
  });
  it('adds and changes as the plan says, and links what turned into what', () => {
    const rows = [
      ['新低保', '2027-01-01', '', ''],
      ['低保', '', '2026-12-31', '新低保'],
    ];
    const plan = planPaste(base, rows, ['title', 'from', 'until', 'becomes'], ground);
    const list = applyPaste(base, plan, { 新低保: 'ps_xinDiBao' }, ground);
    expect(list.codes.lowIncome).to.deep.equal({ title: '低保', until: '2026-12-31', becomes: { ps_xinDiBao: true } });
    expect(list.codes.ps_xinDiBao).to.include({ title: '新低保', from: '2027-01-01' });
    expect(faults(list)).to.deep.equal([]);
    expect(planPaste(list, rows, ['title', 'from', 'until', 'becomes'], ground).map(({ fate }) => fate)).to.deep.equal(['same', 'same']);
    expect(planPaste(base, [['甲', '不存在']], ['title', 'becomes'], ground)[0]?.problems).to.deep.equal([{ kind: 'noTarget', text: '不存在' }]);
  });
});
