// Somebody at a browser of their own: clicks what they can read, types with real keys, downloads real files.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, ElementHandle, Page } from 'puppeteer';
import { logins, type PersonName, password } from './server.js';

export type AtTheScreen = {
  page: Page;
  /** Clicks what carries this name for a reader of the screen: a button, a link, a menu entry. */
  click(name: string, role?: string): Promise<void>;
  /** Waits until the words stand somewhere on the page. */
  reads(words: string): Promise<void>;
  /** The cell of a table, by the title of its row and its place from the left, 0 being the first after the title. */
  cell(row: string, column: number): Promise<ElementHandle<Element>>;
  /** What stands in a cell, also while it is being typed in. */
  inCell(row: string, column: number): Promise<string>;
  /** Clicks a cell and types, each text followed by Enter. */
  typeDown(row: string, column: number, texts: string[]): Promise<void>;
  /** Does something that downloads a file. @returns its name and bytes. */
  download(deed: () => Promise<void>): Promise<{ name: string; bytes: Uint8Array }>;
  shows(): Promise<string>;
  /** Opens the list of choices with this label and takes the entry that reads so. */
  choose(label: string, title: string): Promise<void>;
  signOut(): Promise<void>;
};

/** Opens the product and signs in by typing. Any script error on a page fails the test that is running. */
export async function sitDown(browser: Browser, url: string, person: PersonName | (string & {}), size = { width: 1366, height: 768 }): Promise<AtTheScreen> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const folder = mkdtempSync(join(tmpdir(), 'yibiao-downloads-'));
  const session = await browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, browserContextId: context.id });
  page.on('pageerror', (error) => {
    throw error;
  });
  page.setDefaultTimeout(20_000);
  // A page draws no frame while nothing on it moves; waiting by frames then waits for ever, though what is sought is there.
  const waitByFrames = page.waitForFunction.bind(page);
  page.waitForFunction = (sought, options, ...args) => waitByFrames(sought, { polling: 100, ...options }, ...args);
  await page.setViewport(size);
  await page.goto(url, { waitUntil: 'networkidle0' });
  const someone: AtTheScreen = {
    page,
    async click(name, role) {
      const selector = `::-p-aria([name="${name}"]${role ? `[role="${role}"]` : ''})`;
      const element = await page.waitForSelector(selector, { visible: true });
      await element?.scrollIntoView();
      await element?.click();
    },
    async reads(words) {
      await page.waitForFunction((sought) => document.body.innerText.includes(sought), {}, words);
    },
    async cell(row, column) {
      const found = await page.waitForSelector(`::-p-xpath(//table[@role="grid"]//tr[th[normalize-space(.)="${row}"]]/td[@data-column="${column}"])`);
      if (!found) throw new Error(`no cell ${row} ${column}`);
      return found;
    },
    inCell: async (row, column) => (await someone.cell(row, column)).evaluate((cell) => cell.querySelector('input')?.value ?? cell.textContent ?? ''),
    async typeDown(row, column, texts) {
      const cell = await someone.cell(row, column);
      await cell.scrollIntoView();
      await cell.click();
      for (const text of texts) {
        await page.keyboard.type(text);
        await page.keyboard.press('Enter');
      }
    },
    async download(deed) {
      const before = new Set(readdirSync(folder));
      await deed();
      for (let waited = 0; waited < 200; waited++) {
        const name = readdirSync(folder).find((file) => !before.has(file) && !file.endsWith('.crdownload'));
        if (name) return { name, bytes: readFileSync(join(folder, name)) };
        await new Promise((wake) => setTimeout(wake, 100));
      }
      throw new Error('nothing was downloaded');
    },
    shows: () => page.evaluate(() => document.body.innerText),
    async choose(label, title) {
      const list = await page.waitForSelector(`input[aria-label="${label}"]`);
      await list?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await list?.click();
      if (await list?.evaluate((element) => !(element as HTMLInputElement).readOnly)) await page.keyboard.type(title);
      const open = '//div[contains(@class,"ant-select-dropdown") and not(contains(@class,"ant-select-dropdown-hidden"))]';
      const entry = `${open}//div[contains(@class,"ant-select-item-option-content") and normalize-space(.)="${title}"]`;
      await (await page.waitForSelector(`::-p-xpath(${entry})`, { visible: true }))?.click();
    },
    async signOut() {
      await page.waitForFunction(() => !document.querySelector('.ant-modal-mask, .ant-drawer-mask'));
      await someone.click('退出登录', 'button');
      await page.waitForSelector('::-p-aria([name="密码"])');
      await context.close();
    },
  };
  await page.type('::-p-aria([name="账号"])', logins[person as PersonName] ?? person);
  await page.type('::-p-aria([name="密码"])', password);
  await page.keyboard.press('Enter');
  await page.waitForSelector('::-p-aria([name="退出登录"][role="button"])');
  return someone;
}
