// Builds the test page once, serves it from memory and opens it in the test browser.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Context } from 'mocha';
import type { Browser, Page } from 'puppeteer';
import { build, type Rolldown } from 'vite';
import { openTestBrowser } from '../../support/browser.js';
import type { TestState } from './page/main.js';

export type GridPages = { open(query: string, size?: { width: number; height: number }): Promise<Page>; close(): Promise<void> };

const TYPES: Record<string, string> = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' };

/** @param folder a vite root with an index.html. */
export async function servePage(folder: URL, mode: 'production' | 'development' = 'development'): Promise<{ server: Server; url: string }> {
  const output = (await build({
    root: fileURLToPath(folder),
    configFile: false,
    plugins: [react()],
    mode,
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    logLevel: 'error',
    build: { write: false, minify: mode === 'production', chunkSizeWarningLimit: 5000, modulePreload: false },
  })) as Rolldown.RolldownOutput;
  const files = new Map(output.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]));
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname.slice(1) || 'index.html';
    const body = files.get(path);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': TYPES[path.split('.').pop() ?? ''] ?? 'text/plain' }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

export async function openGridPages(test: Context): Promise<GridPages> {
  const browser: Browser = await openTestBrowser(test);
  const { server, url } = await servePage(new URL('page/', import.meta.url));
  return {
    async open(query, size = { width: 1366, height: 768 }) {
      const page = await browser.newPage();
      page.on('pageerror', (error) => {
        throw error;
      });
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
