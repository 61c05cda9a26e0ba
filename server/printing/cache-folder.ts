// Where the browser is unpacked when nobody names a folder: each system's own place for things that can be made again.
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The user's own cache folder, by system; nothing is created. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'yibiao', 'cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'yibiao');
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'yibiao');
}
