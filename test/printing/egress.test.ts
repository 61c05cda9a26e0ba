// What a county's page may try, and must not reach.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import puppeteer from 'puppeteer';
import { cacheFolder } from '../../server/printing/cache-folder.js';
import { packagedBrowser } from '../../server/printing/packaged-browser.js';
import type { Printer } from '../../server/printing/pdf.js';
import { type HttpTrap, openHttpTrap } from '../support/http-trap.js';
import { closeTestPrinters, openTestPrinter } from '../support/open-test-printer.js';
import { readPdf } from '../support/pdf-text.js';

type Attack = (url: string) => string;
const attacks: { [name: string]: Attack } = {
  img: (url) => `<img src="${url}/img"><img srcset="${url}/srcset 2x"><picture><source srcset="${url}/source"><img></picture>`,
  'svg image and use': (url) => `<svg><image href="${url}/svg" width="9" height="9"/><use href="${url}/use#a"/></svg>`,
  iframe: (url) => `<iframe src="${url}/iframe"></iframe><iframe srcdoc="<img src='${url}/srcdoc'>"></iframe>`,
  object: (url) => `<object data="${url}/object"></object><embed src="${url}/embed">`,
  'link stylesheet': (url) => `<link rel="stylesheet" href="${url}/link.css">`,
  '@import': (url) => `<style>@import url("${url}/import.css");</style>`,
  'css url': (url) =>
    `<style>body { background: url("${url}/bg"); cursor: url("${url}/cursor"), auto } p::before { content: url("${url}/content") } @page { @top-left { content: url("${url}/margin") } }</style>`,
  font: (url) => `<style>@font-face { font-family: X; src: url("${url}/font.woff2") } b { font-family: X }</style><b>字</b>`,
  prefetch: (url) =>
    ['prefetch', 'preload" as="image', 'preconnect', 'dns-prefetch', 'modulepreload', 'prerender', 'icon', 'manifest']
      .map((rel) => `<link rel="${rel}" href="${url}/${rel.slice(0, 5)}">`)
      .join(''),
  'speculation rules': (url) => `<script type="speculationrules">{"prefetch":[{"source":"list","urls":["${url}/speculate"]}]}</script>`,
  script: (url) =>
    `<script src="${url}/script.js"></script><script>fetch("${url}/fetch"); new WebSocket("${url.replace('http', 'ws')}/ws"); navigator.sendBeacon("${url}/beacon"); new Image().src = "${url}/new-image"; document.body.append("RAN")</script>`,
  'event handler': (url) => `<img src="data:," onerror="fetch('${url}/onerror')"><body onload="location='${url}/onload'">`,
  'meta refresh': (url) => `<meta http-equiv="refresh" content="0;url=${url}/refresh">`,
  'base and form': (url) => `<base href="${url}/"><img src="relative"><form action="${url}/form"><input autofocus><button>x</button></form>`,
  media: (url) => `<video src="${url}/video" poster="${url}/poster" autoplay></video><audio src="${url}/audio" autoplay></audio><track src="${url}/track">`,
};

describe('the print browser reaches nothing', () => {
  let printer: Printer;
  let trap: HttpTrap;
  let folder: string;
  before(async function () {
    this.timeout(120_000);
    printer = await openTestPrinter(this);
    trap = await openHttpTrap();
    folder = await mkdtemp(join(tmpdir(), 'yibiao-egress-'));
    await writeFile(join(folder, 'secret.html'), '<p>SECRET</p>');
  });
  after(async () => {
    await closeTestPrinters();
    await trap?.close();
    if (folder) await rm(folder, { recursive: true });
  });

  const print = async (html: string): Promise<string> => {
    const pages = await readPdf(await printer.pdf(html, { size: 'A4', landscape: false }));
    return pages.map((page) => page.text).join('');
  };

  for (const [name, attack] of Object.entries(attacks)) {
    it(`over http: ${name}`, async () => {
      const text = await print(`<!doctype html><html><head>${attack(trap.origin)}</head><body><p>正文</p>${attack(trap.origin)}</body></html>`);
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(trap.caught).to.deep.equal([]);
      expect(text)
        .to.contain('正文')
        .and.not.to.match(/INSIDE|RAN/);
    });
  }

  it('on disk: frames, objects, refreshes and images of file: addresses', async () => {
    const url = pathToFileURL(folder).href;
    for (const attack of ['iframe', 'object', 'meta refresh', 'link stylesheet', 'img'] as const) {
      const html = (attacks[attack] as Attack)(url).replaceAll(/\/(iframe|object|embed|refresh)"/g, '/secret.html"');
      expect(await print(`<p>正文</p>${html}`))
        .to.contain('正文')
        .and.not.to.contain('SECRET');
    }
  });

  it('before anything else: not even a document that brings its own doctype, head and policy', async () => {
    await print(
      `<!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" content="default-src *"><link rel="stylesheet" href="${trap.origin}/own.css"></head><img src="${trap.origin}/own.png">`,
    );
    expect(trap.caught).to.deep.equal([]);
  });

  it('but draws inlined pictures', async () => {
    const svg = encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text y="20">PICTURE</text></svg>');
    expect(await print(`<img src="data:image/svg+xml,${svg}">`)).to.contain('PICTURE');
  });

  it('and the same page on the same browser without the seal does reach the trap', async function () {
    const packaged = await packagedBrowser(cacheFolder());
    const executablePath = process.env.CHROME_PATH ?? packaged?.executable;
    if (!executablePath) this.skip();
    const env = { ...process.env, LD_LIBRARY_PATH: process.env.CHROME_PATH ? process.env.LD_LIBRARY_PATH : packaged?.libraries };
    const browser = await puppeteer.launch({ executablePath, pipe: true, env, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
    const page = await browser.newPage();
    await page
      .setContent(
        Object.values(attacks)
          .slice(0, 8)
          .map((attack) => attack(trap.origin))
          .join(''),
      )
      .finally(() => browser.close());
    expect(trap.caught.join(' '))
      .to.match(/img/)
      .and.to.match(/iframe/)
      .and.to.match(/link\.css/)
      .and.to.match(/font\.woff2/);
  });
});
