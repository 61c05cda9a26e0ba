import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import puppeteer, { type Browser } from 'puppeteer';
import { BrowserKeeper } from '../../server/printing/browser-keeper.js';
import { cacheFolder } from '../../server/printing/cache-folder.js';
import { launchBrowser } from '../../server/printing/launch-browser.js';
import { packagedBrowser } from '../../server/printing/packaged-browser.js';
import { openPrinter } from '../../server/printing/pdf.js';
import { PrintError } from '../../server/printing/print-error.js';
import { closeTestPrinters, openTestPrinter } from '../support/open-test-printer.js';
import { readPdf } from '../support/pdf-text.js';

const A4 = { size: 'A4', landscape: false } as const;

async function failure(promise: Promise<unknown>): Promise<PrintError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof PrintError) return error;
    throw error;
  }
  throw new Error('should have failed');
}

describe('openPrinter', function () {
  this.timeout(120_000);

  afterEach(closeTestPrinters);

  it('starts no browser before the first document, and says in one error when there is none', async () => {
    const printer = await openPrinter({ chromePath: join(tmpdir(), 'no-such-browser') });
    expect(await failure(printer.pdf('<p>一</p>', A4))).to.include({ code: 'NO_BROWSER' });
    expect((await failure(printer.pdf('<p>一</p>', A4))).message).to.contain('no-such-browser');
  });

  it('prints many documents at once, each with its own text', async function () {
    const printer = await openTestPrinter(this, { jobsPerBrowser: 4 });
    const texts = await Promise.all(Array.from({ length: 9 }, async (_, n) => (await readPdf(await printer.pdf(`<p>第${n}份</p>`, A4)))[0]?.text));
    expect(texts).to.deep.equal(Array.from({ length: 9 }, (_, n) => `第${n}份`));
  });

  it('starts a new browser when the old one was killed, under a running job too', async function () {
    const started: number[] = [];
    const log = { info: (fields: { pid?: number }) => started.push(fields.pid as number), warn: () => {} };
    const printer = await openTestPrinter(this, { log });
    const heavy = printer.pdf('<p>重</p>'.repeat(12_000), A4);
    await new Promise((resolve) => setTimeout(resolve, 400));
    process.kill(started.at(-1) as number, 'SIGKILL');
    expect((await readPdf(await heavy)).length).to.be.greaterThan(10);
    expect((await readPdf(await printer.pdf('<p>后</p>', A4)))[0]?.text).to.equal('后');
    expect(started).to.have.length(2);
  });

  it('gives up on a document after its time, and goes on with the next', async function () {
    const printer = await openTestPrinter(this, { timeLimit: 1_500 });
    const nested = '<div style="display:flex">'.repeat(400);
    expect((await failure(printer.pdf(`${nested}${'<p>字字字</p>'.repeat(400_000)}`, A4))).code).to.equal('TIMEOUT');
    expect((await readPdf(await printer.pdf('<p>下一份</p>', A4)))[0]?.text).to.equal('下一份');
  });

  it('refuses more pages or more text than its limits', async function () {
    const printer = await openTestPrinter(this, { maxPages: 3, maxCharacters: 10_000 });
    expect((await failure(printer.pdf('<p style="break-after:page">页</p>'.repeat(5), A4))).code).to.equal('TOO_LONG');
    expect((await failure(printer.pdf('页'.repeat(10_001), A4))).code).to.equal('TOO_LONG');
  });

  it('fails what is asked of it after it was closed', async function () {
    const printer = await openTestPrinter(this);
    await printer.close();
    expect((await failure(printer.pdf('<p>迟</p>', A4))).code).to.equal('CRASHED');
  });
});

describe('BrowserKeeper', () => {
  it('replaces a browser after its share of jobs and never closes it under a job', async function () {
    this.timeout(60_000);
    const browsers: Browser[] = [];
    const keeper = new BrowserKeeper(async () => {
      const browser = await launchBrowser({ cacheDir: cacheFolder(), ...(process.env.CHROME_PATH ? { chromePath: process.env.CHROME_PATH } : {}) });
      browsers.push(browser);
      return browser;
    }, 2);
    let release = (): void => {};
    const long = keeper.use(
      (browser) =>
        new Promise<boolean>((resolve) => {
          release = () => resolve(browser.connected);
        }),
    );
    await keeper.use(async () => {});
    await keeper.use(async () => {});
    expect(browsers).to.have.length(2);
    expect(browsers.map((browser) => browser.connected)).to.deep.equal([true, true]);
    release();
    expect(await long).to.equal(true);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(browsers.map((browser) => browser.connected)).to.deep.equal([false, true]);
    await keeper.close();
    expect(browsers.map((browser) => browser.connected)).to.deep.equal([false, false]);
  });
});

describe('packagedBrowser', function () {
  this.timeout(120_000);
  let folder: string;
  before(async function () {
    if (process.platform !== 'linux' || process.arch !== 'x64') this.skip();
    folder = await mkdtemp(join(tmpdir(), 'yibiao-browser-'));
  });
  after(() => folder && rm(folder, { recursive: true }));

  it('unpacks once into a folder of its version, and again when a file of it is cut short', async () => {
    const [first, second] = await Promise.all([packagedBrowser(folder), packagedBrowser(folder)]);
    expect(second).to.deep.equal(first);
    expect(await readdir(folder)).to.have.length(1);
    expect(first!.executable).to.match(/chromium-\d+\.\d+\.\d+/);
    await truncate(first!.executable, 1000);
    await packagedBrowser(folder);
    const browser = await puppeteer.launch({
      executablePath: first!.executable,
      headless: 'shell',
      pipe: true,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      env: { ...process.env, LD_LIBRARY_PATH: first!.libraries },
    });
    expect(await browser.version()).to.contain('Chrome');
    await browser.close();
    expect(await readdir(folder)).to.have.length(1);
  });

  it('does not run a browser that somebody left in the common temporary folder', async () => {
    const temporary = await mkdtemp(join(tmpdir(), 'yibiao-tmp-'));
    await writeFile(join(temporary, 'chromium'), '#!/bin/sh\ntouch "$0.ran"\n', { mode: 0o755 });
    const before = process.env.TMPDIR;
    process.env.TMPDIR = temporary;
    try {
      expect((await packagedBrowser(folder))!.executable.startsWith(folder)).to.equal(true);
      expect(await readdir(temporary)).to.deep.equal(['chromium']);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      await rm(temporary, { recursive: true });
    }
  });
});
