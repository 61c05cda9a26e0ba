// Letters by the hundred while the program is killed: each child exactly one, numbers without a gap, no page missing.
import { expect } from 'chai';
import { lettersAndKills } from '../support/letters-and-kills.js';

describe('letters and SIGKILL', () => {
  it('issues once and prints all, over 3 crashes', async function () {
    // On a server, the work of a killed process is free only after its lease.
    this.timeout(300_000);
    const { letters, pages } = await lettersAndKills({ letters: 'all', sample: 300, kills: 3, within: 2_500 });
    expect(letters).to.be.above(250);
    expect(pages).to.be.above(letters);
  });
});
