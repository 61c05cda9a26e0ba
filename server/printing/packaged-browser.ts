// The headless shell inside @sparticuz/chromium, unpacked once into a folder of ours.
import { execFile } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** `libraries` is what a bare machine lacks (nss, nspr, expat), `fonts` one Latin face for machines without any. */
export type PackagedBrowser = { executable: string; libraries: string; fonts: string };

const MARKER = 'complete.json';
type Marker = { version: string; sizes: Record<string, number> };

/**
 * Unpacks the packaged browser (two to four seconds) unless it is already there whole, and says where it is.
 * @returns null where the package has no browser for this machine: it is built for Linux on x64.
 * @throws Error when the folder is not ours alone or cannot be written.
 */
export async function packagedBrowser(cacheDir: string): Promise<PackagedBrowser | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const found = await findPackage();
  if (!found) return null;
  await mkdir(cacheDir, { recursive: true, mode: 0o700 });
  const home = join(cacheDir, `chromium-${found.version}`);
  if (!(await isWhole(home, found.version))) await unpack(found, cacheDir, home);
  return { executable: join(home, 'chromium'), libraries: join(home, 'al2023', 'lib'), fonts: join(home, 'fonts') };
}

type FoundPackage = { entry: string; version: string };

async function findPackage(): Promise<FoundPackage | null> {
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const manifest = JSON.parse(await readFile(join(dirname(entry), '..', '..', 'package.json'), 'utf8')) as { version: string };
    return { entry, version: manifest.version };
  } catch {
    return null;
  }
}

// The package unpacks into the temporary folder, reuses whatever file it finds there and reads its own environment only once: so it
// runs in a process of its own, with an empty private folder for a temporary one.
async function unpack(found: FoundPackage, cacheDir: string, home: string): Promise<void> {
  const stage = await mkdtemp(join(cacheDir, 'unpacking-'));
  try {
    const program = `const { default: chromium } = await import(${JSON.stringify(pathToFileURL(found.entry).href)});
      await (chromium.default ?? chromium).executablePath();`;
    // This variable is the package's only switch for unpacking its libraries.
    const env = { PATH: process.env.PATH ?? '', TMPDIR: stage, HOME: stage, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { env, cwd: stage, timeout: 120_000 });
    const marker: Marker = { version: found.version, sizes: await sizesIn(stage) };
    await writeFile(join(stage, MARKER), JSON.stringify(marker));
    await moveIntoPlace(stage, home, found.version);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

async function moveIntoPlace(stage: string, home: string, version: string): Promise<void> {
  try {
    await rename(stage, home);
  } catch (error) {
    // Another process was faster, or a broken folder is in the way.
    if (await isWhole(home, version)) return;
    const aside = `${stage}-old`;
    await rename(home, aside).catch(() => {
      throw error;
    });
    await rename(stage, home);
    await rm(aside, { recursive: true, force: true });
  }
}

async function isWhole(home: string, version: string): Promise<boolean> {
  try {
    const folder = await lstat(home);
    const mine = folder.isDirectory() && folder.uid === process.getuid?.() && (folder.mode & 0o022) === 0;
    if (!mine) return false;
    const marker = JSON.parse(await readFile(join(home, MARKER), 'utf8')) as Marker;
    if (marker.version !== version || !marker.sizes.chromium) return false;
    const sizes = await sizesIn(home);
    return Object.entries(marker.sizes).every(([file, size]) => sizes[file] === size);
  } catch {
    return false;
  }
}

async function sizesIn(folder: string): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const name = path.slice(folder.length + 1);
    if (entry.isFile() && name !== MARKER) sizes[name] = (await lstat(path)).size;
  }
  return sizes;
}
