// Opens the grid's test page in a test browser.
import type { Context } from 'mocha';
import type { Page } from 'puppeteer';
import { openTestBrowser } from '../../support/browser.js';
import { servePage } from '../../support/serve-page.js';
import type { TestState } from './page/main.js';

export type GridPages = { open(query: string, size?: { width: number; height: number }): Promise<Page>; close(): Promise<void> };

/** What went wrong in a page fails the test that was running. */
const pageErrors: unknown[] = [];

/** For the suite whose `before` asks; closed behind its last test. Skips the suite where no browser starts. */
export async function gridPages(test: Context): Promise<GridPages> {
  const pages = await openGridPages(test);
  const suite = test.test?.parent;
  suite?.afterEach(() => {
    const [error] = pageErrors.splice(0);
    if (error) throw error;
  });
  suite?.afterAll(() => pages.close());
  return pages;
}

async function openGridPages(test: Context): Promise<GridPages> {
  const browser = await openTestBrowser(test);
  const { server, url } = await servePage(new URL('page/', import.meta.url));
  await browser.defaultBrowserContext().overridePermissions(new URL(url).origin, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
  return {
    async open(query, size = { width: 1366, height: 768 }) {
      const page = await browser.newPage();
      page.on('pageerror', (error) => pageErrors.push(error));
      await page.setViewport(size);
      await page.goto(`${url}?${query}`);
      await page.waitForSelector('table[role=grid]');
      return page;
    },
    async close() {
      await browser.close();
      await new Promise((done) => server.close(done));
    },
  };
}

export const stateOf = (page: Page): Promise<TestState> => page.evaluate(() => (window as unknown as { __state: TestState }).__state);
/** Presses keys one after the other; `Control+Shift+z` holds the first ones. */
export async function keys(page: Page, ...presses: string[]): Promise<void> {
  for (const press of presses) {
    const parts = press === '+' ? ['+'] : press.split('+');
    const held = parts.slice(0, -1) as ('Control' | 'Shift' | 'Alt')[];
    for (const key of held) await page.keyboard.down(key);
    await page.keyboard.press(parts[parts.length - 1] as Parameters<Page['keyboard']['press']>[0]);
    for (const key of held.reverse()) await page.keyboard.up(key);
  }
}
/** Clicks a cell; rows and columns count from 0. */
export const clickCell = (page: Page, row: number, column: number, options = {}): Promise<void> =>
  page.click(`[data-row="${row}"] > [data-column="${column}"]`, options);
/** Where the focus is, as `row,column`; '' outside the grid. */
export const activeCell = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const cell = document.activeElement?.closest<HTMLElement>('[data-column]');
    return cell ? `${cell.closest<HTMLElement>('[data-row]')?.dataset.row},${cell.dataset.column}` : '';
  });
