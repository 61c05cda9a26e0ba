// A new edition of a law, and the letters that quote what it changed.
import { expect } from 'chai';
import { newEdition, quotationsOf } from '../../client/designer/laws/law-edits.js';
import { lawFaults } from '../../server/domain/check-law.js';
import type { ClauseDefinition } from '../../server/domain/definition.generated.js';
import type { LayeredDefinition } from '../../server/domain/layers.js';

const law: ClauseDefinition = {
  id: 'some-law',
  kind: 'clause',
  version: 1,
  title: '某法',
  editions: {
    e1: {
      title: '一',
      passed: '2018-01-01',
      from: '2018-03-01',
      articles: { a1: { title: '第一条', text: '甲' }, a2: { title: '第二条', text: '乙' }, a3: { title: '第三条', text: '丙' } },
    },
  },
};
const letter = {
  id: 'l',
  kind: 'letter',
  title: '通知',
  clauses: {
    x: { law: 'some-law', article: 'a1' },
    y: { law: 'some-law', article: 'a2' },
    z: { law: 'some-law', article: 'a3' },
    other: { law: 'other', article: 'a1' },
  },
};

describe('editions of a law', () => {
  it('follow each other without a day between or twice', () => {
    const next = newEdition(law, 'e1', 'ps_e1', { title: '二', passed: '2027-01-01', from: '2027-03-01' });
    expect(next.editions.e1?.until).to.equal('2027-02-28');
    expect(next.editions.ps_e1?.articles).to.deep.equal(law.editions.e1?.articles);
    expect(lawFaults(next)).to.deep.equal([]);
    expect(lawFaults({ ...next, editions: { ...next.editions, e1: law.editions.e1! } }).map(({ path }) => path)).to.deep.equal(['editions.e1.until']);
  });
  it('tell the letters that quote what was changed or is gone', () => {
    const next = newEdition(law, 'e1', 'ps_e1', { title: '二', passed: '2027-01-01', from: '2027-03-01' });
    const { a3: _, ...articles } = next.editions.ps_e1?.articles ?? {};
    const changed = {
      ...next,
      editions: { ...next.editions, ps_e1: { ...next.editions.ps_e1!, articles: { ...articles, a2: { title: '第二条', text: '新' } } } },
    };
    expect(quotationsOf(changed, { l: letter as unknown as LayeredDefinition }).map(({ articleTitle, change }) => [articleTitle, change])).to.deep.equal([
      ['第一条', 'same'],
      ['第二条', 'changed'],
      ['第三条', 'gone'],
    ]);
  });
});
