// A crash between publishing a version and taking the open reports over into it.
import { expect } from 'chai';
import { contentsInUse } from '../../server/actions/find-definition.js';
import { publishChanged } from '../../server/actions/publish-changed.js';
import type { LayeredDefinition } from '../../server/domain/layers.js';
import { type JsonMap, mergePatch } from '../../server/domain/merge-patch.js';
import { ended } from '../support/designer.js';
import { reportAt } from '../support/filled-report.js';
import { startServer } from '../support/server.js';

describe('a crash while a version is published', () => {
  it('leaves nothing half done: the next start takes the open reports over', async () => {
    const server = await startServer();
    const filler = await server.as('filler');
    await filler.patch(reportAt('ps-s01', '2026-10'), { version: 1, changes: [{ path: 'grades.g1.remark', from: null, to: '备注' }] });
    // What publishing writes first; then the process is gone before it has asked for the reports.
    const { deps } = server.product;
    const last = await deps.store.definitions.last('pingshun', 'monthly-monitoring');
    if (!last) throw new Error('nothing was published');
    const patch: JsonMap = { title: '平顺县月报' };
    const content = mergePatch(last.snapshot.definition as unknown as JsonMap, patch) as unknown as LayeredDefinition;
    const contents = { ...(await contentsInUse('pingshun', deps)), 'monthly-monitoring': content };
    const one = { id: 'monthly-monitoring', content, stack: last.stack, patch, keeps: [], origin: last.origin, assumed: last.assumed };
    await publishChanged('pingshun', one, contents, { cause: 'publish', by: { id: 'pingshun-ps-design', name: '设计员' }, why: '改名', again: null }, deps);
    await server.restart();
    const designer = await server.as('designer');
    expect((await ended(designer, 'move:pingshun:monthly-monitoring:2')).result).to.deep.include({ dropped: 0 });
    const { body } = await filler.get(reportAt('ps-s01', '2026-10'));
    expect([body.definition.version, body.definition.title, body.data.grades.g1.remark]).to.deep.equal([2, '平顺县月报', '备注']);
    expect((await filler.get(`${reportAt('ps-s01', '2026-10')}/history`)).body.sound).to.equal(true);
    await server.close();
  });
});
