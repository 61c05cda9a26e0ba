import { expect } from 'chai';
import fc from 'fast-check';
import { compareDefinitions } from '../../server/domain/definition-changes.js';
import type { LayeredDefinition } from '../../server/domain/layers.js';
import { type Json, leavesOf, mergePatch, withValueAt } from '../../server/domain/merge-patch.js';
import { packFiles } from '../support/packs.js';

const base = (id: string): LayeredDefinition => packFiles().find((file) => file.pack === 'base' && file.content.id === id)?.content as LayeredDefinition;
const report = base('monthly-monitoring');
const words = (patch: object, of: LayeredDefinition = report): string[] =>
  compareDefinitions(of, mergePatch(of as unknown as Json, patch as Json) as unknown as LayeredDefinition).map((change) => change.words);
const column = (key: string, change: object) => ({ schema: { properties: { grades: { each: { properties: { [key]: change } } } } } });
const columns = (change: object) => ({ layout: { tables: { grades: { columns: change } } } });

describe('definition-changes', () => {
  it('says a column with its header, once', () => {
    const added = {
      ...column('ps_jiedu', { type: 'integer', title: '借读' }),
      ...columns({ changes: { columns: { ps_jiedu: { order: 25 } } } }),
      sums: { grades: { ps_jiedu: 'add' } },
    };
    expect(words(added)).to.deep.equal(['在“变动情况”下增加“借读”一列']);
    const back = mergePatch(report as unknown as Json, added as Json) as unknown as LayeredDefinition;
    expect(compareDefinitions(back, report).map((change) => change.words)).to.deep.equal(['去掉“变动情况”下的“借读”一列，旧表里的数保留']);
  });
  it('says headers, signature lines, notes, checks, due rules and sums as people say them', () => {
    expect(words(columns({ changes: { title: '增减情况' } }))).to.deep.equal(['表头“变动情况”改为“增减情况”']);
    expect(words(columns({ remark: null, changes: { columns: { remark: {} } } }))).to.deep.equal(['“备注”一列移到“变动情况”下']);
    expect(words({ layout: { paper: { head: { ps_vice: { title: '分管领导签字', sign: true } } } } })).to.deep.equal(['增加签字行“分管领导签字”']);
    expect(words({ layout: { paper: { notes: { ps_n: { text: '一式两份' } } } } })).to.deep.equal(['增加附注“一式两份”']);
    expect(words({ checks: { otherExplained: { level: 'error' } } })[0]).to.match(/^检查“其他填了 …，请在备注中说明是什么变动”的级别由“警告”改为“错误”$/);
    expect(words({ period: { due: { day: 20, of: 'same' } } })[0]).to.match(/^填报期限由“.*次月5日前.*”改为“.*当月20日前.*”$/);
    expect(words({ sums: { absentRate: null } })).to.deep.equal(['“未在校率”的汇总办法由按合计数重算改为未作规定（比率重算，别的数不汇总）']);
    expect(words(column('remark', { required: true }))).to.deep.equal(['“备注”改为必填']);
    expect(words({ hidden: true })).to.deep.equal(['停用这张表，旧表仍可查看']);
  });
  it('says conditions and formulas with the titles of what they name, and where numbers are counted', () => {
    expect(words({ checks: { otherExplained: { that: "row.other == 0 || row.remark != '无'" } } })[0]).to.match(
      /的条件由“〔其他〕.*”改为“〔其他〕＝0 或者 〔备注〕≠.*无.*”$/,
    );
    expect(words({ formulas: { absentRate: { value: "ratio(sum(rows.grades, 'other'), sum(rows.grades, 'lastMonth'))" } } })[0])
      .to.match(/〔.*其他.*〕/)
      .and.not.match(/rows|ratio/);
    expect(words({ fill: { 'grades.transferIn': null } })).to.deep.equal(['“转入”的数不再从台账里数']);
    expect(words({ fill: { 'grades.transferIn': { differs: 'error' } } })).to.deep.equal(['“转入”的数从台账里数的办法有变']);
  });
  it('says of a column that hides its old place and stands in another that it moved', () => {
    expect(words(columns({ remark: { hidden: true }, changes: { columns: { remark: {} } } }))).to.deep.equal(['“备注”一列移到“变动情况”下']);
    expect(words(columns({ remark: { hidden: true } }))).to.deep.equal(['不再显示“备注”一列，旧数保留']);
  });
  it('says codes and lives', () => {
    expect(words({ codes: { ps_pre: { title: '学前班' } } }, base('grades'))).to.deep.equal(['增加代码“学前班”']);
    expect(words({ states: { draft: { title: '草稿' } }, actions: { accept: { needs: { reason: true } } } }, base('school-report'))).to.deep.equal([
      '状态“填写中”改名为“草稿”',
      '增加办理步骤“审核通过”的要求“写明原因”',
    ]);
  });
  it('leaves no difference unsaid', () => {
    for (const definition of [report, base('grades'), base('school-report')]) {
      const leaves = leavesOf(definition as unknown as Json).filter(
        ({ path, value }) =>
          !['id', 'kind', 'version', '$schema'].includes(path[0] as string) && path.at(-1) !== 'source' && !(path[0] === 'period' && typeof value === 'string'),
      );
      fc.assert(
        fc.property(fc.constantFrom(...leaves), ({ path, value }) => {
          const changed = typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value)}改`;
          const said = compareDefinitions(definition, withValueAt(definition as unknown as Json, path, changed) as unknown as LayeredDefinition);
          return said.length > 0 && said.every((change) => change.words.length > 3 && !/undefined|null|\[object/.test(change.words));
        }),
        { numRuns: 300 },
      );
    }
  });
});
