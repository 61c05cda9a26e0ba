// One page of the ledger (filter, sort, count) over HTTP beside the same query through the bare driver, at 100,000 children and more.
import type { Collection } from 'mongodb';
import type { StoredChild } from '../../server/domain/child.js';
import { placeKey, searchKeys } from '../../server/domain/child-search.js';
import { startServer } from '../support/server.js';

const sizes = (process.env.BENCH_CHILDREN ?? '100000').split(',').map(Number);
const rounds = 23;

const median = (times: number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;
async function timed(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return median(times.slice(3));
}

export async function bench(): Promise<void> {
  const server = await startServer({ config: { sampleChildren: 300 } });
  try {
    const { deps, database } = server.product;
    await deps.jobs.idle();
    const children = database.collection<StoredChild>('children');
    const entry = deps.ledgers.ledger('pingshun', 'children');
    if (!entry) throw new Error('there is no ledger');
    const seed = await children.find({ county: 'pingshun', 'data.state': 'enrolled' }).limit(300).toArray();
    const schools = (await deps.store.offices.ofCounty('pingshun')).filter(({ kind }) => kind === 'school');
    const clerk = await server.as('clerk');
    let there = await children.countDocuments({});
    let first: { [name: string]: number } | null = null;
    for (const size of sizes) {
      const began = performance.now();
      for (; there < size; there += 2000)
        await children.insertMany(
          Array.from({ length: 2000 }, (_, n) => another(seed, schools, there + n, entry.ledger)),
          { ordered: false },
        );
      console.log(`${size} children (${((performance.now() - began) / 1000).toFixed(0)} s to load)`);
      const asked: { [name: string]: { url: string; filter: object; sort: object } } = {
        'a center school, grade 1 and 2': {
          url: 'office=ps-c1&fields=grade:g1,g2',
          filter: { place: { $gte: '/pingshun/c1/', $lt: '/pingshun/c1/\uffff' }, 'data.grade': { $in: ['g1', 'g2'] } },
          sort: { place: 1 },
        },
        'the whole county, page 20': { url: 'page=20', filter: {}, sort: { place: 1 } },
        'born in one month, by birth date': {
          url: 'fields=born:2018-03-01..2018-03-31&sort=born',
          filter: { 'data.born': { $gte: '2018-03-01', $lte: '2018-03-31' } },
          sort: { 'data.born': 1, place: 1 },
        },
        initials: { url: 'q=lxy', filter: { search: { $regex: '^lxy' } }, sort: { place: 1 } },
        'the book of drop-outs': { url: 'book=dropped', filter: { 'data.state': 'dropped' }, sort: { place: 1 } },
      };
      const now: { [name: string]: number } = {};
      for (const [name, { url, filter, sort }] of Object.entries(asked)) {
        const skip = url.startsWith('page=20') ? 950 : 0;
        const bare = await timed(() => bareQuery(children, { county: 'pingshun', ledger: 'children', ...filter }, sort, skip));
        const page = await timed(() => clerk.get(`/api/ledgers/children/children?${url}`));
        now[name] = page;
        const grown = first?.[name] ? `, ${(page / first[name]).toFixed(2)} × the smallest ledger` : '';
        console.log(
          `  ${name.padEnd(36)} ${page.toFixed(1).padStart(7)} ms, bare driver ${bare.toFixed(1).padStart(7)} ms: ${(page / bare).toFixed(2)} ×${grown}`,
        );
      }
      first ??= now;
    }
  } finally {
    await server.close();
  }
}

const bareQuery = (children: Collection<StoredChild>, filter: object, sort: object, skip: number): Promise<unknown> =>
  Promise.all([
    children.find(filter, { projection: { tail: 0, search: 0 }, sort: sort as never, skip, limit: 50 }).toArray(),
    children.countDocuments(filter, { limit: 10_001 }),
  ]);

function another(
  seed: StoredChild[],
  schools: { id: string; path: string; township: string }[],
  n: number,
  ledger: Parameters<typeof searchKeys>[0],
): StoredChild {
  const from = seed[n % seed.length] as StoredChild;
  const school = schools[n % schools.length] as (typeof schools)[number];
  const born = new Date(Date.UTC(2011, 0, 1) + (n % 3600) * 86_400_000).toISOString().slice(0, 10);
  const { idNumber: _, studentNumber: __, ...rest } = from.data;
  const data = { ...rest, born, grade: `g${1 + (n % 9)}`, class: `${1 + (n % 4)}班`, ...(n % 5000 === 0 ? { state: 'dropped' } : {}) };
  return {
    ...from,
    _id: `bench-${n}`,
    office: school.id,
    path: school.path,
    township: school.township,
    data,
    place: placeKey(ledger, data, school.path),
    search: searchKeys(ledger, data),
  };
}
