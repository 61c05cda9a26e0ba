// Letters by the hundred while the program is killed again and again: each child exactly one, numbers without a gap, no page missing.
import { expect } from 'chai';
import type { JobView } from '../../server/domain/letter-views.js';
import { type ChildProduct, startChild } from '../support/child-product.js';
import { readPdf } from '../support/pdf-text.js';
import { forget, type Person, signIn, testConfig } from '../support/server.js';

const kills = Number(process.env.LETTER_KILLS ?? 3);
const children = Number(process.env.LETTER_CHILDREN ?? 300);

describe('letters and SIGKILL', () => {
  const config = testConfig({ sampleChildren: children });
  let product: ChildProduct | undefined;
  after(async () => {
    await product?.kill('SIGKILL');
    await forget(config);
  });
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  it(`issues once and prints all, over ${kills} crashes`, async function () {
    this.timeout(1_800_000);
    product = await startChild(config);
    const clerk: Person = await signIn(() => (product as ChildProduct).url, 'ps-clerk');
    const all = `/api/ledgers/children/children?fields=${encodeURIComponent('state:expected,enrolled,suspended,suspected')}&count=exact&size=1`;
    for (let before = -1, now = 0; before !== now || now === 0; await wait(1500)) [before, now] = [now, (await clerk.get(all)).body.total];
    const begun = await clerk.post('/api/letter-kinds/letter-to-parents/issue', {
      choice: { filter: { fields: 'state:expected,enrolled,suspended,suspected' } },
      values: { theme: '依法送孩子上学' },
      bundle: 'village',
    });
    expect(begun.status, begun.text).to.equal(202);
    for (let crash = 0; crash < kills; crash += 1) {
      await wait(Math.random() * Number(process.env.LETTER_WAIT ?? 2_500));
      await product.kill('SIGKILL');
      product = await startChild(config);
    }
    let job: JobView = begun.body;
    for (; job.state === 'waiting' || job.state === 'running'; await wait(300)) job = (await clerk.get(`/api/letter-jobs/${job.id}`)).body;
    expect(job.state, job.problem).to.equal('done');
    const total = (await clerk.get(all)).body.total;
    const seen: { id: string; child: string; serial: string }[] = [];
    for (let page = 1; seen.length < total - job.leftOut.length; page += 1) {
      const { items } = (await clerk.get(`/api/letters?job=${job.id}&size=200&page=${page}`)).body;
      if (items.length === 0) break;
      seen.push(...items);
    }
    expect(seen).to.have.length(total - job.leftOut.length);
    expect(new Set(seen.map(({ child }) => child)).size, 'one letter a child').to.equal(seen.length);
    expect(
      seen.map(({ id }) => Number(id.split(':')[3])).sort((a, b) => a - b),
      'numbers without a gap',
    ).to.deep.equal(seen.map((_, index) => index + 1));
    const printed = new Map<string, number>();
    for (const part of job.parts) {
      expect(part.ready).to.equal(true);
      const pages = await readPdf((await clerk.get(`/api/letter-jobs/${job.id}/parts/${part.n}/pdf`)).body);
      expect(pages).to.have.length(part.pages);
      for (const page of pages.filter(({ text }) => !text.includes('发放清单'))) {
        const serial = /平教家信〔\d{4}〕\d{4,}号/.exec(page.text)?.[0] ?? '';
        printed.set(serial, (printed.get(serial) ?? 0) + 1);
      }
    }
    expect(printed.size, 'every letter on paper').to.equal(seen.length);
    for (const { serial } of seen) expect(printed.get(serial), serial).to.equal(1);
  });
});
