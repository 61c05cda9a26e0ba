import { expect } from 'chai';
import { columnsChosen } from '../../client/ledger/chosen-columns.js';
import { comingAutumn, rangeOf, rangeText, readFields, sixBy, writeFields } from '../../client/ledger/field-filter.js';
import { officeTree } from '../../client/ledger/office-tree.js';
import { fieldChanges, touchField } from '../../client/ledger/touched-fields.js';
import { longestNames } from '../../client/letters/longest-names.js';
import { countedCells } from '../../client/report/counted-cells.js';

describe('what the pages of the ledger work out', () => {
  it('conditions on fields as one text, there and back', () => {
    const choice = { grade: 'g1,g2', born: '2019-09-01..', remark: '-' };
    expect(writeFields(choice)).to.equal('grade:g1,g2;born:2019-09-01..;remark:-');
    expect(readFields(writeFields(choice))).to.deep.equal(choice);
    expect(writeFields({ village: ' 东坡村;grade:g9 ', born: '..', sex: '' })).to.equal('village:东坡村grade:g9');
    expect([rangeText('', ''), rangeOf('a..b'), rangeOf('a')]).to.deep.equal(['', { from: 'a', to: 'b' }, { from: 'a', to: 'a' }]);
  });
  it('the children who are six when school begins', () => {
    expect(sixBy(2027)).to.equal('2020-09-01..2021-08-31');
    expect(['2026-03-01', '2026-09-30', '2026-10-01'].map(comingAutumn)).to.deep.equal([2026, 2026, 2027]);
  });
  it('the chosen columns that still exist, in the order of the ledger', () => {
    expect(columnsChosen('sex,gone,name', ['name', 'born', 'sex'], ['name'])).to.deep.equal(['name', 'sex']);
    expect(columnsChosen('gone', ['name'], ['name'])).to.deep.equal(['name']);
    expect(columnsChosen(null, ['name'], ['name'])).to.deep.equal(['name']);
  });
  it('only what was touched, and never from a mask', () => {
    const seen = { name: '王一', tags: ['orphan'] };
    const masked = { idNumber: '1499**********001X' };
    let touched = touchField({}, seen, masked, 'name', '王二');
    touched = touchField(touched, seen, masked, 'tags', ['orphan']);
    touched = touchField(touched, seen, masked, 'idNumber', '14992520190101001X');
    expect(fieldChanges(touched, seen, masked)).to.deep.equal([
      { field: 'name', from: '王一', to: '王二' },
      { field: 'idNumber', to: '14992520190101001X' },
    ]);
    expect(touchField(touched, seen, masked, 'name', '王一')).to.not.have.property('name');
  });
  it('offices under their parents; those without one on top', () => {
    const office = (id: string, parent: string) => ({ id, title: id, kind: 'school' as const, parent });
    const [top, alone] = officeTree([office('b', ''), office('s', 'b'), office('x', 'unseen')]);
    expect(top?.children.map(({ value }) => value)).to.deep.equal(['s']);
    expect(alone?.value).to.equal('x');
  });
  it('the longest names first, by letters people see', () => {
    expect(longestNames([{ name: '王𬭎' }, { name: '阿依·买买提' }, { name: '李一一' }], 2).map(({ name }) => name)).to.deep.equal(['阿依·买买提', '李一一']);
  });
  it('cells one can look behind: where somebody was counted, or something else was typed', () => {
    const filled = { 't.a.in': { value: 2, ledger: 'l' }, 't.b.in': { value: 0, ledger: 'l' }, 't.c.in': { value: 0, ledger: 'l' } };
    expect(countedCells({ filled }, { t: { a: { in: 2 }, c: { in: 1 } } })).to.deep.equal([
      { path: 't.a.in', value: 2, differs: false },
      { path: 't.c.in', value: 0, differs: true },
    ]);
  });
});
