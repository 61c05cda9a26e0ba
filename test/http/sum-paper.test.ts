import { expect } from 'chai';
import { readPdf } from '../support/pdf-text.js';
import { readWithSecondLibrary } from '../support/second-reader.js';
import { startServer, type TestServer } from '../support/server.js';

const september = '/api/sums/monthly-monitoring/2026-09';
const october = '/api/sums/monthly-monitoring/2026-10';

describe('a sum on paper and as a workbook', function () {
  this.timeout(120_000);
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server?.close());

  it('is laid out by center school or township as on the screen, with the same numbers', async () => {
    const reviewer = await server.as('reviewer');
    for (const [by, title] of [
      ['center', '中心校'],
      ['township', '乡镇'],
    ]) {
      const { body: sum } = await reviewer.get(`${september}?by=${by}`);
      const { body: bytes } = await reviewer.get(`${september}/xlsx?by=${by}&face=groups`);
      const { cells, merges } = readWithSecondLibrary(bytes);
      const at = (text: string): string => Object.keys(cells).find((address) => cells[address]?.value === text) ?? '';
      const top = Number(at(title as string).replace(/\D/g, ''));
      expect(merges).to.include.members([`A${top}:A${top + 1}`, `H${top}:K${top}`]);
      expect(sum.groups.length).to.be.greaterThan(5);
      for (const group of sum.groups) {
        const row = at(group.title).replace(/\D/g, '');
        const grades = Object.values(group.data.grades) as { thisMonth?: number }[];
        expect(cells[`B${row}`]?.value, group.title).to.equal(group.counts.asked);
        expect(cells[`G${row}`]?.value, group.title).to.equal(grades.reduce((total, grade) => total + (grade.thisMonth ?? 0), 0));
      }
    }
  });

  it('prints the groups on a sheet lying down, and the form itself standing', async () => {
    const reviewer = await server.as('reviewer');
    const [groups] = await readPdf((await reviewer.get(`${october}/pdf?face=groups`)).body);
    for (const words of ['平顺县教育局', '中心校', '东岚镇中心校', '未在校率', '合计', '汇总未齐', '暂定数']) expect(groups?.text).to.include(words);
    expect(groups?.text).to.not.include('九年级');
    const [form] = await readPdf((await reviewer.get(`${october}/pdf`)).body);
    expect(form?.text).to.include('九年级').and.not.include('东岚镇中心校');
  });

  it('says in a line of the workbook that the numbers are not final, until they are', async () => {
    const reviewer = await server.as('reviewer');
    const said = async (path: string): Promise<string> => {
      const { cells } = readWithSecondLibrary((await reviewer.get(path)).body);
      return Object.values(cells)
        .map(({ value }) => String(value ?? ''))
        .filter((text) => text.includes('暂定数'))
        .join();
    };
    expect(await said(`${october}/xlsx`)).to.equal('注：暂定数，应报 32 所，已报 10 所，通过 5 所，全部通过后数字才定。');
    expect(await said(`${september}/xlsx`)).to.equal('');
  });

  it('shows the schools of one center school with their state, and nobody another county or another center', async () => {
    const center = await server.as('center');
    const { cells } = readWithSecondLibrary((await center.get(`${october}/xlsx?face=groups`)).body);
    const texts = Object.values(cells).map(({ value }) => value);
    expect(texts).to.include.members(['学校', '状态', '东岚镇中心小学', '未填报', '已报 2／5']);
    expect(texts).to.not.include('西渠镇中心小学');
    expect((await center.get(`${october}/xlsx?face=groups&within=ps-c2`)).status).to.equal(404);
    expect((await center.get(`${october}/pdf?face=everything`)).status).to.equal(400);
    const city = await server.as('city');
    const counties = readWithSecondLibrary((await city.get(`${october}/xlsx?face=groups`)).body);
    expect(Object.values(counties.cells).map(({ value }) => value)).to.include.members(['县区', '岚溪县', '石泉县']);
  });
});
