// Starts the product for a person at a terminal, and stops it when they say so.
import { ConfigError, readConfig } from './config.js';
import { startProduct } from './start-product.js';
import { StartRefusal } from './start-refusal.js';
import { welcome } from './welcome.js';

const say = (sentence: string): void => console.log(sentence);

try {
  const config = readConfig();
  const product = await startProduct(config, { say });
  say(welcome(product.url, config));
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second Ctrl-C means now.
      if (stopping) process.exit(1);
      stopping = true;
      say('正在退出…… Stopping …');
      product.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  if (!(error instanceof StartRefusal) && !(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exit(1);
}
