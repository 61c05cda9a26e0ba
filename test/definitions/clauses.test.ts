// The law is quoted word for word.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { childFacts } from '../../server/domain/child.js';
import { articleOn, composeLetter, dateInWords, letterValues, onceKey, serialText } from '../../server/domain/compose-letter.js';
import type { ClauseDefinition, LetterClause } from '../../server/domain/definition.generated.js';
import type { ChildValues } from '../../server/domain/ledger-views.js';
import { FormError } from '../../server/domain/open-form.js';
import { openLetter } from '../../server/domain/open-letter.js';
import { sampleLedgerOf } from '../support/ledgers.js';
import { packFiles } from '../support/packs.js';

const laws = fileURLToPath(new URL('../../../shared/law', import.meta.url));
const clauses = packFiles().flatMap(({ content }) => (content.kind === 'clause' ? [content as ClauseDefinition] : []));
const plain = (text: string): string => text.replace(/[\s\u3000\u200b]/g, '');

describe('law clauses', () => {
  it('come from five laws, with editions and days in force', () => {
    expect(clauses.map(({ id }) => id)).to.have.members([
      'compulsory-education',
      'minors-protection',
      'family-education',
      'disabled-education',
      'child-labour-ban',
    ]);
    for (const { editions } of clauses) for (const edition of Object.values(editions)) expect(edition.from >= edition.passed, edition.title).to.equal(true);
  });
  it('say what the law says, article by article', function () {
    if (!existsSync(laws)) this.skip();
    const texts = readdirSync(laws).map((file) => ({ file, text: plain(readFileSync(`${laws}/${file}`, 'utf8')) }));
    for (const clause of clauses) {
      const law = texts.find(({ file }) => clause.title.endsWith(file.split('(')[0] as string));
      expect(law, clause.title).to.not.equal(undefined);
      for (const edition of Object.values(clause.editions)) {
        expect(law?.file).to.contain(edition.passed);
        let at = 0;
        for (const article of Object.values(edition.articles)) {
          const next = law?.text.indexOf(plain(article.title + article.text), at) ?? -1;
          expect(next, `${clause.title}${article.title}`).to.be.at.least(at);
          at = next;
        }
      }
    }
  });
});

describe('letters composed from clauses', () => {
  const { ledger, letters } = sampleLedgerOf('pingshun');
  const notice = letters['admission-notice'];
  if (!notice) throw new Error('平顺县 has no notice');
  const child = { data: { name: '李𬭎', guardian: '李建国', sex: 'male', born: '2020-10-05', address: '柳沟村' } };
  const places = {
    school: { title: '柳沟小学' },
    office: { title: '平顺县教育局' },
    county: { title: '平顺县', bureau: '平顺县教育局' },
    household: { names: '' },
  };
  const values = letterValues(notice, ledger, child, places, { reportBy: '2027-09-01', bring: '户口簿' }, '2026-11-24');

  it('say who, where and when in the county’s words', () => {
    const said = composeLetter(notice, values, { day: '2026-11-24', facts: null }, serialText(notice, { year: 2026, day: '2026-11-24', school: '' }, 37));
    expect(said.letter).to.deep.equal({ title: '平顺县义务教育入学通知书', serial: '平教义入〔2026〕0037号', date: '2026年11月24日', mark: '' });
    expect(said.before[1]?.text).to.contain('您的孩子李𬭎（男，2020年10月5日出生）').and.to.contain('2027年9月1日').and.to.contain('一个都不能少');
    expect(said.before.map(({ key }) => key)).to.deep.equal(['salutation', 'opening', 'difficulty', 'ps_hardship']);
    expect(said.receipt?.lines[0]).to.deep.equal({ kind: 'said', title: '文书名称及文号', text: '平顺县义务教育入学通知书　平教义入〔2026〕0037号' });
    expect(said.clauses.map(({ article }) => article)).to.deep.equal(['第五条第二款', '第十一条第一款', '第十二条第一款', '第五十八条']);
    expect(dateInWords('2026-01-09')).to.equal('2026年1月9日');
  });
  it('are the one valid one for a term, where a letter says so', () => {
    const { snapshot } = notice;
    const once = { key: 'term', title: '每学期一份' };
    const each = openLetter({ ...snapshot, definition: { ...snapshot.definition, once } }, ledger.snapshot.definition);
    const terms = ['2026-09-01', '2027-01-31', '2027-02-01', '2027-08-31', '2027-09-01'].map((day) => onceKey(each, ledger, child, day));
    expect(terms).to.deep.equal(['2026—2027学年第一学期', '2026—2027学年第一学期', '2026—2027学年第二学期', '2026—2027学年第二学期', '2027—2028学年第一学期']);
  });
  it('quote the edition in force on the day of issue', () => {
    const edition = (from: string, until = '') => ({ law: '某法', edition: from, passed: from, from, until, title: '第一条', text: `${from} 的文字` });
    const editions = [edition('2026-03-01'), edition('2018-12-29', '2026-02-28')];
    expect(articleOn(editions, '2026-02-28')?.passed).to.equal('2018-12-29');
    expect(articleOn(editions, '2026-03-01')?.passed).to.equal('2026-03-01');
    expect(articleOn(editions, '2018-12-28')).to.equal(null);
  });
  it('write a paragraph and quote an article only for children who meet its condition; a day nobody filled in meets none', () => {
    const { definition } = notice.snapshot;
    const texts = {
      ...definition.texts,
      born: { text: '{schoolYear}', when: "child.born <= '2021-08-31'" },
      unborn: { text: '请补出生日期', when: '!has(child.born)' },
    };
    const clauses = { duty: { ...definition.clauses?.duty, when: "child.sex == 'female'" } as LetterClause };
    const some = openLetter({ ...notice.snapshot, definition: { ...definition, texts, clauses } }, ledger.snapshot.definition);
    const said = (data: ChildValues) => composeLetter(some, values, { day: '2026-11-24', facts: childFacts(ledger, data) }, '7号');
    const known = said({ born: '2020-10-05', sex: 'female' });
    expect([known.texts.born, known.texts.unborn, known.clauses.length]).to.deep.equal(['2026—2027学年', '', 1]);
    const unknown = said({});
    expect([unknown.texts.born, unknown.texts.unborn, unknown.clauses.length]).to.deep.equal(['', '请补出生日期', 0]);
    expect(unknown.after.map(({ key }) => key)).to.not.include('born');
  });
  it('work out what no record holds, blank where the record lacks what it needs', () => {
    const { definition } = notice.snapshot;
    const fields = { ...definition.fields, age: { title: '周岁', value: 'age(child.born, date)' }, year: { title: '学年', value: 'schoolYear' } };
    const some = openLetter({ ...notice.snapshot, definition: { ...definition, fields } }, ledger.snapshot.definition);
    const of = (data: ChildValues) => letterValues(some, ledger, { data }, places, {}, '2026-11-24');
    expect([of({ born: '2020-10-05' }).age, of({}).age, of({}).year]).to.deep.equal(['6', '', '2026—2027学年']);
    expect(() =>
      openLetter({ ...notice.snapshot, definition: { ...definition, fields: { x: { title: 'x', value: 'child.nobody' } } } }, ledger.snapshot.definition),
    ).to.throw(FormError);
  });
  it('put nothing into a hole that a name brings with it', () => {
    const strange = letterValues(
      notice,
      ledger,
      { data: { ...child.data, name: '{serial}$&{{x}}' } },
      places,
      { reportBy: '2027-09-01', bring: 'x' },
      '2026-11-24',
    );
    expect(composeLetter(notice, strange, { day: '2026-11-24', facts: null }, '7号').before[1]?.text).to.contain('{serial}$&{{x}}');
  });
});
