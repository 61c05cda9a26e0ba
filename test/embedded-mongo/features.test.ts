import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { readmes } from '../../server/embedded-mongo/readme/generate-readme-table.js';
import { openTestStore, type TestStore } from '../support/embedded-mongo.js';
import { allFeatures } from './features/all-features.js';
import { tryFeature, type Verdict } from './features/feature.js';

/** What the last recorded run found, of both servers: the README's table is made from it. */
const recorded = fileURLToPath(new URL('../../server/embedded-mongo/readme/feature-results.json', import.meta.url));
type Results = Record<'embedded' | 'real', Record<string, Verdict>>;

/**
 * Every feature on the embedded store, or on a real server with MONGODB_URL, where it must stand as recorded.
 * RECORD_FEATURES=1 writes the record anew.
 */
describe('embedded store: what it supports, beside a real server', () => {
  const results = JSON.parse(readFileSync(recorded, 'utf8')) as Results;
  const found: Record<string, Verdict> = {};
  const recording = process.env.RECORD_FEATURES === '1';
  let store: TestStore;

  before(async () => {
    store = await openTestStore({ mayBeReal: true });
  });
  after(async () => {
    await store.client.db('features').dropDatabase();
    if (recording)
      writeFileSync(
        recorded,
        `${JSON.stringify({ ...results, [store.real ? 'real' : 'embedded']: found, limits: Object.fromEntries(allFeatures.flatMap(({ area, name, limits }) => (limits ? [[`${area}: ${name}`, limits]] : []))) }, null, 1)}\n`,
      );
    await store.close();
  });

  it('stands in the README as recorded', () => {
    const { now, fresh } = readmes();
    expect(now).to.equal(fresh);
    expect(Object.keys(results.embedded)).to.have.members(allFeatures.map(({ area, name }) => `${area}: ${name}`));
  });

  for (const feature of allFeatures) {
    const key = `${feature.area}: ${feature.name}`;
    it(key, async () => {
      const { verdict, got } = await tryFeature(feature, store.client.db('features'));
      found[key] = verdict;
      if (recording) return;
      if (store.real) expect(verdict, `a real server now answers ${String(got)}`).to.equal(results.real[key]);
      else if (verdict === 'refused') throw got;
      else expect(got ?? null).to.deep.equal(feature.expected ?? null);
    });
  }
});
