// A law pasted as people copy it comes apart into the articles it has.
import { expect } from 'chai';
import type { ClauseDefinition } from '../../server/domain/definition.generated.js';
import { articlesIn, articleTitle } from '../../server/domain/law-text.js';
import { packFiles } from '../support/packs.js';

const laws = packFiles().flatMap(({ content }) => (content.kind === 'clause' ? [content as ClauseDefinition] : []));

describe('a law pasted as text', () => {
  for (const { title, editions } of laws)
    it(`comes apart as the product has it: ${title}`, () => {
      for (const { articles } of Object.values(editions)) {
        const pasted = [
          '中华人民共和国主席令',
          '目录',
          '第一章　总则',
          ...Object.values(articles).map((one) => `　　${one.title}　${one.text.replaceAll('\n', '\n　　')}`),
        ].join('\r\n');
        expect(articlesIn(`${pasted}\n\n第八章　附则`)).to.deep.equal(articles);
      }
    });
  it('leaves out headings and the preamble, keeps later paragraphs, and takes 之一', () => {
    const text = '为了……制定本法。\n第一章 总则\n第一条 甲。\n乙。\n第一节 别的\n第二条 丙。 第三条 丁。\n第一条规定的除外。\n第三条之一 戊。';
    expect(articlesIn(text)).to.deep.equal({
      a1: { title: '第一条', text: '甲。\n乙。' },
      a2: { title: '第二条', text: '丙。' },
      a3: { title: '第三条', text: '丁。\n第一条规定的除外。' },
      a3_1: { title: '第三条之一', text: '戊。' },
    });
    expect(articlesIn('没有条文的一段话')).to.deep.equal({});
  });
  it('names articles by their numbers', () => {
    expect([1, 10, 11, 20, 58, 100, 101, 110, 132].map(articleTitle)).to.deep.equal([
      '第一条',
      '第十条',
      '第十一条',
      '第二十条',
      '第五十八条',
      '第一百条',
      '第一百零一条',
      '第一百一十条',
      '第一百三十二条',
    ]);
  });
});
