import { expect } from 'chai';
import fc from 'fast-check';
import { readBlock, writeBlock, writeBlockHtml } from '../../../client/forms/grid/clipboard-block.js';

describe('clipboard block', () => {
  it('reads what Excel writes: line ends, quoted cells with line breaks, one break at the end', () => {
    expect(readBlock('1,108\t"两行\n备注"\t"他说""好"""\r\n\t3\t\r\n')).to.deep.equal([
      ['1,108', '两行\n备注', '他说"好"'],
      ['', '3', ''],
    ]);
    expect(readBlock('5')).to.deep.equal([['5']]);
    expect(readBlock('a\r\n\r\nb')).to.deep.equal([['a'], [''], ['b']]);
  });

  it('leaves a quote alone that opens no quoted cell', () => {
    expect(readBlock('"甲"乙\t12"')).to.deep.equal([['"甲"乙', '12"']]);
    expect(readBlock('"没有结尾\t1\n2')).to.deep.equal([['"没有结尾', '1'], ['2']]);
  });

  it('reads back every block it writes', () => {
    const cell = fc.string().map((text) => text.replaceAll('\r', ''));
    const block = fc
      .integer({ min: 1, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }));
    fc.assert(
      fc.property(block, (cells) => {
        expect(readBlock(`${writeBlock(cells)}\r\n`)).to.deep.equal(cells);
      }),
    );
  });

  it('reads a long paste in a moment', () => {
    const started = performance.now();
    expect(readBlock('12\t34\t56\t78\r\n'.repeat(20_000))).to.have.length(20_000);
    expect(performance.now() - started).to.be.below(20_000);
  });

  it('writes digits of text columns as text and lets nothing through as markup', () => {
    const html = writeBlockHtml([['110105194912310021', '<img src=x>"&', '3']], [true, true, false]);
    expect(html).to.contain(`<td style="mso-number-format:'\\@'">110105194912310021</td>`).and.to.contain('<td>3</td>');
    expect(html).to.not.contain('<img');
  });
});
