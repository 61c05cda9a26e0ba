// The designer at work: from a key to the frame that shows what it did, on a form of 12 columns and on one of 200,
// beside the same settings drawn by the form library as it comes.
import type { Browser, Page } from 'puppeteer';
import { sitDown } from '../support/at-the-screen.js';
import { openTestBrowser } from '../support/browser.js';
import { servePage } from '../support/serve-page.js';
import { startServer, type TestServer } from '../support/server.js';

const sizes = [12, 200];
const rounds = 12;

/** Prints p50 and p95 in milliseconds of each deed; frames of 16.7 are what a screen can show. */
export async function bench(): Promise<void> {
  const browser = await openTestBrowser();
  const server = await startServer({ client: true });
  const stock = await servePage(new URL('designer-page/', import.meta.url), 'production');
  try {
    console.log(`${await browser.version()}, milliseconds from the key to its frame`);
    for (const columns of sizes) {
      const ours = await designer(browser, server, columns);
      const theirs = await form(browser, `${stock.url}?columns=${columns}`);
      console.log(`\n${columns} columns`);
      for (const [deed, times] of Object.entries(ours)) console.log(`  ${deed.padEnd(28)} ${shown(times)}`);
      for (const [deed, times] of Object.entries(theirs)) console.log(`  ${`@rjsf/antd: ${deed}`.padEnd(28)} ${shown(times)}`);
      console.log(
        `  ratio of p95, a letter typed  1/${(at(theirs.letter as number[], 95) / at(ours.letter as number[], 95)).toFixed(1)} (to reach: 1 at 12, 1/5 at 200)`,
      );
    }
  } finally {
    await browser.close();
    await server.close();
    stock.server.close();
  }
}

const at = (times: number[], percent: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor((times.length * percent) / 100))] ?? 0;
const shown = (times: number[]): string => `p50 ${at(times, 50).toFixed(1)} p95 ${at(times, 95).toFixed(1)}`;

type Times = { [deed: string]: number[] };

async function designer(browser: Browser, server: TestServer, columns: number): Promise<Times> {
  const id = `ps-wide-${columns}`;
  const person = await server.as('designer');
  const reply = await person.patch(`/api/definitions/${id}/draft`, { rev: 0, definition: wideForm(id, columns) });
  if (reply.status !== 200) throw new Error(reply.text);
  const { page } = await sitDown(browser, server.url, 'designer');
  await page.goto(`${server.url}/forms/${id}/design?part=sheet`, { waitUntil: 'networkidle0' });
  await page.waitForSelector('[id="table/g0/c2"]');
  await timing(page);
  await page.evaluate(() => {
    const tasks: number[] = [];
    (window as unknown as { tasks: number[] }).tasks = tasks;
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  });
  const times: Times = { select: [], letter: [], rename: [], 'add a column': [], undo: [] };
  const wide = Math.min(columns, 10);
  for (let round = 0; round < rounds; round++) {
    const column = `c${1 + (round % wide)}`;
    const cell = `[id="table/g${Math.floor((round % wide) / 5)}/${column}"]`;
    await (await page.$(cell))?.focus();
    times.select?.push(await timed(page, () => page.keyboard.press('ArrowRight'), `document.activeElement?.getAttribute('aria-pressed') === 'true'`));
    await (await page.$(cell))?.click();
    // Its name typed over on the sheet.
    await page.keyboard.press('F2');
    await page.waitForSelector('.sheet-naming input');
    await page.keyboard.type(`新名${round}`);
    times.rename?.push(
      await timed(page, () => page.keyboard.press('Enter'), `document.querySelector('${cell.replaceAll('"', '\\"')}')?.textContent === '新名${round}'`),
    );
    // A letter of it beside the sheet.
    const box = await page.waitForSelector('.sheet-panel input[type="text"]');
    await box?.click();
    await page.keyboard.press('End');
    times.letter?.push(
      await timed(page, () => page.keyboard.press('x'), `document.querySelector('${cell.replaceAll('"', '\\"')}')?.textContent === '新名${round}x'`),
    );
    await (await page.$(cell))?.click();
    const before = await page.$$eval('.design-sheet thead th', (cells) => cells.length);
    await page.keyboard.press('Insert');
    await page.waitForSelector('.sheet-naming input');
    await page.keyboard.type(`加的${round}`);
    times['add a column']?.push(
      await timed(
        page,
        () => page.keyboard.press('Enter'),
        `!document.querySelector('.sheet-naming') && document.querySelectorAll('.design-sheet thead th').length === ${before + 1}`,
      ),
    );
    await page.waitForFunction(() => document.activeElement?.tagName !== 'INPUT');
    await page.keyboard.down('Control');
    times.undo?.push(await timed(page, () => page.keyboard.press('z'), `document.querySelectorAll('.design-sheet thead th').length === ${before}`));
    await page.keyboard.up('Control');
  }
  // What editing pauses for: judging the whole form once the keys rest.
  times['longest pause of judging'] = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  await page.browserContext().close();
  return times;
}

async function form(browser: Browser, url: string): Promise<Times> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1366, height: 768 });
  await page.goto(url);
  await page.waitForSelector('#root_columns_0_title', { timeout: 120_000 });
  await timing(page);
  const times: Times = { letter: [] };
  await page.focus('#root_columns_0_title');
  await page.keyboard.press('End');
  for (let round = 1; round <= rounds; round++)
    times.letter?.push(
      await timed(page, () => page.keyboard.press('x'), `document.querySelector('#root_columns_0_title').value === '栏目1${'x'.repeat(round)}'`),
    );
  await page.close();
  return times;
}

/** Remembers when the last key went down. */
const timing = (page: Page) =>
  page.evaluate(() => {
    window.addEventListener('keydown', () => ((window as unknown as { pressed: number }).pressed = performance.now()), { capture: true });
  });

/** Milliseconds from the key to the end of the first frame in which `shows` holds. */
async function timed(page: Page, deed: () => Promise<unknown>, shows: string): Promise<number> {
  await page.evaluate(`
    window.pressed = 0;
    window.took = null;
    requestAnimationFrame(function frame() {
      if (window.pressed === 0 || !(${shows})) return requestAnimationFrame(frame);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (window.took = performance.now() - window.pressed);
      port2.postMessage(null);
    });
  `);
  await deed();
  await page.waitForFunction(() => (window as unknown as { took: number | null }).took !== null, { timeout: 60_000, polling: 20 });
  return page.evaluate(() => (window as unknown as { took: number }).took);
}

/** A form of many columns under headers of five, with a check on each ten. */
function wideForm(id: string, columns: number): object {
  const keys = Array.from({ length: columns }, (_, index) => `c${index + 1}`);
  const groups = Array.from({ length: Math.ceil(columns / 5) }, (_, index) => keys.slice(index * 5, index * 5 + 5));
  return {
    id,
    kind: 'report',
    version: 1,
    title: `${columns}列的表`,
    period: { every: 'month', due: { day: 5, of: 'next' } },
    schema: {
      properties: {
        table: {
          type: 'object',
          title: '表一',
          rows: { codeList: 'grades' },
          each: { properties: Object.fromEntries(keys.map((key, index) => [key, { type: 'integer', title: `栏目${index + 1}`, minimum: 0, blank: 0 }])) },
        },
      },
    },
    layout: {
      paper: { size: 'A3', landscape: true },
      tables: {
        table: {
          rowTitle: '年级',
          total: '合计',
          columns: Object.fromEntries(
            groups.map((group, index) => [`g${index}`, { title: `表头${index + 1}`, columns: Object.fromEntries(group.map((key) => [key, {}])) }]),
          ),
        },
      },
    },
    checks: Object.fromEntries(
      keys
        .filter((_, index) => index % 10 === 1)
        .map((key, index) => [`check${index}`, { each: 'table', level: 'error', that: `row.${key} >= 0`, message: `{row.title}：{row.${key}}` }]),
    ),
    sums: { table: 'add' },
    life: 'school-report',
  };
}
