import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { listen } = await import('./do-nothing-server.ts');
const server = listen();
server.once('listening', () => parentPort.postMessage(server.address().port));
