// What axe finds wrong with a page for people who cannot see it or use no mouse.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
type Axe = { run(about: { exclude: string[] }): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };

/** Serious and critical faults, each with the first places. @param exclude selectors of what is not the page's own */
export async function seriousFaults(page: Page, exclude: string[] = []): Promise<string[]> {
  // Not as a script of the page: its policy lets none in.
  await page.evaluate(source);
  return page.evaluate(async (leftOut) => {
    const { violations } = await (window as unknown as { axe: Axe }).axe.run({ exclude: leftOut });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map((node) => node.html.slice(0, 160))
            .join(' | ')}`,
      );
  }, exclude);
}
