// The thread in which definitions are judged and tried out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { checkDefinition, type Surroundings } from '../domain/check-definition.js';
import { definitionJudge } from '../domain/judge-definition.js';

const judge = definitionJudge(JSON.parse(readFileSync(join(String(workerData), 'definition.schema.json'), 'utf8')));

parentPort?.on('message', ({ text, around }: { text: string; around: Surroundings }) => parentPort?.postMessage(checkDefinition(text, around, judge)));
parentPort?.postMessage('ready');
