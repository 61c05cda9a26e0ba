import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { type Corpus, runCorpus } from '../support/run-expression-corpus.js';

const corpus = JSON.parse(readFileSync(new URL('expression-corpus.json', import.meta.url), 'utf8')) as Corpus;

/** The same judgement for Node and the browser. */
describe('expression corpus in Node', () => {
  const results = runCorpus(corpus);
  for (const [index, { text, in: name, is, fault, at }] of corpus.cases.entries())
    it(`${text.slice(0, 80)}${name ? ` in ${name}` : ''}`, () => {
      const result = results[index];
      if (fault === undefined) expect(result).to.deep.equal({ text, is });
      else {
        expect(result?.fault)
          .to.contain(fault)
          .and.match(/^公式“.*”第 \d+ 个字符处：/);
        if (at !== undefined) expect(result?.at).to.equal(at);
      }
    });
});
