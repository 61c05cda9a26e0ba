import { expect } from 'chai';
import type { Definition } from '../../server/domain/definition.generated.js';
import { foldPacks, type PackFile } from '../../server/domain/fold-packs.js';
import { foldedPacks, formOf, packFiles } from '../support/packs.js';

const overlay = (patch: object, county = 'pingshun'): PackFile[] => [
  ...packFiles().filter((file) => !(file.pack === county && file.content.kind === 'overlay')),
  { pack: county, file: 'changed.json', content: { id: 'monthly-monitoring', kind: 'overlay', version: 1, of: 'monthly-monitoring', patch } as Definition },
];
const faults = (files: PackFile[]): string[] => foldPacks(files).faults.map((fault) => `${fault.path}: ${fault.message}`);
const field = (change: object) => ({ schema: { properties: { grades: { each: { properties: { transferIn: change } } } } } });

describe('fold-packs', () => {
  it('folds the counties of the seeds without a fault', () => {
    const { counties, cities, faults: found } = foldedPacks();
    expect(found).to.deep.equal([]);
    expect(counties.map((one) => [one.county.id, one.forms.map((form) => form.origin)])).to.deep.equal([
      ['ningde-lanxi', ['base']],
      ['ningde-shiquan', ['base']],
      ['pingshun', ['overlay']],
      ['suiyang', ['overlay']],
    ]);
    expect(cities.map(({ city }) => city.title)).to.deep.equal(['宁德市']);
  });
  it('prints 平顺 exactly as the seed does', () => {
    const form = formOf('pingshun');
    expect(form.snapshot.definition.title).to.equal('平顺县中小学控辍保学动态监测月报表（一）');
    expect(form.tables[0]?.header.map((cell) => [cell.title, cell.row, cell.column, cell.rowSpan, cell.colSpan])).to.deep.equal([
      ['年级', 0, 0, 2, 1],
      ['上月学生数', 0, 1, 2, 1],
      ['本月学生数', 0, 2, 2, 1],
      ['变动情况', 0, 3, 1, 4],
      ['转入', 1, 3, 1, 1],
      ['转出', 1, 4, 1, 1],
      ['未在校', 1, 5, 1, 1],
      ['其他', 1, 6, 1, 1],
      ['备注', 0, 7, 2, 1],
    ]);
    expect(form.tables[0]?.rows.map((row) => row.title)).to.deep.equal([
      '一年级',
      '二年级',
      '三年级',
      '四年级',
      '五年级',
      '六年级',
      '七年级',
      '八年级',
      '九年级',
    ]);
    expect(form.tables[0]?.total).to.equal('合计');
  });
  it('lets a county put a column between two others, under the merged header', () => {
    const form = formOf('suiyang');
    expect(form.tables[0]?.columns.map((column) => column.key)).to.deep.equal([
      'lastMonth',
      'thisMonth',
      'transferIn',
      'transferOut',
      'absent',
      'sy_suspected',
      'other',
      'remark',
    ]);
    expect(form.tables[0]?.header.find((cell) => cell.title === '变动情况')?.colSpan).to.equal(5);
    expect(form.snapshot.definition.period.due).to.deep.equal({ day: 20, of: 'same' });
  });
  it('holds locked fields: a title may change, a type may not, a limit only tightens', () => {
    expect(faults(overlay(field({ title: '转入（人）', maximum: 500 })))).to.deep.equal([]);
    expect(faults(overlay(field({ type: 'string' })))[0]).to.match(/已锁定/);
    expect(faults(overlay(field({ maximum: 100000 })))[0]).to.match(/已锁定/);
    expect(faults(overlay(field({ hidden: true })))[0]).to.match(/已锁定/);
  });
  it('refuses deletions and unknown targets, naming the place', () => {
    expect(faults(overlay({ checks: { balance: null } }))[0]).to.match(/^patch\.checks\.balance: 不能删除/);
    expect(faults(overlay({ layout: { tables: { grades: { columns: { nobody: { width: 10 } } } } } }))[0]).to.match(/nobody/);
  });
  it('names every fault in formulas and checks at once, in Chinese, with the place', () => {
    const found = faults(
      overlay({
        checks: {
          ps_a: { each: 'grades', level: 'error', that: 'row.nobody == 1', message: 'x' },
          ps_b: { each: 'grades', level: 'error', that: 'row.absent + 1', message: 'x' },
          ps_c: { level: 'error', that: 'sum(rows.grades, "remark") > 0', message: 'x' },
          ps_d: { each: 'grades', level: 'error', that: 'row.absent ＞ 1', message: 'x' },
          ps_e: { each: 'grades', level: 'error', that: 'row.absent / row.other > 1', message: 'x' },
          ps_f: { each: 'nobody', level: 'error', that: 'true', message: 'x' },
          ps_g: { each: 'grades', level: 'error', that: 'row.absent > 0', message: '{row.absent' },
        },
      }),
    );
    expect(found).to.have.length(7);
    expect(found[0]).to.match(/checks\.ps_f\.each.*nobody|checks\.ps_a\.that.*没有名为“nobody”/);
    expect(found.join('\n'))
      .to.match(/要的是条件/)
      .and.match(/没有名为“remark”的数字列/)
      .and.match(/半角/)
      .and.match(/除数可能是 0/)
      .and.match(/没有配对/);
  });
});
