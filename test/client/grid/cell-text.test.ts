import { expect } from 'chai';
import { cellFault, cellText, codesLike, readCellText } from '../../../client/forms/grid/cell-text.js';
import type { GridColumn } from '../../../client/forms/grid/grid-types.js';
import { fieldsOf, type GridField } from '../../../client/forms/grid/lattice.js';
import { texts } from './page/texts.js';

const field = (type: GridColumn['type'], more: Partial<GridColumn> = {}): GridField =>
  fieldsOf([{ key: 'c', title: 'C', type, width: 10, ...more }], [], false, texts)[0] as GridField;
const codes = [
  { value: 'g1', title: '一年级' },
  { value: 'g11', title: '十一年级' },
  { value: 'x', title: '学前一年' },
];

describe('text of a cell', () => {
  it('reads whole numbers as people and spreadsheets write them', () => {
    const read = (text: string) => readCellText(text, field('integer'));
    for (const [text, value] of [
      ['12', 12],
      ['1,108', 1108],
      ['１，１０８', 1108],
      [' 12 ', 12],
      ['1108.00', 1108],
      ['-5', -5],
      ['－５', -5],
      ['−5', -5],
      ['+5', 5],
      ['-0', 0],
      ['007', 7],
      ['', null],
      ['  \n ', null],
    ] as const)
      expect(read(text), text).to.equal(value);
    expect(Object.is(read('-0'), 0)).to.equal(true);
  });

  it('keeps text that is no whole number and finds fault with it', () => {
    for (const text of ['12人', '1.5', '1,10', '--1', '1e3', '99999999999999999999', '=1+1', '一二']) {
      const value = readCellText(text, field('integer'));
      expect(value, text).to.equal(text);
      expect(cellFault(value, field('integer'), texts), text).to.equal(texts.notInteger);
    }
    expect(cellFault(12, field('integer'), texts)).to.equal(null);
    expect(cellFault(1.5, field('integer'), texts)).to.equal(texts.notInteger);
  });

  it('keeps the digits of an amount as they were typed, and finds fault with what is none', () => {
    for (const [text, value] of [
      ['10.10', '10.10'],
      ['1,108.5', '1108.5'],
      ['１２．５０', '12.50'],
      ['－0.5', '-0.5'],
      ['.5', '0.5'],
      ['007', '7'],
      ['10.', '10'],
      ['+3', '3'],
      ['0.30000000000000004', '0.30000000000000004'],
    ] as const) {
      expect(readCellText(text, field('decimal')), text).to.equal(value);
      expect(cellFault(value, field('decimal'), texts)).to.equal(null);
    }
    for (const text of ['12元', '1.2.3', '1,10', '1e3', '.', '-']) {
      expect(readCellText(text, field('decimal')), text).to.equal(text);
      expect(cellFault(text, field('decimal'), texts), text).to.equal(texts.notDecimal);
    }
  });

  it('reads dates in five ways and refuses days that do not exist', () => {
    const read = (text: string) => readCellText(text, field('date'));
    for (const text of ['2025-09-03', '2025/9/3', '20250903', '2025.9.3', '2025年9月3日', '２０２５－０９－０３'])
      expect(read(text), text).to.equal('2025-09-03');
    for (const text of ['2025-02-29', '2025-13-01', '9/3', '昨天', '20251301']) {
      expect(read(text), text).to.equal(text);
      expect(cellFault(text, field('date'), texts), text).to.equal(texts.notDate);
    }
    expect(read('2024-02-29')).to.equal('2024-02-29');
  });

  it('reads codes by title or value, and yes and no in words and ticks', () => {
    const grade = field('code', { codes });
    expect(readCellText('一年级', grade)).to.equal('g1');
    expect(readCellText('g11', grade)).to.equal('g11');
    expect(readCellText('高一', grade)).to.equal('高一');
    expect(cellFault('高一', grade, texts)).to.equal(texts.notInList);
    expect(cellText('g1', grade)).to.equal('一年级');
    const yes = field('boolean');
    for (const text of ['是', '√', 'TRUE', '1']) expect(readCellText(text, yes), text).to.equal(true);
    for (const text of ['否', '×', 'false', '0']) expect(readCellText(text, yes), text).to.equal(false);
    expect(cellText(true, yes)).to.equal('是');
    expect(cellFault('也许', yes, texts)).to.equal(texts.notInList);
  });

  it('finds codes by any part of their title, those that begin with it first', () => {
    expect(codesLike('一年', codes).map((code) => code.value)).to.deep.equal(['g1', 'g11', 'x']);
    expect(codesLike('学', codes).map((code) => code.value)).to.deep.equal(['x']);
    expect(codesLike('没有', codes)).to.deep.equal([]);
  });

  it('makes one line of several and counts characters, not code units', () => {
    expect(readCellText('转学\r\n手续 ', field('string'))).to.equal('转学 手续');
    expect(cellFault('𬭎𬭎', field('string', { maxLength: 2 }), texts)).to.equal(null);
    expect(cellFault('三个字', field('string', { maxLength: 2 }), texts)).to.equal(texts.tooLong(2, 3));
  });
});
