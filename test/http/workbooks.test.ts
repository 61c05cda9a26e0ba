// Out as .xlsx, in as .xlsx, on paper: the same numbers everywhere, and every file that is none is refused in words.
import { expect } from 'chai';
import { fillIn, reportAt } from '../support/filled-report.js';
import { readPdf } from '../support/pdf-text.js';
import { readWithSecondLibrary } from '../support/second-reader.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const at = reportAt('ps-s01', '2026-10');
const xlsx = { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
const valuesOf = (cells: { [address: string]: { value: unknown } }): unknown[] => Object.values(cells).map((cell) => cell.value);

describe('workbooks and papers', () => {
  let server: TestServer;
  let filler: Person;
  let reviewer: Person;
  before(async () => {
    server = await startServer();
    [filler, reviewer] = await Promise.all([server.as('filler'), server.as('reviewer')]);
    await fillIn(filler, at);
  });
  after(() => server?.close());
  const upload = (bytes: Uint8Array, where = at) => filler.post(`${where}/xlsx`, bytes, xlsx);

  it('write a report with its merged header and read it back without a difference', async () => {
    const file = await filler.get(`${at}/xlsx`);
    expect(file.status).to.equal(200);
    expect(decodeURIComponent(file.headers.get('content-disposition') ?? '')).to.include(
      '东岚镇中心小学 2026年10月 平顺县中小学控辍保学动态监测月报表（一）.xlsx',
    );
    const { cells, merges } = readWithSecondLibrary(file.body);
    expect(valuesOf(cells)).to.include.members(['变动情况', '一年级', '合计', '备注']);
    expect(merges.length).to.be.greaterThan(3);
    const same = await upload(file.body);
    expect(same.status, same.text).to.equal(200);
    expect(same.body).to.deep.equal({ changes: [], problems: [] });
  });

  it('say what a workbook would change, and write nothing', async () => {
    const file = await filler.get(`${at}/xlsx`);
    const before = (await filler.get(at)).body;
    const g1 = before.data.grades.g1.thisMonth as number;
    await filler.patch(at, {
      version: 1,
      changes: [
        { path: 'grades.g1.thisMonth', from: g1, to: g1 + 5 },
        { path: 'grades.g2.remark', from: null, to: '后写的' },
      ],
    });
    const changed = (await filler.get(at)).body;
    const { changes, problems } = (await upload(file.body)).body;
    expect(changes).to.deep.equal([
      { path: 'grades.g1.thisMonth', from: g1 + 5, to: g1 },
      { path: 'grades.g2.remark', from: '后写的', to: null },
    ]);
    expect(problems).to.deep.equal([]);
    expect((await filler.get(at)).body.rev).to.equal(changed.rev);
    const saved = await filler.patch(at, { version: 1, changes });
    expect(saved.body.data).to.deep.equal(before.data);
  });

  it('refuse what is no workbook, is too big, or belongs to another office or month', async () => {
    const refused = async (bytes: Uint8Array, status: number, words: RegExp, where = at): Promise<void> => {
      const reply = await upload(bytes, where);
      expect([reply.status, reply.body.detail], reply.text).to.satisfy(([got, detail]: [number, string]) => got === status && words.test(detail));
    };
    await refused(new Uint8Array(), 422, /文件是空的/);
    await refused(new TextEncoder().encode('年级,人数\n一年级,3'), 422, /不是 \.xlsx 文件/);
    const file = (await filler.get(`${at}/xlsx`)).body as Uint8Array;
    await refused(file.slice(0, file.length / 2), 422, /[\u4e00-\u9fff]/);
    await refused(new Uint8Array(11 * 1024 * 1024), 413, /太大/);
    await refused((await filler.get(`${reportAt('ps-s01', '2026-09')}/xlsx`)).body, 422, /2026年9月/);
    await refused((await reviewer.get(`${reportAt('ps-s02', '2026-10')}/xlsx`)).body, 422, /另一个单位/);
  });

  it('export the list that was asked for, and note it', async () => {
    const file = await reviewer.get('/api/reports.xlsx?period=2026-10&q=东岚');
    const words = valuesOf(readWithSecondLibrary(file.body).cells).map(String);
    const { items } = (await reviewer.get('/api/reports?period=2026-10&q=东岚')).body;
    for (const { officeTitle } of items) expect(words).to.include(officeTitle);
    expect(words.filter((word) => word === '2026年10月')).to.have.length(items.length);
    const kinds = (await server.product.deps.store.audit.ofCounty('pingshun')).map((entry) => entry.kind);
    expect(kinds).to.include('export');
  });

  it('print the same numbers, marked as a draft until they are accepted', async () => {
    const file = await filler.get(`${at}/pdf`);
    if (file.status === 503 && !process.env.CI) return;
    expect(file.status, file.text.slice(0, 200)).to.equal(200);
    const text = (await readPdf(file.body))
      .map((page) => page.text)
      .join('')
      .replace(/\s/g, '');
    const { data } = (await filler.get(at)).body;
    expect(text)
      .to.include('平顺县中小学控辍保学动态监测月报表（一）')
      .and.include('变动情况')
      .and.include('草稿')
      .and.include(`一年级${data.grades.g1.lastMonth}${data.grades.g1.thisMonth}`);
  });

  it('head a sum with who sums, and give its total on paper and as a workbook', async () => {
    const sum = (await reviewer.get('/api/sums/monthly-monitoring/2026-09')).body;
    const page = (await reviewer.get('/api/sums/monthly-monitoring/2026-09/html')).text;
    expect(page).to.include('汇总单位（公章）').and.include('平顺县教育局').and.include('汇总表');
    const { cells } = readWithSecondLibrary((await reviewer.get('/api/sums/monthly-monitoring/2026-09/xlsx')).body);
    expect(valuesOf(cells)).to.include(sum.total.data.grades.g5.thisMonth);
    expect((await (await server.as('city')).get('/api/sums/monthly-monitoring/2026-09/html')).text).to.include('宁德市教育局');
  });
});
