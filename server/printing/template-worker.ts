// The thread in which templates are read and drawn: it has a small heap of its own and is ended when its time is up.
import { parentPort } from 'node:worker_threads';
import { drawLetters } from './draw-letters.js';
import { htmlFaults } from './template-html.js';
import type { TemplateAnswer, TemplateTask } from './template-room.js';
import { treeFaults } from './template-tree.js';

parentPort?.on('message', (task: TemplateTask) => parentPort?.postMessage(answerTo(task)));
parentPort?.postMessage({ ready: true });

function answerTo(task: TemplateTask): TemplateAnswer {
  try {
    if (task.kind === 'judge') {
      const found = treeFaults(task.page, task.shape);
      const faults = found.length > 0 ? found : htmlFaults(task.page);
      if (faults.length === 0) drawLetters(task.page, task.examples);
      return { faults };
    }
    return { drawn: drawLetters(task.page, task.letters) };
  } catch (error) {
    return { failed: String((error as Error).message).split('\n')[0] ?? '' };
  }
}
