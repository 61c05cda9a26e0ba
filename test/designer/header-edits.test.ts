// Whatever a designer does to a header, every column stays in it once, and the layers below keep what is theirs.
import { expect } from 'chai';
import fc from 'fast-check';
import { addColumn, hiddenColumns, removeColumn, showColumn, splitColumn } from '../../client/designer/sheet/column-edits.js';
import { usesOfColumn } from '../../client/designer/sheet/column-uses.js';
import { groupUnder, headerOf, moveTo, ungroup } from '../../client/designer/sheet/header-edits.js';
import { cellsOf, guessDepth, headerOfCells, type ParsedHeader } from '../../client/designer/sheet/parse-header.js';
import { chosenTarget, columnTitle, fieldChoices } from '../../client/designer/sources/table-columns.js';
import type { ReportDefinition } from '../../server/domain/definition.generated.js';
import { judgeLayer } from '../../server/domain/judge-layer.js';
import { differenceOf, type JsonMap, mergePatch } from '../../server/domain/merge-patch.js';
import { formOf } from '../support/packs.js';

const below = formOf('pingshun').snapshot.definition as unknown as JsonMap;
const start = below as unknown as ReportDefinition;
const table = 'grades';
const layer = { kind: 'own', id: 'pingshun', title: '平顺县', prefix: 'ps' } as const;

const tree = (report: ReportDefinition): string =>
  headerOf(report, table)
    .cells.map((cell) => `${'>'.repeat(cell.row)}${cell.title}`)
    .join(' ');
/** What is stored is the difference; what opens is that over what lies below. */
const stored = (report: ReportDefinition): ReportDefinition =>
  mergePatch(below, differenceOf(below, report as unknown as JsonMap)) as unknown as ReportDefinition;
const judged = (report: ReportDefinition) => judgeLayer(below, differenceOf(below, report as unknown as JsonMap) as JsonMap, layer);
const column = (key: string, title: string) => ({ key, field: { type: 'integer', title, minimum: 0, blank: 0 } as const });

describe('header edits', () => {
  it('add a column below a header from below, behind its neighbour, and let it add up', () => {
    const next = addColumn(start, table, ['changes'], 'transferOut', column('ps_jieDu', '借读'));
    expect(tree(stored(next))).to.equal('上月学生数 本月学生数 变动情况 >转入 >转出 >借读 >未在校 >其他 备注');
    expect(next.sums?.grades).to.include({ ps_jieDu: 'add' });
    expect(judged(next)).to.deep.equal([]);
  });
  it('move a locked column out of its header and back: its old place is hidden, then shown again', () => {
    const out = moveTo(start, below, 'ps', table, ['changes', 'absent'], [], 'thisMonth');
    expect(tree(stored(out))).to.equal('上月学生数 本月学生数 未在校 变动情况 >转入 >转出 >其他 备注');
    expect(judged(out)).to.deep.equal([]);
    const back = moveTo(out, below, 'ps', table, ['absent'], ['changes'], 'transferOut');
    expect(tree(stored(back))).to.equal(tree(start));
    expect(judged(back)).to.deep.equal([]);
  });
  it('put neighbours under a header and take it away again', () => {
    const grouped = groupUnder(start, below, 'ps', table, 1, 2, { key: 'ps_renShu', title: '学生数' });
    expect(tree(stored(grouped))).to.equal('学生数 >上月学生数 >本月学生数 变动情况 >转入 >转出 >未在校 >其他 备注');
    expect(judged(grouped)).to.deep.equal([]);
    expect(tree(stored(ungroup(grouped, below, 'ps', table, ['ps_renShu'])))).to.equal(tree(start));
  });
  it('take a header away that comes from below, and its columns stay', () => {
    const flat = ungroup(start, below, 'ps', table, ['changes']);
    expect(tree(stored(flat))).to.equal('上月学生数 本月学生数 转入 转出 未在校 其他 备注');
    expect(judged(flat)).to.deep.equal([]);
  });
  it('split a column: it stays the first below its old title', () => {
    const split = splitColumn(start, below, 'ps', table, 'remark', { key: 'ps_beiZhu', title: '备注' }, '原因', [column('ps_qita', '说明')]);
    expect(tree(stored(split))).to.equal('上月学生数 本月学生数 变动情况 >转入 >转出 >未在校 >其他 备注 >原因 >说明');
    expect(judged(split)).to.deep.equal([]);
  });
  it('hide what comes from below, delete what was never published, show again what is hidden', () => {
    const added = addColumn(start, table, ['changes'], 'other', column('ps_jieDu', '借读'));
    expect(tree(removeColumn(added, below, {}, table, 'ps_jieDu'))).to.equal(tree(start));
    expect(removeColumn(added, below, {}, table, 'ps_jieDu').sums).to.deep.equal(start.sums);
    const kept = removeColumn(added, below, added as unknown as JsonMap, table, 'ps_jieDu');
    expect(kept.schema.properties.grades).to.have.nested.property('each.properties.ps_jieDu.hidden', true);
    const hidden = removeColumn(start, below, {}, table, 'remark');
    expect(hiddenColumns(hidden, table)).to.deep.equal([{ key: 'remark', title: '备注' }]);
    expect(tree(showColumn(hidden, table, 'remark'))).to.equal(tree(start));
  });
  it('say who counts on a column', () => {
    expect(usesOfColumn(start, table, 'thisMonth').map(({ kind }) => kind)).to.deep.equal(['checks', 'carry']);
    expect(
      usesOfColumn(start, table, 'other').map(({ title }) => title),
      'without code',
    ).to.include('“其他”填了 …，请在备注中说明是什么变动');
    expect(usesOfColumn(start, table, 'absent').map(({ kind }) => kind)).to.deep.equal(['checks', 'formulas', 'fill']);
  });

  it('keep every column once, whatever is done, in a form of its own as in one over another', () => {
    const deed = fc.record({ what: fc.constantFrom('move', 'group', 'ungroup', 'add', 'out'), a: fc.nat(20), b: fc.nat(20), c: fc.nat(20) });
    for (const under of [below, {} as JsonMap])
      fc.assert(
        fc.property(fc.array(deed, { maxLength: 12 }), (deeds) => {
          let now = start;
          const keys = new Set(headerOf(start, table).leaves.map(({ key }) => key));
          for (const [n, { what, a, b, c }] of deeds.entries()) {
            const { cells, leaves } = headerOf(now, table);
            const cell = cells[a % cells.length] as (typeof cells)[number];
            const goal = cells[b % cells.length] as (typeof cells)[number];
            if (what === 'move' && !goal.keys.join('.').startsWith(cell.keys.join('.')))
              now = moveTo(now, under, 'ps', table, cell.keys, goal.keys.slice(0, -1), c % 2 ? goal.key : null);
            if (what === 'group') {
              const from = Math.min(b, c) % leaves.length;
              now = groupUnder(now, under, 'ps', table, from + 1, from + 1 + (a % 3), { key: `ps_group${n}`, title: `组${n}` });
            }
            if (what === 'ungroup' && cell.group) now = ungroup(now, under, 'ps', table, cell.keys);
            if (what === 'add') {
              now = addColumn(now, table, goal.keys.slice(0, -1), goal.key, column(`ps_new${n}`, `新${n}`));
              keys.add(`ps_new${n}`);
            }
            if (what === 'out' && cell.keys.length > 1) now = moveTo(now, under, 'ps', table, cell.keys, cell.keys.slice(0, -2), cell.keys.at(-2) as string);
            const shown = headerOf(now, table).leaves.map(({ key }) => key);
            expect(new Set(shown), JSON.stringify(deeds.slice(0, n + 1))).to.deep.equal(keys);
            expect(shown.length).to.equal(keys.size);
            if (Object.keys(under).length > 0) {
              expect(judged(now)).to.deep.equal([]);
              expect(tree(stored(now))).to.equal(tree(now));
            }
          }
        }),
        { numRuns: 150 },
      );
  });
});

describe('a header copied from a spreadsheet', () => {
  const shown = (headers: ParsedHeader[]): string =>
    headers.map(({ title, children }) => (children.length > 0 ? `${title}(${shown(children)})` : title)).join(' ');
  const read = (text: string): string => {
    const cells = cellsOf(text);
    return shown(headerOfCells(cells, guessDepth(cells)));
  };
  it('of one row is its columns', () => {
    expect(read('年级\t上月\t本月\t备注')).to.equal('年级 上月 本月 备注');
  });
  it('of two rows has headers over columns', () => {
    expect(read('年级\t上月\t本月\t变动情况\t\t\t备注\r\n\t\t\t转入\t转出\t其他\t')).to.equal('年级 上月 本月 变动情况(转入 转出 其他) 备注');
  });
  it('of three rows too, and of two headers side by side', () => {
    expect(read('学校\t学生\t\t\t教师\n\t小学\t\t初中\t\n\t男\t女\t\t')).to.equal('学校 学生(小学(男 女) 初中) 教师');
    expect(read('学校\t小学\t\t初中\t\n\t男\t女\t男\t女')).to.equal('学校 小学(男 女) 初中(男 女)');
  });
  it('may have line breaks within cells, and rows of numbers below', () => {
    expect(read('"上月\n学生数"\t本月\n12\t13')).to.equal('上月 学生数 本月');
  });
});

describe('what comes from the report before', () => {
  it('is a column or a single field, found again by the path of a fault', () => {
    const phone = { type: 'string', title: '填表人电话' } as const;
    const report: ReportDefinition = {
      ...start,
      schema: { properties: { ...start.schema.properties, ps_phone: phone, ps_done: { ...phone, type: 'boolean' } } },
    };
    expect(fieldChoices(report).map(({ value }) => value)).to.deep.equal(['ps_phone']);
    expect(columnTitle(report, 'ps_phone')).to.equal('填表人电话');
    expect(chosenTarget(report, ['carry', 'ps_phone', 'from'], 'carry')).to.equal('ps_phone');
    expect(chosenTarget(report, ['carry', 'grades', 'lastMonth', 'from'], 'carry')).to.equal('grades.lastMonth');
    expect(chosenTarget(report, ['carry', 'grades.lastMonth'], 'carry')).to.equal('grades.lastMonth');
    expect(chosenTarget(report, ['fill', 'ps_phone'], 'carry')).to.equal(null);
  });
});
