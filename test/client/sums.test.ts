import { expect } from 'chai';
import { reminderText } from '../../client/sums/reminder-text.js';
import { sumColumns, sumNumbers } from '../../server/domain/sum-columns.js';
import { formOf } from '../support/packs.js';

describe('the table of a sum', () => {
  it('has the summed columns under their merged header, without those that are not added', () => {
    const { columns, header, depth } = sumColumns(formOf('suiyang'));
    expect(columns.map(({ title }) => title)).to.deep.equal(['上月学生数', '本月学生数', '转入', '转出', '未在校', '其中疑似辍学', '其他']);
    expect(depth).to.equal(2);
    expect(header.map(({ title, row, column, rowSpan, colSpan }) => [title, row, column, rowSpan, colSpan])).to.deep.include.members([
      ['上月学生数', 0, 0, 2, 1],
      ['变动情况', 0, 2, 1, 5],
      ['转入', 1, 2, 1, 1],
      ['其他', 1, 6, 1, 1],
    ]);
    expect(header.map(({ title }) => title)).to.not.include('备注');
  });

  it('covers every place of its header exactly once', () => {
    for (const county of ['pingshun', 'suiyang']) {
      const { columns, header, depth } = sumColumns(formOf(county));
      const taken = header.flatMap((cell) =>
        Array.from({ length: cell.rowSpan * cell.colSpan }, (_, at) => `${cell.row + Math.floor(at / cell.colSpan)} ${cell.column + (at % cell.colSpan)}`),
      );
      expect(new Set(taken).size).to.equal(taken.length);
      expect(taken.length).to.equal(columns.length * depth);
    }
  });

  it('adds a column over its rows and leaves blank what nobody filled in', () => {
    const form = formOf('pingshun');
    const { columns } = sumColumns(form);
    const numbers = sumNumbers(
      form,
      columns,
      { grades: { g1: { lastMonth: 3, thisMonth: 2 }, g2: { lastMonth: 4, transferIn: 0 } } },
      { key: '2026-10', title: '' },
    );
    expect(Object.fromEntries(columns.map(({ key }, index) => [key, numbers[index]]))).to.deep.equal({
      lastMonth: 7,
      thisMonth: 2,
      transferIn: 0,
      transferOut: null,
      absent: null,
      other: null,
    });
  });
});

describe('the reminder', () => {
  it('names the schools by their center school', () => {
    const rows = [
      { officeTitle: '甲小学', centerTitle: '东镇中心校' },
      { officeTitle: '丙中学', centerTitle: '' },
      { officeTitle: '乙小学', centerTitle: '东镇中心校' },
    ];
    expect(reminderText(rows, (lines, count) => `${count}\n${lines}`, '、', '：')).to.equal('3\n东镇中心校：甲小学、乙小学\n丙中学');
  });
});
