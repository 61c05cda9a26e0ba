// From a key to the frame that shows it, and the time to mount: our grid and the antd theme as it comes, both drawing one schema in one form library.
import type { Browser, Page } from 'puppeteer';
import { openTestBrowser } from '../support/browser.js';
import { servePage } from '../support/serve-page.js';
import type { BenchTimes } from './grid-page/main.js';

const SIZES = [
  { rows: 12, rounds: 5, digits: 24, reach: 1 / 5 },
  { rows: 300, rounds: 3, digits: 12, reach: 1 / 25 },
];
const KINDS = ['grid', 'antd'] as const;
type Kind = (typeof KINDS)[number];
type Figures = { digits: number[]; finish: number[]; mount: number[] };

/** Prints p50 and p95 of a typed digit, of the key that finishes a cell, and the mount time, with the ratio; rounds alternate between the two. */
export async function bench(): Promise<void> {
  const browser = await openTestBrowser();
  const { server, url } = await servePage(new URL('grid-page/', import.meta.url), 'production');
  try {
    console.log(`${await browser.version()}, production builds, milliseconds; a frame is 16.7`);
    for (const { rows, rounds, digits, reach } of SIZES) {
      const figures: Record<Kind, Figures> = { grid: blank(), antd: blank() };
      for (let round = 0; round < rounds; round += 1)
        for (const kind of KINDS) await measure(browser, `${url}?kind=${kind}&rows=${rows}`, digits, figures[kind]);
      console.log(`\n${rows} rows × 8 columns`);
      for (const kind of KINDS)
        console.log(
          `  ${kind === 'grid' ? 'our grid    ' : '@rjsf/antd  '} digit ${shown(figures[kind].digits)}   finish a cell ${shown(figures[kind].finish)}   mount ${percentile(figures[kind].mount, 50).toFixed(0)}`,
        );
      const ratio = percentile(figures.grid.digits, 95) / percentile(figures.antd.digits, 95);
      console.log(
        `  ratio of p95  1/${(1 / ratio).toFixed(1)} (to reach: 1/${(1 / reach).toFixed(0)}), of mount 1/${(percentile(figures.antd.mount, 50) / percentile(figures.grid.mount, 50)).toFixed(1)}`,
      );
    }
  } finally {
    await browser.close();
    server.close();
  }
}

const blank = (): Figures => ({ digits: [], finish: [], mount: [] });
const percentile = (numbers: number[], percent: number): number =>
  [...numbers].sort((one, two) => one - two)[Math.min(numbers.length - 1, Math.floor((numbers.length * percent) / 100))] ?? 0;
const shown = (numbers: number[]): string => `p50 ${percentile(numbers, 50).toFixed(1)} p95 ${percentile(numbers, 95).toFixed(1)}`;

async function measure(browser: Browser, url: string, digits: number, into: Figures): Promise<void> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1366, height: 768 });
  await page.goto(url);
  await page.waitForFunction(() => (window as unknown as { __times: BenchTimes }).__times.mount > 0, { timeout: 120_000 });
  into.mount.push((await timesOf(page)).mount);
  await page.focus('form input');
  // Two keys to warm up; they are not counted.
  await press(page, '7');
  await press(page, 'Tab');
  for (let count = 0; count < digits; count += 1) {
    into.digits.push(await press(page, String(count % 10)));
    if (count % 3 === 2) into.finish.push(await press(page, 'Tab'));
  }
  await page.close();
}

async function press(page: Page, key: string): Promise<number> {
  const before = (await timesOf(page)).keys.length;
  await page.keyboard.press(key as 'Tab');
  await page.waitForFunction((count) => (window as unknown as { __times: BenchTimes }).__times.keys.length > count, { timeout: 120_000 }, before);
  return (await timesOf(page)).keys[before]?.ms ?? 0;
}

const timesOf = (page: Page): Promise<BenchTimes> => page.evaluate(() => (window as unknown as { __times: BenchTimes }).__times);
