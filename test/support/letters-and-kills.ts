// Letters by the thousand while the program is killed again and again; then everything is counted.
import { expect } from 'chai';
import type { JobView } from '../../server/domain/letter-views.js';
import { type ChildProduct, startChild } from './child-product.js';
import { readPdf } from './pdf-text.js';
import { forget, type Person, signIn, testConfig } from './server.js';

/** Of a run: `letters` to issue ('all' for every child that may get one), `sample` children in the ledger, `kills` at random moments within `within` milliseconds after each start. */
export type KilledRun = { letters: number | 'all'; sample: number; kills: number; within: number };

const list = '/api/ledgers/children/children';
const schoolAge = `fields=${encodeURIComponent('state:expected,enrolled,suspended,suspected')}`;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Issues letters to parents in a process of its own on MONGODB_URL or the embedded store, kills it, and holds the register and every printed
 * page to account: each child exactly one letter, numbers from 1 without a gap, each serial on paper once. @returns what was seen
 */
export async function lettersAndKills({ letters, sample, kills, within }: KilledRun): Promise<{ letters: number; pages: number; kills: number[] }> {
  const config = testConfig({ sampleChildren: sample });
  let product: ChildProduct = await startChild(config);
  try {
    const clerk: Person = await signIn(() => product.url, 'ps-clerk');
    const total = async (): Promise<number> => (await clerk.get(`${list}?${schoolAge}&count=exact&size=1`)).body.total;
    for (let before = -1, now = 0; before !== now || now === 0; await wait(1500)) [before, now] = [now, await total()];
    const choice = letters === 'all' ? { filter: { fields: 'state:expected,enrolled,suspended,suspected' } } : { children: await childIds(clerk, letters) };
    const wanted = letters === 'all' ? await total() : letters;
    const begun = await clerk.post('/api/letter-kinds/letter-to-parents/issue', { choice, values: { theme: '依法送孩子上学' }, bundle: 'village' });
    expect(begun.status, begun.text).to.equal(202);
    let job: JobView = begun.body;
    const look = async (): Promise<JobView> => (job = (await clerk.get(`/api/letter-jobs/${job.id}`)).body);
    const killedAt: number[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      await wait(Math.random() * within);
      killedAt.push((await look()).done);
      await product.kill('SIGKILL');
      product = await startChild(config);
    }
    for (await look(); job.state === 'waiting' || job.state === 'running'; await look()) await wait(300);
    expect(job.state, `${job.problem}: ${product.output().slice(-4000)}`).to.equal('done');
    const seen = await registered(clerk, job.id);
    expect(seen).to.have.length(wanted - job.leftOutTotal);
    expect(new Set(seen.map(({ child }) => child)).size, 'one letter a child').to.equal(seen.length);
    const numbers = seen.map(({ id }) => Number(id.split(':')[3])).sort((a, b) => a - b);
    expect(numbers, 'numbers without a gap').to.deep.equal(seen.map((_, index) => index + 1));
    const { printed, pages } = await onPaper(clerk, job);
    expect(printed.size, 'every letter on paper').to.equal(seen.length);
    for (const { serial } of seen) expect(printed.get(serial), serial).to.equal(1);
    return { letters: seen.length, pages, kills: killedAt };
  } finally {
    await product.kill('SIGKILL');
    await forget(config);
  }
}

async function childIds(clerk: Person, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; ids.length < count; page += 1) {
    const { items } = (await clerk.get(`${list}?${schoolAge}&size=200&page=${page}`)).body as { items: { id: string }[] };
    if (items.length === 0) throw new Error(`there are only ${ids.length} children of school age`);
    ids.push(...items.map(({ id }) => id));
  }
  return ids.slice(0, count);
}

type Registered = { id: string; child: string; serial: string };
async function registered(clerk: Person, job: string): Promise<Registered[]> {
  const seen: Registered[] = [];
  for (let page = 1; ; page += 1) {
    const { items, total } = (await clerk.get(`/api/letters?job=${job}&size=200&page=${page}`)).body as { items: Registered[]; total: number };
    seen.push(...items);
    if (items.length === 0 || seen.length >= total) return seen;
  }
}

/** How often each serial stands on a printed sheet. */
async function onPaper(clerk: Person, job: JobView): Promise<{ printed: Map<string, number>; pages: number }> {
  const printed = new Map<string, number>();
  let count = 0;
  for (const part of job.parts) {
    expect(part.ready).to.equal(true);
    const pages = await readPdf((await clerk.get(`/api/letter-jobs/${job.id}/parts/${part.n}/pdf`)).body);
    expect(pages).to.have.length(part.pages);
    count += pages.length;
    for (const page of pages.filter(({ text }) => !text.includes('发放清单'))) {
      const serial = /平教家信〔\d{4}〕\d{4,}号/.exec(page.text)?.[0] ?? '';
      printed.set(serial, (printed.get(serial) ?? 0) + 1);
    }
  }
  return { printed, pages: count };
}
