// The thread's entry is JavaScript: a thread does not get the loader of `--import tsx` on every Node, so it registers it
// itself before it can read TypeScript.
import { register } from 'tsx/esm/api';

register();
await import('./checking-worker.ts');
