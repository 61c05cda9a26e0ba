// Templates at no risk to the server: read, tried and drawn in a thread that is ended when it takes too long or too much.
import { Worker } from 'node:worker_threads';
import type { SaidLetter, TemplateShape } from '../domain/compose-letter.js';
import type { Fault } from '../domain/problem.js';
import type { DrawnLetters } from './draw-letters.js';
import { roughFault } from './template-limits.js';

export type TemplateTask =
  | { kind: 'judge'; page: string; shape: TemplateShape; examples: SaidLetter[] }
  | { kind: 'draw'; page: string; letters: SaidLetter[] };
export type TemplateAnswer = { faults: Fault[] } | { drawn: DrawnLetters } | { failed: string };

/** A template that does not do what it must; the sentence is for whoever wrote it. */
export class TemplateError extends Error {}

export type TemplateRoom = {
  /** What is wrong with a template, after it was tried on examples; nothing when it may be used. */
  judge(page: string, shape: TemplateShape, examples: SaidLetter[]): Promise<Fault[]>;
  /** @throws TemplateError when it takes too long, too much, or misses a name. */
  draw(page: string, letters: SaidLetter[]): Promise<DrawnLetters>;
  close(): Promise<void>;
};

/** Milliseconds for a template, and what a batch of letters may take beyond it: a hundred times what they need, for busy old machines. */
const timeLimit = 1_500;
const perLetter = 15;
const heapMegabytes = 64;

export function openTemplateRoom(): TemplateRoom {
  let worker: Promise<Worker> | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const ask = (task: TemplateTask, limit: number): Promise<TemplateAnswer> => {
    const answer = turn.then(() => attempt(task, limit));
    turn = answer.catch(() => {});
    return answer;
  };
  const attempt = async (task: TemplateTask, limit: number): Promise<TemplateAnswer> => {
    worker ??= startWorker();
    const own = worker;
    const thread = await own;
    let timer: NodeJS.Timeout | undefined;
    const forget = async (): Promise<void> => {
      if (worker === own) worker = null;
      await thread.terminate();
    };
    try {
      return await new Promise<TemplateAnswer>((resolve, reject) => {
        timer = setTimeout(() => reject(new TemplateError('模板用的时间太长，请检查循环')), limit);
        thread.once('message', resolve);
        thread.once('error', (error: NodeJS.ErrnoException) =>
          reject(new TemplateError(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? '模板占用的内存太多' : '模板不能使用')),
        );
        thread.once('exit', () => reject(new TemplateError('模板不能使用')));
        thread.postMessage(task);
      });
    } catch (error) {
      await forget();
      throw error;
    } finally {
      clearTimeout(timer);
      for (const event of ['message', 'error', 'exit'] as const) thread.removeAllListeners(event);
      thread.on('error', () => {});
    }
  };

  return {
    async judge(page, shape, examples) {
      const rough = roughFault(page);
      if (rough) return [{ path: 'template', message: rough }];
      try {
        const answer = await ask({ kind: 'judge', page, shape, examples }, timeLimit);
        if ('faults' in answer) return answer.faults;
        return [{ path: 'template', message: `试印不成：${'failed' in answer ? answer.failed : ''}` }];
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        return [{ path: 'template', message: error.message }];
      }
    },
    async draw(page, letters) {
      const rough = roughFault(page);
      if (rough) throw new TemplateError(rough);
      const answer = await ask({ kind: 'draw', page, letters }, timeLimit + perLetter * letters.length);
      if ('drawn' in answer) return answer.drawn;
      throw new TemplateError('failed' in answer ? answer.failed : '模板不能使用');
    },
    async close() {
      const thread = await worker?.catch(() => null);
      worker = null;
      await thread?.terminate();
    },
  };
}

/** Waits until it can work: starting a thread takes longer than a template may. */
async function startWorker(): Promise<Worker> {
  const worker = new Worker(new URL('./start-template-worker.mjs', import.meta.url), {
    execArgv: [],
    // A template has no business with the server's secrets.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    stdout: true,
    stderr: true,
    name: 'templates',
  });
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread of templates ended with ${code}`)));
  });
  for (const event of ['message', 'error', 'exit'] as const) worker.removeAllListeners(event);
  worker.unref();
  return worker;
}
