import { expect } from 'chai';
import { fieldsOf, latticeOf } from '../../../client/forms/grid/lattice.js';
import { planPaste } from '../../../client/forms/grid/plan-paste.js';
import { cases, type GridCase } from './page/cases.js';
import { texts } from './page/texts.js';

const { columns, header, rows } = cases.gaps as GridCase;
const lattice = latticeOf(rows, fieldsOf(columns, header, false, texts));
const at = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right });

describe('plan of a paste', () => {
  it('keeps each cell in its place and leaves out rows not asked and computed columns', () => {
    const plan = planPaste(
      [
        ['1', '2'],
        ['3', '4'],
        ['', ''],
        ['5', '6'],
      ],
      at(0, 0),
      lattice,
      { g1: { thisMonth: 2 } },
      0,
      texts,
    );
    expect(plan.cells).to.deep.equal([
      { row: 0, column: 'lastMonth', value: 1 },
      { row: 3, column: 'lastMonth', value: 5 },
    ]);
    // 3 and 4 in a row not asked, 6 in a computed column; the 2 is what that cell shows anyway and the blanks are no loss.
    expect(plan.facts).to.deep.equal({ cells: 2, overRows: 0, overColumns: 0, skipped: 3, unread: 0 });
  });

  it('says how much does not fit, and keeps text that is no number', () => {
    const plan = planPaste(
      [
        ['甲', '1', '2'],
        ['1', '1', '1'],
        ['1', '1', '1'],
      ],
      at(7, 5),
      lattice,
      {},
      0,
      texts,
    );
    expect(plan.facts).to.deep.equal({ cells: 4, overRows: 1, overColumns: 1, skipped: 0, unread: 1 });
    expect(plan.cells[0]).to.deep.equal({ row: 7, column: 'other', value: '甲' });
  });

  it('fills a selection with one cell, repeats a block that fits a whole number of times, and else pastes it once', () => {
    expect(planPaste([['9']], at(3, 2, 5, 3), lattice, {}, 0, texts).cells).to.have.length(6);
    expect(planPaste([['1'], ['2']], at(3, 2, 6, 2), lattice, {}, 0, texts).cells.map((cell) => cell.value)).to.deep.equal([1, 2, 1, 2]);
    expect(planPaste([['1'], ['2']], at(3, 2, 5, 2), lattice, {}, 0, texts).cells).to.have.length(2);
  });

  it('asks for lines where there is room for them', () => {
    const plan = planPaste(
      Array.from({ length: 5 }, () => ['1']),
      at(7, 2),
      lattice,
      {},
      2,
      texts,
    );
    expect(plan).to.deep.include({ addLines: 2 });
    expect(plan.facts.overRows).to.equal(1);
  });
});
