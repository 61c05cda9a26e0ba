// The real program in a process of its own, as a person starts it.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Config } from '../../server/config.js';
import { productRoot } from './server.js';

export type ChildProduct = { url: string; output(): string; kill(signal: NodeJS.Signals): Promise<number | null> };

/** Settings as environment variables; what is not named is as on a fresh machine. */
export const environmentOf = (config: Config): Record<string, string> => ({
  DATA_DIR: config.dataDir,
  HOST: config.host,
  PORT: String(config.port),
  DEFINITIONS_DIR: config.definitionsDir,
  SAMPLE_COUNTIES: config.sampleCounties ? 'on' : 'off',
  SAMPLE_CHILDREN: String(config.sampleChildren),
  ...(config.mongodbUrl ? { MONGODB_URL: config.mongodbUrl } : {}),
});

/** Starts and waits for the address. @throws with what it said when it ends instead. */
export async function startChild(config: Config): Promise<ChildProduct> {
  const { child, ended, output } = spawnMain(environmentOf(config));
  const url = await Promise.race([
    new Promise<string>((resolve) => {
      const look = (): void => {
        const found = /Yibiao is running:\s+(\S+)/.exec(output());
        if (found) resolve(found[1] as string);
        else setTimeout(look, 20).unref();
      };
      look();
    }),
    ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${output()}`))),
  ]);
  return {
    url,
    output,
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs until it ends by itself, as it does when it refuses to start. */
export async function runToEnd(environment: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const { ended, output } = spawnMain(environment);
  return { code: await ended, output: output() };
}

function spawnMain(environment: Record<string, string>): { child: ChildProcess; ended: Promise<number | null>; output: () => string } {
  const { MONGODB_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', join(productRoot, 'server', 'main.ts')], {
    cwd: productRoot,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve(code))), output: () => said };
}
