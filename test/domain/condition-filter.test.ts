// One condition, three judges: CEL, mingo and the store find the same records, whatever is missing.
import { expect } from 'chai';
import fc from 'fast-check';
import { Query } from 'mingo';
import type { Collection } from 'mongodb';
import { type ConditionScope, compileCondition, type StoreFilter } from '../../server/domain/condition-filter.js';
import { officeFields, periodFields, type ScopeField, type ScopeType } from '../../server/domain/expression-scope.js';
import { ExpressionError } from '../../server/domain/expressions.js';
import { openTestStore, type TestStore } from '../support/embedded-mongo.js';

const field = (type: ScopeType, waits = false): ScopeField => ({ type, title: type, waits });
const scope: ConditionScope = {
  name: 'child',
  title: '学生',
  fields: {
    grade: field('string'),
    village: field('string'),
    age: field('int', true),
    absences: field('int', true),
    born: field('string', true),
    boarder: field('bool'),
    tags: field('list<string>'),
    aid: field('Decimal', true),
  },
  path: (key) => `data.${key}`,
  constants: {
    names: { office: { title: '单位', fields: officeFields }, period: { title: '本期', fields: periodFields } },
    words: { today: { title: '今天' } },
  },
};
const constants = {
  office: { id: 'ps-s1', title: '某小学', kind: 'school', stages: ['primary', 'junior'] },
  period: { key: '2026-10', title: '2026年10月', year: 2026n, month: 10n, from: '2026-10-01', to: '2026-10-31' },
  today: '2026-10-20',
};
type Child = { [field: string]: unknown };
type Stored = { _id: number; data: Child };

const grades = ['g1', 'g2', 'g10', 'primary'];
const days = ['2010-02-28', '2016-09-01', '2026-10-01', '2026-10-31', '2026-11-01'];
const tags = ['orphan', 'left', 'poor'];
const maybe = <T>(values: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: values }, { weight: 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant(undefined) });
const child: fc.Arbitrary<Child> = fc
  .record({
    grade: maybe(fc.constantFrom(...grades)),
    village: maybe(fc.constantFrom('东庄', '西庄', '')),
    age: maybe(fc.integer({ min: -1, max: 4 })),
    absences: maybe(fc.integer({ min: 0, max: 2 })),
    born: maybe(fc.constantFrom(...days)),
    boarder: maybe(fc.boolean()),
    tags: maybe(fc.subarray(tags)),
  })
  .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));

const quoted = (text: string): string => `'${text}'`;
const sign = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
const same = fc.constantFrom('==', '!=');
const number = fc.oneof(fc.integer({ min: -1, max: 4 }).map(String), fc.constantFrom('1 + 1', 'period.month - 8', '-1'));
const day = fc.oneof(fc.constantFrom(...days).map(quoted), fc.constantFrom('today', 'period.from', 'period.to'));
const grade = fc.oneof(
  fc.constantFrom(...grades, '').map(quoted),
  fc.constant('office.stages[0]').map(() => "'primary'"),
);
const put = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> => fc.tuple(...parts).map((texts) => texts.join(' '));
const is = (text: string): fc.Arbitrary<string> => fc.constant(text);
const atom: fc.Arbitrary<string> = fc.oneof(
  put(is('child.age'), sign, number),
  put(number, sign, is('child.absences')),
  put(is('child.grade'), sign, grade),
  put(grade, sign, is('child.grade')),
  put(is('child.village'), same, fc.constantFrom("'东庄'", "'没有'", "''")),
  put(is('child.born'), sign, day),
  put(is('child.boarder'), same, fc.constantFrom('true', 'false')),
  fc.constantFrom(
    'child.boarder',
    'has(child.age)',
    'has(child.born)',
    'has(child.grade)',
    'has(child.village)',
    'within(child.born, period)',
    'child.grade in office.stages',
    'true',
    'false',
    'office.kind == "school"',
    'today > period.to',
  ),
  fc.subarray([...grades, ''], { minLength: 1 }).map((list) => `child.grade in [${list.map(quoted).join(', ')}]`),
  fc.subarray([0, 1, 3], { minLength: 1 }).map((list) => `child.age in [${list.join(', ')}]`),
  fc.constantFrom(...tags, '').map((tag) => `'${tag}' in child.tags`),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc.tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition')).map(([a, op, b]) => `(${a}) ${op} (${b})`),
    tie('condition').map((inner) => `!(${inner})`),
  ),
}));

const ids = (rows: Stored[]): number[] => rows.map(({ _id }) => _id).sort((a, b) => a - b);
const byMingo = (children: Stored[], filter: StoreFilter): number[] => ids(children.filter((one) => new Query(filter as never).test(one as never)));
const byCel = (children: Stored[], text: string): number[] => {
  const { matches } = compileCondition(text, scope);
  return ids(children.filter(({ data }) => matches(data, constants)));
};

describe('condition-filter', () => {
  let store: TestStore;
  let collection: Collection<Stored>;
  before(async function () {
    this.timeout(60_000);
    store = await openTestStore({ mayBeReal: true });
    collection = store.client.db(`conditions_${process.pid}`).collection<Stored>('children');
  });
  after(async () => {
    await collection?.drop().catch(() => undefined);
    await store?.close();
  });

  it('finds the same records in CEL, in mingo and in the store, over four hundred conditions', async function () {
    this.timeout(120_000);
    const children = fc.sample(child, { numRuns: 80, seed: 7 }).map((data, _id) => ({ _id, data }));
    await collection.insertMany([{ _id: 1000, data: {} }, ...children]);
    const all = [...children, { _id: 1000, data: {} }];
    let some = 0;
    for (const text of fc.sample(condition, { numRuns: 400, seed: 11 })) {
      const filter = compileCondition(text, scope).filter(constants);
      const found = byCel(all, text);
      expect(byMingo(all, filter), `mingo: ${text}`).to.deep.equal(found);
      expect(ids(await collection.find(filter).toArray()), `store: ${text}`).to.deep.equal(found);
      if (found.length > 0 && found.length < all.length) some++;
    }
    expect(some, 'conditions that tell records apart').to.be.above(200);
  });
  it('agrees with mingo on any record and any condition', () => {
    fc.assert(
      fc.property(condition, fc.array(child, { maxLength: 6 }), (text, records) => {
        const children = records.map((data, _id) => ({ _id, data }));
        expect(byMingo(children, compileCondition(text, scope).filter(constants))).to.deep.equal(byCel(children, text));
      }),
      { numRuns: 500 },
    );
  });
  it('takes what is missing as decided: text is empty, a tick is not set, a number or day is like nothing', () => {
    const nobody = [{ _id: 1, data: {} }];
    const said = (text: string): boolean => byCel(nobody, text).length === 1;
    for (const text of [
      "child.grade == ''",
      "child.grade < 'g1'",
      '!child.boarder',
      'child.boarder == false',
      'child.age != 3',
      '!(child.age < 3)',
      '!has(child.age)',
      '!has(child.grade)',
      "child.born != '2016-09-01'",
    ])
      expect(said(text), text).to.equal(true);
    for (const text of [
      'child.age == 3',
      'child.age < 3',
      'child.age >= 3',
      "child.born < '2016-09-01'",
      'child.boarder',
      "'orphan' in child.tags",
      'child.age in [0]',
      'within(child.born, period)',
    ])
      expect(said(text), text).to.equal(false);
  });
  it('says in Chinese what no query can ask, and where', () => {
    const refused = (text: string): string => {
      try {
        compileCondition(text, scope);
        return '';
      } catch (error) {
        expect(error, text).to.be.instanceOf(ExpressionError);
        return (error as ExpressionError).message;
      }
    };
    for (const [text, says] of Object.entries({
      'child.age == child.absences': /两个栏目不能互相比/,
      'child.age + 1 > 3': /栏目只能直接和一个值比/,
      'child.aid > 1': /小数按文字保存/,
      "child.tags == ['a']": /可有多项，请写 '代码' in child\.tags/,
      "child.village < '东庄'": /比先后只能用日期或代码/,
      "child.village.contains('庄')": /不能写 contains/,
      "child.tags.exists(t, t == 'a')": /不能写 exists/,
      'child.boarder ? true : child.age > 3': /不能写 \?:/,
      'child.grade in child.tags': /in 的一边要是定下来的值/,
      'days(child.born, today) > 3650': /栏目只能直接和一个值比/,
      'size(child.tags) > 1': /栏目只能直接和一个值比/,
      'child.agee > 3': /是不是 age/,
      'child.age > 1.5': /请换成整数/,
      'child.age = 3': /两个等号/,
      'previous("age") > 3': /上一期报表里没有/,
    }))
      expect(refused(text), text).to.match(says);
  });
});
