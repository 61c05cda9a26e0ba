import { expect } from 'chai';
import fc from 'fast-check';
import { expressionFault, expressionPlace } from '../../server/domain/expression-places.js';
import { type CheckSentence, checkSentence, checkText, type FormulaSentence, formulaSentence, formulaText } from '../../server/domain/ready-sentences.js';
import { limitedRule, limitedText } from '../../server/domain/row-limit.js';
import type { ExpressionPlace } from '../../server/domain/rule-place.js';
import { messageInStep, sentenceMessage } from '../../server/domain/sentence-messages.js';
import type { Term } from '../../server/domain/sentence-terms.js';
import { checkWords, formulaWords } from '../../server/domain/sentence-words.js';
import { contentsOf } from '../support/packs.js';

describe('ready-sentences', () => {
  const contents = contentsOf('suiyang');
  const report = contents['monthly-monitoring'];
  if (report?.kind !== 'report') throw new Error('no report');
  const place = (...path: string[]) => expressionPlace(report, contents, path) as ExpressionPlace;
  const row = place('checks', 'balance', 'that');
  const whole = place('checks', 'new', 'that');
  const numbers = ['lastMonth', 'thisMonth', 'transferIn', 'absent', 'other'];
  const fields = [...numbers, 'remark'];

  const inRow = fc.constantFrom(
    ...numbers.flatMap((key) => [`row.${key}`, `previous('${key}')`, `sum(rows.grades, '${key}')`, `average(rows.grades, '${key}')`]),
  );
  const inWhole = fc.constantFrom(...numbers.flatMap((key) => [`sum(rows.grades, '${key}')`, `previous('grades.${key}')`, `highest(rows.grades, '${key}')`]));
  const number = fc.integer({ min: 0, max: 99999 }).map(String);
  const percent = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.constantFrom('', '.5', '.25')).map(([n, part]) => `${n}${part}`);
  const termsOf = (name: fc.Arbitrary<string>): fc.Arbitrary<Term[]> =>
    fc.array(fc.record({ sign: fc.constantFrom('+' as const, '-' as const), of: fc.oneof({ weight: 4, arbitrary: name }, { weight: 1, arbitrary: number }) }), {
      minLength: 1,
      maxLength: 8,
    });
  const sentences = (name: fc.Arbitrary<string>): fc.Arbitrary<CheckSentence> =>
    fc.oneof(
      fc.record({
        kind: fc.constant('compare' as const),
        left: name,
        sign: fc.constantFrom('==' as const, '!=' as const, '<=' as const, '<' as const, '>=' as const, '>' as const),
        terms: termsOf(name),
      }),
      fc.record({
        kind: fc.constant('share' as const),
        over: termsOf(name),
        under: termsOf(name),
        sign: fc.constantFrom('<=' as const, '>=' as const),
        percent,
      }),
    );
  const change = (names: string[]): fc.Arbitrary<CheckSentence> =>
    fc.record({
      kind: fc.constant('change' as const),
      of: fc.constantFrom(...names),
      than: fc.constantFrom('previous' as const, 'lastYear' as const),
      way: fc.constantFrom('either' as const, 'more' as const, 'less' as const),
      percent,
    });
  const required: fc.Arbitrary<CheckSentence> = fc
    .record({ when: fc.constantFrom(...fields), is: fc.constantFrom('filled', 'positive', 'nonzero', { code: 'x' }), then: fc.constantFrom(...fields) })
    .map(({ when, is, then }) => {
      const text = when === 'remark';
      const waits = when === 'lastMonth' || when === 'thisMonth';
      const kind = text ? (typeof is === 'object' ? is : 'filled') : typeof is === 'object' || (is === 'filled' && !waits) ? 'nonzero' : is;
      return { kind: 'required', when: `row.${when}`, is: kind, then: `row.${then}` } as CheckSentence;
    });

  const comesBack = (sentence: CheckSentence, where: ExpressionPlace): void => {
    const text = checkText(sentence, where.scope);
    expect(expressionFault(where, text), text).to.equal(null);
    expect(checkSentence(text), text).to.deep.equal(sentence);
    const message = sentenceMessage(sentence, where);
    for (const [, hole] of message.matchAll(/\{([^{}]*)\}/g))
      expect(expressionFault({ ...where, expects: ['int', 'Decimal', 'string', 'bool'] }, hole as string), `${message} ${hole}`).to.equal(null);
  };
  it('come back from what they write, and write what the language takes, row by row', () => {
    fc.assert(
      fc.property(fc.oneof(sentences(inRow), change(numbers.map((key) => `row.${key}`)), required), (sentence) => comesBack(sentence, row)),
      { numRuns: 200 },
    );
  });
  it('and over the whole sheet', () => {
    fc.assert(
      fc.property(fc.oneof(sentences(inWhole), change(numbers.map((key) => `sum(rows.grades, '${key}')`))), (sentence) => comesBack(sentence, whole)),
      { numRuns: 200 },
    );
  });
  it('of formulas too', () => {
    const some: fc.Arbitrary<FormulaSentence> = fc.oneof(
      fc.record({ kind: fc.constant('terms' as const), terms: termsOf(inWhole) }),
      fc.record({ kind: fc.constant('ratio' as const), over: termsOf(inWhole), under: termsOf(inWhole), hundred: fc.boolean() }),
    );
    fc.assert(
      fc.property(some, (sentence) => {
        const text = formulaText(sentence);
        expect(expressionFault(place('formulas', 'new', 'value'), text), text).to.equal(null);
        expect(formulaSentence(text), text).to.deep.equal(sentence);
      }),
      { numRuns: 100 },
    );
  });

  it('are found in the checks and formulas the product brings', () => {
    expect(checkSentence(report.checks?.balance?.that ?? '')).to.deep.include({ kind: 'compare', left: 'row.thisMonth', sign: '==' });
    expect(checkSentence(report.checks?.otherExplained?.that ?? '')).to.deep.equal({ kind: 'required', when: 'row.other', is: 'nonzero', then: 'row.remark' });
    expect(checkSentence(report.checks?.sy_suspectedWithin?.that ?? '')).to.deep.include({ kind: 'compare', sign: '<=' });
    expect(formulaSentence(report.formulas?.absentRate?.value ?? '')).to.deep.include({ kind: 'ratio' });
  });
  it('are not seen where something else is said', () => {
    for (const text of [
      'row.thisMonth == row.lastMonth * 2',
      "row.remark.contains('x') || row.other == 0",
      "row.other == 1 || row.remark != ''",
      "previous('absent') == 0 || abs(row.absent - previous('other')) * 100 <= previous('absent') * 10",
      'row.thisMonth ==',
    ])
      expect(checkSentence(text), text).to.equal(null);
    expect(formulaSentence('round(ratio(row.absent, row.lastMonth))')).to.equal(null);
  });
  it('keep a message that was written by hand in step with the terms', () => {
    const { that = '', message = '' } = report.checks?.balance ?? {};
    const before = checkSentence(that) as Extract<CheckSentence, { kind: 'compare' }>;
    const after: CheckSentence = { ...before, terms: [...before.terms, { sign: '+', of: 'row.sy_suspected' }] };
    const told = messageInStep(message, before, after, row);
    expect(told).to.include(
      '加减变动应为 {row.lastMonth + row.transferIn - row.transferOut - row.absent + row.other + row.sy_suspected}，填的是 {row.thisMonth}',
    );
    expect(messageInStep('', null, after, row)).to.equal(sentenceMessage(after, row));
    expect(messageInStep(sentenceMessage(before, row), before, after, row)).to.equal(sentenceMessage(after, row));
    expect(messageInStep('请核对', before, after, row)).to.equal('请核对');
  });

  describe('with a list of people', () => {
    const listed = structuredClone(report);
    listed.schema.properties.sy_list = {
      type: 'array',
      title: '名单',
      each: {
        properties: {
          sex: { type: 'string', title: '性别', codeList: 'sexes' },
          boards: { type: 'boolean', title: '住宿' },
          begin: { type: 'string', format: 'date', title: '开始日期' },
          end: { type: 'string', format: 'date', title: '结束日期' },
        },
      },
    };
    listed.checks = { ...listed.checks, sy_days: { each: 'sy_list', level: 'error', that: 'true', message: '' } };
    const at = (...path: string[]) => expressionPlace(listed, contents, path) as ExpressionPlace;
    const [sex = ''] = Object.keys((contents.sexes as { codes: object }).codes);

    it('count its rows, all of them or those of a code or tick', () => {
      const formula = at('formulas', 'new', 'value');
      for (const sentence of [
        { kind: 'terms', terms: [{ sign: '+', of: 'size(rows.sy_list)' }] },
        { kind: 'count', table: 'sy_list', column: 'sex', code: sex },
        { kind: 'count', table: 'sy_list', column: 'boards', code: '' },
      ] as FormulaSentence[]) {
        const text = formulaText(sentence);
        expect(expressionFault(formula, text), text).to.equal(null);
        expect(formulaSentence(text), text).to.deep.equal(sentence);
      }
      expect(formulaWords('size(rows.sy_list)', formula)).to.equal('〔名单的行数〕');
      expect(formulaWords(`rows.sy_list.filter(r, r.sex == '${sex}').size()`, formula)).to.match(/^〔名单〕里〔性别〕是“.+”的行数$/);
      expect(formulaSentence(`rows.sy_list.filter(r, r.sex != '${sex}').size()`)).to.equal(null);
    });
    it('compare days as days', () => {
      const days = at('checks', 'sy_days', 'that');
      const sentence: CheckSentence = { kind: 'compare', left: 'row.end', sign: '>=', terms: [{ sign: '+', of: 'row.begin' }] };
      const text = checkText(sentence, days.scope);
      expect(expressionFault(days, text)).to.equal(null);
      expect(checkSentence(text)).to.deep.equal(sentence);
      expect(checkWords(text, days)).to.equal('〔结束日期〕不早于〔开始日期〕');
      expect(sentenceMessage(sentence, days)).to.equal('{row.title}：结束日期 {row.end} 不能早于 开始日期 {row.begin}');
    });
  });

  it('may be about some rows only, whatever else they say', () => {
    const codes = fc.uniqueArray(fc.constantFrom('g1', 'g6', 'g7', 'g9'), { maxLength: 4 });
    const rules = fc.oneof(
      sentences(inRow).map((sentence) => checkText(sentence, row.scope)),
      fc.constantFrom("row.remark.contains(')') || row.other == 0", "(row.other == 0) || (row.remark != '')"),
    );
    fc.assert(
      fc.property(codes, rules, (rows, that) => {
        const text = limitedText({ rows, that });
        expect(limitedRule(text)).to.deep.equal({ rows, that });
        expect(expressionFault(row, text), text).to.equal(null);
      }),
    );
    expect(checkWords("!(row.key in ['g6', 'g9']) || (row.absent == 0)", row)).to.equal('六年级、九年级：〔未在校〕应等于 0');
    for (const text of [
      "!(row.key in ['g6']) || (row.absent == 0) || (row.other == 0)",
      "!(row.key in ['g6']) && (row.absent == 0)",
      "row.key in ['g6'] || (row.absent == 0)",
    ])
      expect(limitedRule(text), text).to.deep.equal({ rows: [], that: text });
  });
});
