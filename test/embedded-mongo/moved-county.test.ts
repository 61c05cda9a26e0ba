// A county leaves for another server: the product started there shows the same county. On MONGODB_URL where it is set.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'chai';
import { freshFolder, openTestStore } from '../support/embedded-mongo.js';
import { act, fillIn, reportAt } from '../support/filled-report.js';
import { productRoot, startServer, type TestServer } from '../support/server.js';

/** What people of every kind see of the county, as the product answers it. */
async function seenBy(server: TestServer): Promise<Record<string, unknown>> {
  const asked: [person: 'filler' | 'center' | 'reviewer' | 'clerk' | 'city', path: string][] = [
    ['filler', '/api/todo'],
    ['filler', reportAt('ps-s01', '2026-10')],
    ['center', '/api/todo'],
    ['reviewer', '/api/todo'],
    ['reviewer', '/api/reports?definition=monthly-monitoring&period=2026-10&size=500'],
    ['reviewer', '/api/sums/monthly-monitoring/2026-10'],
    ['clerk', '/api/ledgers'],
    ['clerk', '/api/ledgers/children/children?size=100'],
    ['city', '/api/sums/monthly-monitoring/2026-09'],
  ];
  const seen: Record<string, unknown> = {};
  for (const [person, path] of asked) {
    const { status, body } = await (await server.as(person)).get(path);
    expect(status, path).to.equal(200);
    seen[`${person} ${path}`] = body;
  }
  return seen;
}

async function exportTo(url: string, dataDir: string): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(productRoot, 'server/embedded-mongo/cli/export-to-mongodb.ts'), url, '--data', dataDir], {
    cwd: productRoot,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code, said).to.equal(0);
  return said;
}

describe('embedded store: a county that leaves', () => {
  it('shows the same county on the other server, and works on there', async function () {
    const real = process.env.MONGODB_URL;
    if (!real) this.test!.title += ' (no MONGODB_URL: the other server is a second embedded store)';
    const elsewhere = real ? undefined : await openTestStore();
    const there = new URL(real ?? elsewhere!.url);
    there.pathname = `/test-moved-${randomBytes(4).toString('hex')}`;

    const dataDir = freshFolder('county');
    const here = await startServer({ config: { dataDir, mongodbUrl: null, logLevel: 'error' } });
    const at = reportAt('ps-s01', '2026-10');
    await fillIn(await here.as('filler'), at);
    await act(await here.as('filler'), at, 'submit');
    const before = await seenBy(here);
    const said = await exportTo(there.href, dataDir);
    expect(said).to.include('已全部导出并核对').and.to.include('Exported and proved by counts and checksums');
    await here.close();

    // Without the sample counties: what is seen there has come over.
    const moved = await startServer({ config: { mongodbUrl: there.href, sampleCounties: false } });
    try {
      expect(await seenBy(moved)).to.deep.equal(before);
      const { body } = await (await moved.as('head')).get(at);
      await act(await moved.as('head'), at, 'approve');
      expect((await (await moved.as('filler')).get(at)).body.n).to.equal(body.n + 1);
    } finally {
      await moved.close();
      await elsewhere?.close();
    }
  }).timeout(300_000);
});
