// A process of its own for the fault test: opens the store, lets three writers write through the driver, and says on
// standard output which writes were acknowledged. The test kills it.
import { register } from 'tsx/esm/api';

register();
await import('./write-until-killed.ts');
