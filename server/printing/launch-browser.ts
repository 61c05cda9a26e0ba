// Finds a browser and starts it shut off from the network: CHROME_PATH, the packaged shell, then an installed one.
import puppeteer, { type Browser } from 'puppeteer';
import { installedBrowsers } from './installed-browsers.js';
import { installFaces } from './installed-faces.js';
import { packagedBrowser } from './packaged-browser.js';
import { PrintError } from './print-error.js';

export type BrowserChoice = { chromePath?: string; cacheDir: string };

type Candidate = { executable: string; shell: boolean; env: Record<string, string> };

/** @throws PrintError NO_BROWSER, naming everything that was tried; a `chromePath` that does not start is not replaced by another browser. */
export async function launchBrowser(choice: BrowserChoice): Promise<Browser> {
  const tried: string[] = [];
  for await (const candidate of candidates(choice, tried)) {
    try {
      return await start(candidate);
    } catch (error) {
      tried.push(`${candidate.executable}: ${firstLines(error)}`);
    }
  }
  throw new PrintError('NO_BROWSER', tried.length > 0 ? `no browser starts: ${tried.join('; ')}` : 'no Chrome, Chromium or Edge found; set CHROME_PATH');
}

async function* candidates(choice: BrowserChoice, tried: string[]): AsyncGenerator<Candidate> {
  const attempt = <T>(what: string, work: Promise<T>): Promise<T | null> =>
    work.catch((error: unknown) => {
      tried.push(`${what}: ${firstLines(error)}`);
      return null;
    });
  const packaged = choice.chromePath ? null : await attempt('packaged browser', packagedBrowser(choice.cacheDir));
  const configuration = process.platform === 'linux' ? await attempt('faces', installFaces(choice.cacheDir, packaged?.fonts)) : null;
  const fonts: Record<string, string> = configuration ? { FONTCONFIG_FILE: configuration } : {};
  if (choice.chromePath) {
    yield { executable: choice.chromePath, shell: false, env: fonts };
    return;
  }
  if (packaged) {
    yield { executable: packaged.executable, shell: true, env: { ...fonts, LD_LIBRARY_PATH: packaged.libraries } };
    // Older domestic Linux has these libraries itself and a C library too old for the packaged ones.
    yield { executable: packaged.executable, shell: true, env: fonts };
  }
  for (const executable of await installedBrowsers()) yield { executable, shell: false, env: fonts };
}

function start({ executable, shell, env }: Candidate): Promise<Browser> {
  return puppeteer.launch({
    executablePath: executable,
    headless: shell ? 'shell' : true,
    // A pipe opens no port, and the browser ends with us however we end.
    pipe: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    timeout: 30_000,
    protocolTimeout: 120_000,
    env: { ...inheritedEnvironment(), ...env },
    args: [
      '--proxy-server=http://127.0.0.1:9',
      '--proxy-bypass-list=<-loopback>',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      '--disable-gpu',
      '--no-pings',
      '--no-first-run',
      '--lang=zh-CN',
      '--font-render-hinting=none',
      // Chromium refuses its sandbox to root (containers); nobody else goes without it.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

// Only what a browser needs: the server's own environment holds secrets.
function inheritedEnvironment(): Record<string, string> {
  const names = [
    'PATH',
    'HOME',
    'TMPDIR',
    'TEMP',
    'TMP',
    'LANG',
    'XDG_CACHE_HOME',
    'XDG_RUNTIME_DIR',
    'LD_LIBRARY_PATH',
    'SYSTEMROOT',
    'WINDIR',
    'USERPROFILE',
    'LOCALAPPDATA',
    'APPDATA',
    'PROGRAMFILES',
    'PROGRAMFILES(X86)',
    'PROGRAMDATA',
    'COMSPEC',
  ];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name] as string]])));
}

const firstLines = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 3)
    .join(' ')
    .slice(0, 400);
