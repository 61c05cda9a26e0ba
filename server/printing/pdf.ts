// HTML to PDF on one warm headless browser.
import type { Browser, Page } from 'puppeteer';
import type { Sheet } from '../domain/sheet.js';
import { BrowserKeeper } from './browser-keeper.js';
import { cacheFolder } from './cache-folder.js';
import { launchBrowser } from './launch-browser.js';
import { PrintError } from './print-error.js';
import { openSealedPage, sealedDocument } from './sealed-page.js';
import { Turns } from './turns.js';

type Paper = Sheet['paper'];

export type Printer = {
  /**
   * Prints a whole document; margins and small print are the document's own `@page` rules.
   * @throws PrintError NO_BROWSER, TIMEOUT, CRASHED, or TOO_LONG (more than `maxPages` pages or `maxCharacters` of HTML).
   */
  pdf(html: string, paper: Paper): Promise<Uint8Array>;
  /** Ends the browser; whatever still waits or runs fails with CRASHED. */
  close(): Promise<void>;
};

export type PrinterOptions = {
  /** This browser and no other. */
  chromePath?: string;
  /** Where the packaged browser is unpacked; default the user's cache folder. */
  cacheDir?: string;
  /** Milliseconds for one document, waiting for a free place aside; default 60,000. */
  timeLimit?: number;
  maxPages?: number;
  maxCharacters?: number;
  jobsPerBrowser?: number;
  log?: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
};

const FIRST_WITH_MARGIN_BOXES = 131;

/** Nothing is started before the first document. */
export async function openPrinter(options: PrinterOptions = {}): Promise<Printer> {
  const { timeLimit = 60_000, maxPages = 600, maxCharacters = 20_000_000, log } = options;
  const cacheDir = options.cacheDir ?? cacheFolder();
  const keeper = new BrowserKeeper(async () => {
    const began = Date.now();
    const browser = await launchBrowser({ ...(options.chromePath ? { chromePath: options.chromePath } : {}), cacheDir });
    const version = await browser.version();
    log?.info({ browser: version, pid: browser.process()?.pid, ms: Date.now() - began }, 'print browser started');
    if (Number(/\/(\d+)/.exec(version)?.[1]) < FIRST_WITH_MARGIN_BOXES)
      log?.warn({ browser: version }, 'this browser is too old to print the small print and page numbers');
    return browser;
  }, options.jobsPerBrowser ?? 100);
  // Two at once: on two cores four were slower than two.
  const turns = new Turns(2);
  let closed = false;

  async function pdf(html: string, paper: Paper): Promise<Uint8Array> {
    if (html.length > maxCharacters) throw new PrintError('TOO_LONG', `${html.length} characters of HTML, at most ${maxCharacters}`);
    const document = await sealedDocument(html);
    return turns.take(async () => {
      for (let attempt = 1; ; attempt += 1) {
        if (closed) throw new PrintError('CRASHED', 'the printer is closed');
        try {
          return await keeper.use((browser) => printOn(browser, document, paper, { timeLimit, maxPages }));
        } catch (error) {
          const problem = error instanceof PrintError ? error : new PrintError('CRASHED', String(error), { cause: error });
          log?.warn({ code: problem.code, attempt }, problem.message);
          if (problem.code === 'TIMEOUT') keeper.retire();
          // A browser that died under two documents failed one of them without its fault, so each gets a second try on a new one.
          if (problem.code !== 'CRASHED' || attempt === 2 || closed) throw problem;
        }
      }
    });
  }

  async function close(): Promise<void> {
    closed = true;
    await keeper.close();
  }

  return { pdf, close };
}

async function printOn(browser: Browser, document: string, paper: Paper, limits: { timeLimit: number; maxPages: number }): Promise<Uint8Array> {
  let timer: NodeJS.Timeout | undefined;
  const opening = openSealedPage(browser);
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PrintError('TIMEOUT', `not printed within ${limits.timeLimit} ms`)), limits.timeLimit);
  });
  try {
    const bytes = await Promise.race([late, opening.then(({ page }) => printPage(page, document, paper))]);
    const pages = pageCount(bytes);
    if (pages > limits.maxPages) throw new PrintError('TOO_LONG', `${pages} pages, at most ${limits.maxPages}`);
    return bytes;
  } finally {
    clearTimeout(timer);
    // Not waited for: a page that hangs closes only with its browser.
    opening.then((sealed) => sealed.close()).catch(() => {});
  }
}

async function printPage(page: Page, document: string, paper: Paper): Promise<Uint8Array> {
  const crashed = new Promise<never>((_, reject) => page.once('error', (error) => reject(new PrintError('CRASHED', error.message, { cause: error }))));
  const print = async (): Promise<Uint8Array> => {
    await page.setContent(document, { waitUntil: 'load', timeout: 0 });
    return page.pdf({
      format: paper.size,
      landscape: paper.landscape,
      preferCSSPageSize: true,
      printBackground: true,
      // Tags make a file two or three times as big, and counties file the paper.
      tagged: false,
      outline: false,
      timeout: 0,
    });
  };
  return Promise.race([print(), crashed]);
}

/** Pages of a PDF as Chromium writes it: page objects are never packed away. */
export function pageCount(bytes: Uint8Array): number {
  return (
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/g)?.length ?? 0
  );
}
