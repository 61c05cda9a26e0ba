// Long work on a real store: progress, cancelling, what a crash or a rival leaves behind.
import { expect } from 'chai';
import type { Job, JobStep } from '../../server/domain/job.js';
import { openEmbeddedMongo } from '../../server/embedded-mongo/open-embedded-mongo.js';
import { type JobRoom, openJobRoom } from '../../server/jobs/job-room.js';
import { type OpenStore, openStore } from '../../server/storage/open.js';
import { forget, testConfig } from '../support/server.js';

const by = { id: 'u1', name: '卫一禾' };
/** Counts to `args.to`, one a step. */
const count = async (job: Job): Promise<JobStep> => {
  const { to } = JSON.parse(job.args) as { to: number };
  const done = job.done + 1;
  return {
    done,
    total: to,
    cursor: done < to ? String(done) : null,
    result: { seen: [...((JSON.parse(job.result) as { seen: number[] } | null)?.seen ?? []), done] },
  };
};

describe('the room for long work', () => {
  const config = testConfig();
  let store: OpenStore;
  let closeServer = async (): Promise<void> => {};
  let now = new Date('2026-11-03T06:00:00Z');
  const rooms: JobRoom[] = [];
  const failures: string[] = [];
  const room = (kinds: { [kind: string]: (job: Job) => Promise<JobStep> }): JobRoom => {
    const opened = openJobRoom({ jobs: store.store.jobs, clock: () => now, kinds, failed: (_, error) => failures.push(String(error)) });
    rooms.push(opened);
    return opened;
  };
  const read = async (id: string): Promise<Job> => (await store.store.jobs.find('pingshun', id)) as Job;
  const job = (to: number, id?: string) => ({ ...(id ? { id } : {}), county: 'pingshun', kind: 'count', about: 'x', by, args: { to } });
  before(async () => {
    if (config.mongodbUrl) store = await openStore(config.mongodbUrl);
    else {
      const embedded = await openEmbeddedMongo({ dataDir: config.dataDir });
      closeServer = () => embedded.close();
      store = await openStore(embedded.url);
    }
  });
  afterEach(async () => {
    for (const one of rooms.splice(0)) await one.close();
  });
  after(async () => {
    await store.close();
    await closeServer();
    await forget(config);
  });

  it('goes on step by step to the end, with progress and result', async () => {
    const one = room({ count });
    const id = await one.begin(job(5));
    await one.idle();
    const ended = await read(id);
    expect([ended.state, ended.done, ended.total, ended.lease]).to.deep.equal(['done', 5, 5, null]);
    expect(JSON.parse(ended.result)).to.deep.equal({ seen: [1, 2, 3, 4, 5] });
  });
  it('takes one after the other, and one of a name only once', async () => {
    const one = room({ count });
    const ids = await Promise.all([one.begin(job(3, 'same')), one.begin(job(3, 'same')), one.begin(job(2))]);
    await one.idle();
    expect(ids.slice(0, 2)).to.deep.equal(['same', 'same']);
    expect(JSON.parse((await read('same')).result)).to.deep.equal({ seen: [1, 2, 3] });
    expect((await read(ids[2] as string)).state).to.equal('done');
  });
  it('stops when it is asked to, and keeps what it knows', async () => {
    let cancel = async (): Promise<unknown> => null;
    const one = room({
      count: async (which) => {
        if (which.done === 2) await cancel();
        return count(which);
      },
    });
    cancel = () => store.store.jobs.askToStop('pingshun', 'stopped');
    await one.begin(job(50, 'stopped'));
    await one.idle();
    const ended = await read('stopped');
    expect([ended.state, ended.done]).to.deep.equal(['cancelled', 3]);
    expect(await store.store.jobs.askToStop('pingshun', 'stopped'), 'it has ended').to.equal(false);
    expect(await store.store.jobs.askToStop('suiyang', 'stopped'), 'nobody else’s').to.equal(false);
  });
  it('goes on after a restart where it had stopped, and twice over nothing', async () => {
    let first: JobRoom | null = null;
    first = room({
      count: async (which) => {
        if (which.done === 3) void first?.close();
        return count(which);
      },
    });
    await first.begin(job(8, 'resumed'));
    await first.idle();
    expect([(await read('resumed')).state, (await read('resumed')).done]).to.deep.equal(['waiting', 4]);
    const second = room({ count });
    await second.idle();
    const ended = await read('resumed');
    expect([ended.state, JSON.parse(ended.result)]).to.deep.equal(['done', { seen: [1, 2, 3, 4, 5, 6, 7, 8] }]);
  });
  it('leaves alone what another works on, until its lease runs out', async () => {
    const lease = { holder: 'crashed', until: new Date(now.getTime() + 60_000) };
    await store.store.jobs.add({
      _id: 'left',
      county: 'pingshun',
      kind: 'count',
      about: 'x',
      args: '{"to":4}',
      result: '{"seen":[1,2]}',
      state: 'running',
      done: 2,
      total: 4,
      cursor: '2',
      by,
      createdAt: now,
      updatedAt: now,
      lease,
      cancel: false,
      rev: 7,
    });
    await room({ count }).idle();
    expect((await read('left')).done).to.equal(2);
    now = new Date(now.getTime() + 61_000);
    await room({ count }).idle();
    expect([(await read('left')).state, JSON.parse((await read('left')).result)]).to.deep.equal(['done', { seen: [1, 2, 3, 4] }]);
  });
  it('says of work that fails that it failed, and goes on with the next', async () => {
    const one = room({
      count: async (which) => {
        if (which._id === 'bad') throw new Error('no such thing');
        return count(which);
      },
    });
    await one.begin(job(2, 'bad'));
    const good = await one.begin(job(2));
    await one.idle();
    expect([(await read('bad')).state, (await read(good)).state, failures]).to.deep.equal(['failed', 'done', ['Error: no such thing']]);
  });
});
