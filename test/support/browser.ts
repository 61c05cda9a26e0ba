// A browser for page tests: the one the product finds for printing, but allowed to reach this machine.
import type { Context } from 'mocha';
import puppeteer, { type Browser } from 'puppeteer';
import { cacheFolder } from '../../server/printing/cache-folder.js';
import { installedBrowsers } from '../../server/printing/installed-browsers.js';
import { installFaces } from '../../server/printing/installed-faces.js';
import { packagedBrowser } from '../../server/printing/packaged-browser.js';

type Candidate = { executablePath: string; shell: boolean; env: Record<string, string> };

/** CHROME_PATH, the packaged shell, then an installed browser. Skips the calling suite where none starts, and fails there when CI is set. */
export async function openTestBrowser(test?: Context): Promise<Browser> {
  const tried: string[] = [];
  for await (const { executablePath, shell, env } of candidates(tried)) {
    try {
      return await puppeteer.launch({
        executablePath,
        headless: shell ? 'shell' : true,
        pipe: true,
        timeout: 30_000,
        env: { ...process.env, ...env },
        args: [
          '--disable-gpu',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--lang=zh-CN',
          ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ],
      });
    } catch (error) {
      tried.push(`${executablePath}: ${String(error).slice(0, 300)}`);
    }
  }
  if (process.env.CI || !test) throw new Error(`no browser starts: ${tried.join('; ') || 'none found'}`);
  return test.skip();
}

async function* candidates(tried: string[]): AsyncGenerator<Candidate> {
  if (process.env.CHROME_PATH) {
    yield { executablePath: process.env.CHROME_PATH, shell: false, env: {} };
    return;
  }
  const cache = cacheFolder();
  const packaged = await packagedBrowser(cache).catch((error: unknown) => {
    tried.push(String(error).slice(0, 300));
    return null;
  });
  if (packaged) {
    const env = { FONTCONFIG_FILE: await installFaces(cache, packaged.fonts) };
    yield { executablePath: packaged.executable, shell: true, env: { ...env, LD_LIBRARY_PATH: packaged.libraries } };
    yield { executablePath: packaged.executable, shell: true, env };
  }
  for (const executablePath of await installedBrowsers()) yield { executablePath, shell: false, env: {} };
}
