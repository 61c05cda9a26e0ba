import { expect } from 'chai';
import { articlePart } from '../../server/domain/article-part.js';

describe('what part of an article is quoted', () => {
  it('counts paragraphs, and names items as items', () => {
    const duties = ['未成年人的父母应当履行下列职责：', '（一）提供保障；', '（二）关注状况；'];
    expect([1, 2, 3].map((number) => articlePart(duties, number))).to.deep.equal(['第一款', '第（一）项', '第（二）项']);
    const both = [...duties, '其他成年人应当协助。'];
    expect([1, 3, 4].map((number) => articlePart(both, number))).to.deep.equal(['第一款', '第一款第（二）项', '第二款']);
    const long = Array.from({ length: 21 }, (_, index) => `第 ${index} 段`);
    expect([10, 11, 20, 21].map((number) => articlePart(long, number))).to.deep.equal(['第十款', '第十一款', '第二十款', '第二十一款']);
  });
});
