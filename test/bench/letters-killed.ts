// 10,000 letters with SIGKILL at five random moments: not a figure but an account, too long for every run of the suite.
import { lettersAndKills } from '../support/letters-and-kills.js';

const letters = Number(process.env.BENCH_LETTERS ?? 10_000);

export async function bench(): Promise<void> {
  const began = performance.now();
  const seen = await lettersAndKills({ letters, sample: Math.ceil(letters * 1.2), kills: 5, within: 9_000 });
  console.log(
    `${seen.letters} letters, one a child, numbers 1…${seen.letters} once each, every one on paper once, ${seen.pages} pages; killed when ${seen.kills.join(', ')} of ${2 * letters} steps were done; ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
}
