// Definitions at no risk to the server: what is cheap is looked at here, the rest in a thread that is ended when it takes too long or too much.
import { cpus, loadavg } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Surroundings } from '../domain/check-definition.js';
import { limitFaults, textFaults } from '../domain/definition-limits.js';
import type { Fault } from '../domain/problem.js';

export type DefinitionRoom = {
  /** Everything that is wrong with a definition among those around it. Never throws for what a definition says. */
  check(content: unknown, around: Surroundings): Promise<Fault[]>;
  /** The same for a file as it came, before it is parsed. */
  checkText(text: string, around: Surroundings): Promise<Fault[]>;
  close(): Promise<void>;
};

const isBusy = (): boolean => (loadavg()[0] as number) > cpus().length;
/** Milliseconds by the clock on the wall: where others keep the processors busy, an honest definition waits for its turn as well. */
const timeLimit = (): number => (isBusy() ? 8000 : 1000);
const heapMegabytes = 128;
/** What a definition can name; of the laws, whose texts are long, only those it quotes. */
const named = new Set(['code-list', 'life', 'calendar', 'ledger']);
const isNamedIn = (text: string, id: string, kind: string): boolean =>
  named.has(kind) || (kind === 'clause' && text.includes(JSON.stringify(id))) || (kind === 'report' && text.includes('"others"'));

const tooSlow: Fault[] = [{ path: '', message: '检查这个定义用的时间太长或占的内存太多；请减少公式和栏目，或拆成几个定义' }];

/** @param definitionsDir the folder that holds the meta-schema. */
export function openDefinitionRoom(definitionsDir: string): DefinitionRoom {
  let worker: Promise<Worker> | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const ask = async (text: string, around: Surroundings, again = false): Promise<Fault[]> => {
    worker ??= startWorker(definitionsDir);
    const own = worker;
    const thread = await own;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Fault[]>((resolve, reject) => {
        timer = setTimeout(() => reject(new Error('too slow')), timeLimit());
        thread.once('message', resolve);
        thread.once('error', reject);
        thread.once('exit', () => reject(new Error('ended')));
        thread.postMessage({ text, around: Object.fromEntries(Object.entries(around).filter(([id, { kind }]) => isNamedIn(text, id, kind))) });
      });
    } catch {
      if (worker === own) worker = null;
      await thread.terminate();
      // Starved of its turn rather than slow: a fault that is none would stand until the next save.
      return isBusy() && !again ? await ask(text, around, true) : tooSlow;
    } finally {
      clearTimeout(timer);
      for (const event of ['message', 'error', 'exit'] as const) thread.removeAllListeners(event);
      thread.on('error', () => {});
    }
  };
  const inTurn = (text: string, around: Surroundings): Promise<Fault[]> => {
    const answer = turn.then(() => ask(text, around));
    turn = answer.catch(() => {});
    return answer;
  };

  return {
    async check(content, around) {
      const faults = limitFaults(content);
      return faults.length > 0 ? faults : inTurn(JSON.stringify(content), around);
    },
    async checkText(text, around) {
      const faults = textFaults(text);
      return faults.length > 0 ? faults : inTurn(text, around);
    },
    async close() {
      const thread = await worker?.catch(() => null);
      worker = null;
      await thread?.terminate();
    },
  };
}

/** Waits until it can work: starting a thread takes longer than a definition may. */
async function startWorker(definitionsDir: string): Promise<Worker> {
  const worker = new Worker(new URL('./start-checking-worker.mjs', import.meta.url), {
    execArgv: [],
    env: {},
    workerData: definitionsDir,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    name: 'definitions',
  });
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread of definitions ended with ${code}`)));
  });
  for (const event of ['message', 'error', 'exit'] as const) worker.removeAllListeners(event);
  worker.unref();
  return worker;
}
