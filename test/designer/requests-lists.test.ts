// What counties ask of lists of names: identity numbers that are held to their check digit, and last month's children in this month's list.
import { expect } from 'chai';
import type { JsonMap } from '../../server/domain/merge-patch.js';
import type { ReportView } from '../../server/domain/views.js';
import { act, reportAt } from '../support/filled-report.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const id = 'ps-home-teaching';
const text = (title: string) => ({ type: 'string', title, maxLength: 40, required: true });
const definition = {
  id,
  kind: 'report',
  version: 1,
  title: '送教上门名单月报',
  period: { every: 'month', due: { day: 5, of: 'next' } },
  schema: {
    properties: {
      pupils: {
        type: 'array',
        title: '送教上门名单',
        each: {
          properties: {
            name: text('姓名'),
            number: { type: 'string', format: 'id-number', title: '身份证号' },
            phone: { type: 'string', format: 'phone', title: '联系电话' },
            done: { ...text('送教内容') },
          },
        },
      },
    },
  },
  layout: { tables: { pupils: { columns: { name: {}, number: { width: 40 }, phone: {}, done: {} } } } },
  carry: { 'pupils.name': { from: 'pupils.name', of: 'previous' }, 'pupils.number': { from: 'pupils.number', of: 'previous' } },
  life: 'school-report',
};

describe('requests about lists of names', function () {
  this.timeout(120_000);
  let server: TestServer;
  let filler: Person;
  const october = reportAt('ps-s01', '2026-10', id);
  const november = reportAt('ps-s01', '2026-11', id);
  const type = async (
    at: string,
    cells: { [path: string]: string | null },
    from: { [path: string]: string } = {},
  ): Promise<{ status: number; body: ReportView; text: string }> => {
    const { body } = await filler.get(at);
    return filler.patch(at, {
      version: body.definition.version,
      changes: Object.entries(cells).map(([path, to]) => ({ path: `pupils.${path}`, from: from[path] ?? null, to })),
    });
  };

  before(async () => {
    server = await startServer({ now: '2026-11-28T06:00:00.000Z' });
    filler = await server.as('filler');
    const designer = await server.as('designer');
    const wrong = await designer.patch(`/api/definitions/${id}/draft`, {
      rev: 0,
      definition: { ...definition, carry: { 'pupils.name': { from: 'pupils.name', of: 'previous', schoolYear: 'next-grade' } } } as unknown as JsonMap,
    });
    expect(wrong.body.faults.map(({ message }: { message: string }) => message)).to.deep.equal(['可增减行的表没有年级的次序，不能升级带入']);
    const saved = await designer.patch(`/api/definitions/${id}/draft`, { rev: wrong.body.rev, definition });
    expect(saved.body.faults).to.deep.equal([]);
    expect((await designer.post(`/api/definitions/${id}/publish`, { rev: saved.body.rev, why: '每月报送教名单' })).status).to.equal(200);
  });
  after(() => server?.close());

  it('an identity number of 17 places or with a wrong check digit is refused where it stands, a right one taken', async () => {
    const wrong = await type(october, { 'l1.number': '110105194912310021', 'l2.number': '11010519491231002', 'l1.phone': '没有' });
    expect(wrong.status).to.equal(422);
    expect(JSON.stringify(wrong.body)).to.include('身份证号校验码不对').and.to.include('身份证号应为 18 位').and.to.include('电话应为 7 至 19 位数字');
    const right = await type(october, { 'l1.name': '张三', 'l1.number': '11010519491231002X', 'l1.phone': '0355-8921001', 'l1.done': '识字' });
    expect(right.status, right.text).to.equal(200);
    expect((await type(october, { 'l2.name': '李四', 'l2.done': '算术' })).body.issues).to.deep.equal([]);
  });

  it('the children of an accepted list begin the next one, without what was done with them', async () => {
    expect((await filler.get(november)).body.data.pupils).to.deep.equal([]);
    await act(filler, october, 'submit');
    await act(await server.as('ps-s01-head'), october, 'approve');
    await act(await server.as('reviewer'), october, 'accept');
    const { body } = await filler.get(november);
    expect(body.data.pupils).to.deep.equal([
      { id: 'l1', name: '张三', number: '11010519491231002X' },
      { id: 'l2', name: '李四' },
    ]);
    expect(body.issues.map(({ path, kind }: { path: string; kind: string }) => [path, kind])).to.deep.equal([
      ['pupils.l1.done', 'required'],
      ['pupils.l2.done', 'required'],
    ]);
  });

  it('a child who was taken off the list stays off it, and a new one stays on it', async () => {
    const { body } = await filler.get(november);
    const gone = await filler.patch(november, { version: body.definition.version, changes: [{ path: 'pupils.l1', from: true, to: null }] });
    expect(gone.status, gone.text).to.equal(200);
    expect((await type(november, { 'l9.name': '王五', 'l9.done': '语言' })).status).to.equal(200);
    expect((await filler.get(november)).body.data.pupils).to.deep.equal([
      { id: 'l2', name: '李四' },
      { id: 'l9', name: '王五', done: '语言' },
    ]);
  });
});
