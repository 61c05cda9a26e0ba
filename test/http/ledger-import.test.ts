// Children from a workbook: every problem at once, nothing written before somebody agrees, masks never taken for values.
import { expect } from 'chai';
import { checkDigit } from '../../server/domain/id-number.js';
import type { ImportView } from '../../server/domain/ledger-views.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const imports = '/api/ledgers/children/imports';
const number = (born: string, order: string): string => {
  const digits = `149925${born.replaceAll('-', '')}${order}`;
  return `${digits}${checkDigit(digits)}`;
};

describe('children from a workbook', () => {
  let server: TestServer;
  let clerk: Person;
  let filler: Person;
  before(async function () {
    this.timeout(120_000);
    server = await startServer({ config: { sampleChildren: 100 } });
    await server.product.deps.jobs.idle();
    [clerk, filler] = await Promise.all([server.as('clerk'), server.as('filler')]);
  });
  after(() => server?.close());

  const heads = ['学校', '姓名', '性别', '出生日期', '身份证号', '状态', '年级', '特殊群体', '村（社区）', '不认识'];
  const workbook = (rows: (string | number | null)[][]): Promise<Uint8Array> =>
    server.product.deps.spreadsheets.list({ title: '名单', columns: heads.map((title) => ({ title, width: 30, type: 'text' as const })), rows });
  const look = async (person: Person, rows: (string | number | null)[][]): Promise<ImportView> => {
    const { status, body, text } = await person.post(imports, await workbook(rows), { 'content-type': 'application/octet-stream' });
    expect(status, text).to.equal(200);
    return body;
  };
  const good = ['东岚镇中心小学', '曾𬭎', '男', '2019-05-06', number('2019-05-06', '011'), '在校', '一年级', '留守、单亲', '柳沟村', ''];

  it('lists all problems at their cells and gives nothing to agree to', async () => {
    const view = await look(clerk, [
      good,
      ['没有这所学校', '李一', '男', '2019-05-06', '', '', '', '', '', ''],
      [
        '东岚镇中心小学',
        '',
        '男人',
        '2019年13月1日',
        number('2019-05-06', '021').replace(/.$/, (digit) => (digit === '1' ? '2' : '1')),
        '',
        '十年级',
        '没有这一类',
        '',
        '',
      ],
      ['东岚镇中心小学', '王二', '女', '2018/3/4', number('2019-05-06', '011'), '', '', '', '', ''],
    ]);
    expect(view.id).to.equal('');
    const errors = view.problems.filter(({ level }) => level === 'error').map(({ row, column, message }) => `${row}${column} ${message}`);
    const first = (view.problems.find(({ message }) => message.includes('没有叫'))?.row ?? 0) - 1;
    expect(first).to.be.above(0);
    expect(errors.join('\n')).to.match(new RegExp(`${first + 1}A 没有叫“没有这所学校”的学校`));
    for (const pattern of [
      /C 性别：“男人”不在可选项里/,
      /D 出生日期：“2019-13-01”不是日期/,
      /E 身份证号：.*校验码/,
      /G 年级：“十年级”/,
      /H 特殊群体：“没有这一类”/,
    ])
      expect(
        errors.some((line) => line.startsWith(`${first + 2}`) && pattern.test(line)),
        String(pattern),
      ).to.equal(true);
    expect(errors.some((line) => line.startsWith(`${first + 3}E 与第 ${first} 行的身份证号相同`))).to.equal(true);
    expect(view.problems.some(({ level, message }) => level === 'warning' && message.includes('不认识'))).to.equal(true);
    expect((await clerk.post(`${imports}/import-nothing/accept`)).status).to.equal(404);
  });

  it('adds and corrects by identity number, after somebody has agreed, once', async () => {
    const row = (await filler.get('/api/ledgers/children/children?fields=state:enrolled;grade:g2&size=1')).body.items[0];
    const full = (await filler.post(`/api/ledgers/children/children/${row.id}/unmask`, { field: 'idNumber', reason: '核对' })).body.text;
    const view = await look(
      clerk,
      [
        good,
        ['', row.name, '', '', full, '', '', '', '改过的村', ''],
        ['', '别人', '', '', `${full.slice(0, 6)}***********${full[17]}`, '', '', '', '', ''],
      ].slice(0, 2),
    );
    expect(view).to.include({ rows: 2, adds: 1, updates: 1, unchanged: 0 });
    expect(view.sample[1]?.changes).to.deep.equal([{ title: '村（社区）', before: row.values.village, after: '改过的村' }]);
    expect((await clerk.get(`/api/ledgers/children/children?q=${encodeURIComponent('曾𬭎')}`)).body.total, 'nothing is written yet').to.equal(0);
    expect((await filler.post(`${imports}/${view.id}/accept`)).status, 'somebody else’s').to.equal(404);
    const two = await Promise.all([1, 2].map(() => clerk.post(`${imports}/${view.id}/accept`)));
    expect(two.map(({ status }) => status).sort(), 'clicked twice').to.satisfy(([once, again]: number[]) => once === 200 && (again as number) >= 400);
    expect(two.find(({ status }) => status === 200)?.body).to.deep.equal({ added: 1, updated: 1 });
    expect((await clerk.post(`${imports}/${view.id}/accept`)).status).to.equal(404);
    const added = (await clerk.get(`/api/ledgers/children/children?q=${encodeURIComponent('曾𬭎')}`)).body.items[0];
    const file = (await filler.get(`/api/ledgers/children/children/${added.id}`)).body;
    expect(file).to.include({ sound: true, n: 1 });
    expect(file.state.title).to.equal('在校');
    expect(file.values.tags).to.deep.equal(['leftBehind', 'singleParent']);
    expect((await filler.get(`/api/ledgers/children/children/${row.id}`)).body.history[0]).to.include({ kind: 'correct', reason: '导入表格' });
    expect((await look(clerk, [good])).unchanged).to.equal(1);
  });

  it('warns of children without a number who may be there already', async () => {
    const nameless = (name: string, born: string) => ['东岚镇中心小学', name, '女', born, '', '', '', '', '', ''];
    const view = await look(clerk, [
      nameless('无证一', '2019-01-02'),
      nameless('无证一', '2019-01-02'),
      nameless('无证一', '2019-01-03'),
      nameless('曾𬭎', '2019-05-06'),
    ]);
    const warned = view.problems.filter(({ message }) => message.includes('另建一份')).map(({ message }) => message.split('；')[0]);
    expect(warned[0]).to.match(/^与第 \d+ 行同名、同日出生$/);
    expect(warned.slice(1)).to.deep.equal(['台账里已有同名、同日出生的学生']);
    expect(view).to.include({ adds: 4 });
    expect(view.id, 'a warning stops nothing').to.not.equal('');
  });

  it('takes no mask for a number, no state for a correction, and no child of another school', async () => {
    const masked = await look(clerk, [['东岚镇中心小学', '曾𬭎', '男', '2019-05-06', '149925***********X', '', '', '', '', '']]);
    expect(masked.problems.find(({ level }) => level === 'error')?.message).to.match(/打着星号，认不出是哪名学生/);
    expect(JSON.stringify(masked.problems), 'nothing is warned of a line that is refused').to.not.include('另建一份');
    expect([masked.id, masked.adds], 'what was exported does not come back as children once more').to.deep.equal(['', 0]);
    const moved = await look(clerk, [[...good.slice(0, 5), '辍学', '', '', '', '']]);
    expect(moved.problems.find(({ level }) => level === 'error')?.message).to.equal('状态只能由异动改变');
    const other = await look(await server.as('otherFiller'), [['', '曾𬭎', '男', '2019-05-06', good[4] as string, '', '', '', '', '']]);
    expect(other.problems.find(({ level }) => level === 'error')?.message).to.match(/别的学校/);
  });

  it('stops where somebody was faster', async () => {
    const view = await look(clerk, [[...good.slice(0, 8), '河口村', '']]);
    const { id, n } = (
      await filler.get(`/api/ledgers/children/children/${(await clerk.get(`/api/ledgers/children/children?q=${encodeURIComponent('曾𬭎')}`)).body.items[0].id}`)
    ).body;
    await filler.patch(`/api/ledgers/children/children/${id}`, { n, changes: [{ field: 'village', to: '枣林村' }] });
    expect((await clerk.post(`${imports}/${view.id}/accept`)).body.code).to.equal('STALE');
  });

  it('refuses what is no workbook', async () => {
    for (const bytes of [new Uint8Array(), new TextEncoder().encode('姓名,性别'), new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])])
      expect((await clerk.post(imports, bytes, { 'content-type': 'application/octet-stream' })).body.code).to.equal('BAD_SPREADSHEET');
    const heads = await server.product.deps.spreadsheets.list({ title: '没有姓名', columns: [{ title: '别的', width: 20, type: 'text' }], rows: [] });
    expect((await clerk.post(imports, heads, { 'content-type': 'application/octet-stream' })).body.problems[0].message).to.match(/没有找到表头/);
    expect((await clerk.get(`${imports}/template`)).status).to.equal(200);
  });
});
