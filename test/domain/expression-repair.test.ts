import { expect } from 'chai';
import { expressionFault, expressionPlace } from '../../server/domain/expression-places.js';
import { repairExpression, repairMessage } from '../../server/domain/expression-repair.js';
import { readable, readableMessage } from '../../server/domain/expression-words.js';
import type { ExpressionPlace } from '../../server/domain/rule-place.js';
import { contentsOf } from '../support/packs.js';

describe('expression-repair', () => {
  const contents = contentsOf('pingshun');
  const report = contents['monthly-monitoring'];
  const at = (...path: string[]): ExpressionPlace => expressionPlace(report as never, contents, path) as ExpressionPlace;
  const row = at('checks', 'balance', 'that');
  const whole = at('checks', 'new', 'that');
  const fill = at('fill', 'grades.transferIn', 'where');

  // biome-ignore format: a table
  const repaired: [string, ExpressionPlace, string, string][] = [
    ['full-width signs', row, 'row.thisMonth＝row.lastMonth＋row.transferIn', 'row.thisMonth==row.lastMonth+row.transferIn'],
    ['titles for keys', row, '本月学生数 = 上月学生数 + 转入 - 转出', 'row.thisMonth == row.lastMonth + row.transferIn - row.transferOut'],
    ['titles in brackets', row, '〔转入〕>=【转出】', 'row.transferIn>=row.transferOut'],
    ['an equals sign before everything', row, '=转入<=转出', 'row.transferIn<=row.transferOut'],
    ['signs of mathematics', row, '转入≤转出×2', 'row.transferIn<=row.transferOut*2'],
    ['not equal as in a spreadsheet', row, '转入<>转出', 'row.transferIn!=row.transferOut'],
    ['words for signs', row, '转入不超过转出并且转入大于等于0', 'row.transferIn <= row.transferOut && row.transferIn >= 0'],
    ['AND as a function', row, 'AND(转入>0，转出>0)', '(row.transferIn>0 && row.transferOut>0)'],
    ['AND between', row, '转入>0 AND 转出>0', 'row.transferIn>0 && row.transferOut>0'],
    ['IF', row, 'IF(转入>0,备注<>"",转出=0)', "(row.transferIn>0 ? row.remark!=\"\" : row.transferOut==0)"],
    ['SUM of a column', row, '转入<=SUM(转入)', "row.transferIn<=sum(rows.grades, 'transferIn')"],
    ['SUM of columns', row, '本月学生数>=SUM(转入,转出)', 'row.thisMonth>=(row.transferIn + row.transferOut)'],
    ['a title where there is no row: its total', whole, '转入 = 转出', "sum(rows.grades, 'transferIn') == sum(rows.grades, 'transferOut')"],
    ['division by a column', row, '转入/上月学生数>5%', 'ratio(row.transferIn, row.lastMonth)>0.05'],
    ['division of brackets', row, '(转入+转出)÷上月学生数<10%', 'ratio(row.transferIn+row.transferOut, row.lastMonth)<0.1'],
    ['division by a whole number stays', row, '转入/2<=转出', 'row.transferIn/2<=row.transferOut'],
    ['last period', row, '本月学生数>=上期（本月学生数）', "row.thisMonth>=previous('thisMonth')"],
    ['a key that is nearly right', row, 'row.absnt > 1', 'row.absent > 1'],
    ['a title that is nearly right', row, '转入数 > 0', 'row.transferIn > 0'],
    ['a year before', row, '转入<=去年同期（转入）', "row.transferIn<=lastYear('transferIn')"],
    ['quotes', row, '备注!=“”', "row.remark!=''"],
    ['the title of a code', fill, '异动=转入', "event.kind=='transferIn'"],
    ['the title of a code in quotes', fill, '异动=“转入”并且within(event.date，period)', "event.kind=='transferIn' && within(event.date, period)"],
  ];
  for (const [name, place, typed, right] of repaired)
    it(`repairs ${name}`, () => {
      expect(expressionFault(place, typed), 'refused as it was typed').to.not.equal(null);
      expect(repairExpression(typed, place)?.text).to.equal(right);
      expect(expressionFault(place, right), right).to.equal(null);
    });
  it('says what it changed, each slip once', () => {
    expect(repairExpression('转入，转出，', row)?.said).to.include('逗号要用英文逗号');
    expect(repairExpression('a（b）（c）', row)?.said.filter((one) => one === '括号要用英文括号')).to.have.length(1);
  });
  it('leaves a sound text alone, and what could mean two things', () => {
    for (const [place, text] of [
      [row, report?.kind === 'report' ? report.checks?.balance?.that : ''],
      [row, "row.other == 0 || row.remark != ''"],
      [row, "row.remark.contains('，')"],
      [fill, "event.kind == 'transferIn' && within(event.date, period)"],
    ] as const)
      expect(repairExpression(text ?? '', place)).to.equal(null);
    expect(repairExpression('学生 > 0', row), 'two columns are called so').to.equal(null);
  });
  it('repairs the holes of a message and its braces', () => {
    expect(repairMessage('｛年级｝：填的是{转入}', row)?.text).to.equal('{row.title}：填的是{row.transferIn}');
  });

  it('reads every expression of the product in words, without a key', () => {
    expect(readable("row.other == 0 || row.remark != ''", row)).to.equal('〔其他〕＝0 或者 〔备注〕不为空');
    expect(readable("sum(rows.grades, 'absent')", whole)).to.equal('合计〔未在校〕');
    expect(readable("event.kind in ['suspend', 'dropOut']", fill)).to.equal('〔异动〕 属于 [“休学”，“辍学”]');
    expect(readable("rows.grades.filter(r, r.absent > 0 && r.key == 'g1').size()", whole)).to.include('〔未在校〕＞0').and.include('“一年级”');
    expect(readableMessage('{row.title}：填的是 {row.thisMonth}', row)).to.include('〔本月学生数〕');
    if (report?.kind !== 'report') throw new Error('no report');
    for (const [key, check] of Object.entries(report.checks ?? {})) expect(readable(check.that, at('checks', key, 'that')), key).to.not.match(/[A-Za-z]/);
    for (const [key, one] of Object.entries(report.fill ?? {})) expect(readable(one.where, at('fill', key, 'where')), key).to.not.match(/[A-Za-z]/);
  });
  it('knows the places of ledgers and letters', () => {
    const ledger = contents.children as never;
    const letter = contents['admission-notice'] as never;
    expect(expressionFault(expressionPlace(ledger, contents, ['views', 'x', 'where']) as ExpressionPlace, "child.state == 'suspected'")).to.equal(null);
    expect(expressionFault(expressionPlace(ledger, contents, ['views', 'x', 'where']) as ExpressionPlace, 'child.born + 1 > 2')).to.not.equal(null);
    expect(expressionFault(expressionPlace(ledger, contents, ['events', 'enrol', 'sets', 'grade']) as ExpressionPlace, 'event.grade')).to.equal(null);
    expect(expressionFault(expressionPlace(letter, contents, ['once', 'key']) as ExpressionPlace, 'schoolYear')).to.equal(null);
    expect(readable("child.state == 'suspected'", expressionPlace(ledger, contents, ['views', 'x', 'where']) as ExpressionPlace)).to.equal(
      '〔状态〕＝“疑似辍学”',
    );
    expect(expressionPlace(report as never, contents, ['title'])).to.equal(null);
  });
});
