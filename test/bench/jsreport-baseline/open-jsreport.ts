// jsreport 4 as its users run it, a pool of browsers and letter by letter: installed beside the product, for this bench alone.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { cacheFolder } from '../../../server/printing/cache-folder.js';
import { installFaces } from '../../../server/printing/installed-faces.js';
import { packagedBrowser } from '../../../server/printing/packaged-browser.js';
import { productRoot } from '../../support/server.js';

export type Jsreport = { version: string; print(html: string): Promise<Uint8Array>; close(): Promise<void> };
type Reporter = { use(extension: unknown): Reporter; init(): Promise<void>; render(request: unknown): Promise<{ content: Buffer }>; close(): Promise<void> };

const here = fileURLToPath(new URL('.', import.meta.url));
const home = join(productRoot, '.cache', 'jsreport-baseline');

/** Installs what the lock names unless it is there, and starts it with the browser the product prints with. @throws where it cannot be installed or started */
export async function openJsreport(browsers: number): Promise<Jsreport> {
  mkdirSync(home, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(here, file), join(home, file));
  const env = { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' };
  await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: home, env, timeout: 300_000 });
  const require = createRequire(join(home, 'package.json'));
  const load = async (name: string): Promise<(options?: object) => unknown> => (await import(pathToFileURL(require.resolve(name)).href)).default;
  const [core, chrome, handlebars] = await Promise.all(
    (['@jsreport/jsreport-core', '@jsreport/jsreport-chrome-pdf', '@jsreport/jsreport-handlebars'] as const).map(load),
  );
  const reporter = core?.({
    rootDirectory: home,
    loadConfig: false,
    useExtensionsLocationCache: false,
    logger: { silent: true },
    workers: { numberOfWorkers: browsers },
    reportTimeout: 120_000,
  }) as Reporter;
  reporter.use(chrome?.({ strategy: 'chrome-pool', numberOfWorkers: browsers, launchOptions: await sameBrowser() })).use(handlebars?.());
  await reporter.init();
  return {
    version: (JSON.parse(readFileSync(join(home, 'node_modules', '@jsreport', 'jsreport-core', 'package.json'), 'utf8')) as { version: string }).version,
    async print(content) {
      const { content: bytes } = await reporter.render({ template: { content, engine: 'handlebars', recipe: 'chrome-pdf' } });
      return bytes;
    },
    close: () => reporter.close(),
  };
}

async function sameBrowser(): Promise<object> {
  const args = ['--disable-gpu', '--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  if (process.env.CHROME_PATH) return { executablePath: process.env.CHROME_PATH, args };
  const cache = cacheFolder();
  const packaged = await packagedBrowser(cache);
  if (!packaged) return { args };
  const env = { ...process.env, FONTCONFIG_FILE: await installFaces(cache, packaged.fonts), LD_LIBRARY_PATH: packaged.libraries };
  return { executablePath: packaged.executable, headless: 'shell', args, env };
}
