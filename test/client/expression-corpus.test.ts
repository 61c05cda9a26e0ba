import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer';
import { openTestBrowser } from '../support/browser.js';
import { type Corpus, type CorpusResult, runCorpus } from '../support/run-expression-corpus.js';
import { servePage } from '../support/serve-page.js';

const corpus = JSON.parse(readFileSync(new URL('../domain/expression-corpus.json', import.meta.url), 'utf8')) as Corpus;

describe('expression corpus in the browser', () => {
  let browser: Browser;
  let server: Server;
  let page: Page;
  before(async function () {
    this.timeout(120_000);
    browser = await openTestBrowser(this);
    const served = await servePage(new URL('expression-page/', import.meta.url));
    server = served.server;
    page = await browser.newPage();
    await page.goto(served.url);
    await page.waitForFunction(() => document.title === 'ready');
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  it('gives every value, blank and sentence that Node gives', async () => {
    const inBrowser = await page.evaluate((given) => (window as unknown as { runCorpus(corpus: Corpus): CorpusResult[] }).runCorpus(given), corpus);
    const inNode = JSON.parse(JSON.stringify(runCorpus(corpus))) as CorpusResult[];
    expect(inBrowser).to.have.length(corpus.cases.length);
    for (const [index, result] of inNode.entries()) expect(inBrowser[index], result.text).to.deep.equal(result);
  });
});
