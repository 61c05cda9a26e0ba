// Starting: what is in the way is one sentence; packs are taken in; a form is one file more.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Config } from '../server/config.js';
import { readConfig } from '../server/config.js';
import { startProduct } from '../server/start-product.js';
import { reportAt } from './support/filled-report.js';
import { forget, productRoot, startServer, testConfig } from './support/server.js';

/** What the start says when it refuses; fails when it does not. */
async function refusal(config: Config): Promise<string> {
  try {
    const product = await startProduct(config, { client: false });
    await product.stop();
  } catch (error) {
    expect((error as Error).name, String((error as Error).stack)).to.equal('StartRefusal');
    return (error as Error).message;
  }
  throw new Error('it started');
}

/** A copy of the packs that a test may change. */
function packsOf(
  config: Config,
): Config & { write(file: string, content: object | string): void; read(file: string): Record<string, never> & { version: number } } {
  const definitionsDir = join(config.dataDir, 'packs');
  mkdirSync(config.dataDir, { recursive: true });
  cpSync(join(productRoot, 'form-definitions'), definitionsDir, { recursive: true });
  return {
    ...config,
    definitionsDir,
    write: (file, content) => writeFileSync(join(definitionsDir, file), typeof content === 'string' ? content : JSON.stringify(content)),
    read: (file) => JSON.parse(readFileSync(join(definitionsDir, file), 'utf8')),
  };
}

const monthly = 'base/reports/monthly-monitoring.json';

describe('starting', () => {
  it('says in one sentence that the port is busy', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    expect(await refusal(testConfig({ port }))).to.equal(
      `端口 ${port} 已被占用，请关掉占用它的程序，或用 PORT 换一个端口\nPort ${port} is busy; set PORT to another.`,
    );
    other.close();
  });

  it('says in one sentence that the data folder cannot be written', async () => {
    const config = testConfig({ mongodbUrl: null });
    writeFileSync(join(config.dataDir, 'a-file'), '');
    expect(await refusal({ ...config, dataDir: join(config.dataDir, 'a-file') })).to.match(/^不能写入数据文件夹 .*a-file（\w+），请检查权限/);
    rmSync(config.dataDir, { recursive: true });
  });

  it('says in one sentence that the database cannot be reached', async () => {
    expect(await refusal(testConfig({ mongodbUrl: 'mongodb://127.0.0.1:9/x?serverSelectionTimeoutMS=300' }))).to.match(
      /^连不上数据库（.*），请检查 MONGODB_URL/,
    );
  });

  it('lists every fault of every definition file, with file and place', async () => {
    const packs = packsOf(testConfig());
    packs.write('base/broken.json', '{ "id": ');
    packs.write('counties/suiyang/county.json', { ...packs.read('counties/suiyang/county.json'), colour: 'red', title: '' });
    const said = await refusal(packs);
    expect(said).to.match(/^表单定义有 3 处错误：/);
    expect(said)
      .to.match(/base\/broken\.json：不是完整的 JSON/)
      .and.match(/county\.json › colour：/)
      .and.match(/county\.json › title：/);
    rmSync(packs.dataDir, { recursive: true });
  });

  it('refuses a formula that cannot be, naming what and where', async () => {
    const packs = packsOf(testConfig());
    const form = packs.read(monthly) as unknown as { formulas: { absentRate: { value: string } } };
    form.formulas.absentRate.value = "ratio(sum(rows.grades, 'absnt'), 1)";
    packs.write(monthly, form);
    expect(await refusal(packs))
      .to.include('formulas.absentRate.value')
      .and.include('absnt');
    rmSync(packs.dataDir, { recursive: true });
  });

  it('names the setting that cannot be used', () => {
    expect(() => readConfig({ PORT: 'many' })).to.throw('设置 PORT 的值“many”不能使用');
    expect(() => readConfig({ MONGODB_URL: 'postgres://x' })).to.throw('MONGODB_URL');
    expect(readConfig({ PORT: '', DATA_DIR: '/x' })).to.include({ port: 3000, host: '127.0.0.1', dataDir: '/x', mongodbUrl: null, sampleCounties: true });
  });
});

describe('packs', () => {
  it('are taken in by version: the same version with another content refuses to start and names both', async () => {
    const packs = packsOf(testConfig());
    const server = await startServer({ config: packs });
    const form = packs.read(monthly);
    packs.write(monthly, { ...form, source: 'S1 附件1（改）' });
    let said = '';
    await server.restart().catch((error: Error) => {
      said = error.message;
    });
    expect(said).to.include(`${monthly} › version：内容与已启用的第 1 版（${monthly}，2026-11-03 启用）不同；修改内容须把 version 改为 2`);
    packs.write(monthly, form);
    await server.restart();
    await server.close();
  });

  it('publish a new version of a form when its content changes; reports stay in the version they were filled in', async () => {
    const packs = packsOf(testConfig());
    const server = await startServer({ config: packs });
    const filler = await server.as('ps-s02');
    const before = (await filler.get(reportAt('ps-s02', '2026-10'))).body;
    expect(before.definition.version).to.equal(1);
    const form = packs.read(monthly) as unknown as {
      version: number;
      schema: { properties: { grades: { each: { properties: Record<string, object> } } } };
      layout: { tables: { grades: { columns: Record<string, object> } } };
    };
    form.version = 2;
    form.schema.properties.grades.each.properties.boarding = { type: 'integer', title: '寄宿', minimum: 0, blank: 0 };
    form.layout.tables.grades.columns.boarding = { width: 16, order: 25 };
    packs.write(monthly, form);
    await server.restart();
    expect((await filler.get('/api/forms')).body.items[0]).to.include({ id: 'monthly-monitoring', version: 2 });
    const draft = (await filler.get(reportAt('ps-s02', '2026-10'))).body;
    expect(draft.definition.version, 'a draft stays in its version').to.equal(1);
    expect(draft.data).to.deep.equal(before.data);
    expect((await filler.get(reportAt('ps-s02', '2026-11'))).body.definition.version).to.equal(2);
    expect((await filler.get('/api/forms/monthly-monitoring/versions/1')).body.snapshot.schema.properties.grades.properties.g1.properties).to.not.have.property(
      'boarding',
    );
    expect((await filler.get('/api/forms/monthly-monitoring/versions/2')).body.snapshot.schema.properties.grades.properties.g1.properties).to.have.property(
      'boarding',
    );
    await server.restart();
    expect((await filler.get('/api/forms')).body.items[0].version, 'starting again publishes nothing').to.equal(2);
    await server.close();
  });

  it('bring a new form by one file dropped into the folder and a restart', async () => {
    const packs = packsOf(testConfig());
    const server = await startServer({ config: packs });
    const filler = await server.as('filler');
    packs.write('counties/pingshun/leave.json', {
      $schema: '../../definition.schema.json',
      id: 'leave',
      kind: 'report',
      version: 1,
      title: '请假情况月报',
      period: { every: 'month', due: { day: 10, of: 'next' } },
      schema: {
        properties: { days: { type: 'integer', title: '请假天数', minimum: 0, required: true }, note: { type: 'string', title: '说明', maxLength: 100 } },
      },
      layout: { tables: {} },
      sums: { days: 'add' },
      life: 'school-report',
    });
    await server.restart();
    expect((await filler.get('/api/forms')).body.items.map((form: { id: string }) => form.id)).to.include('leave');
    const at = reportAt('ps-s01', '2026-10', 'leave');
    const saved = await filler.patch(at, { version: 1, changes: [{ path: 'days', from: null, to: 7 }] });
    expect(saved.status, saved.text).to.equal(200);
    const done = await filler.post(`${at}/actions/submit`, { n: 0, rev: saved.body.rev });
    expect(done.body.state.key).to.equal('submitted');
    expect(
      (await (await server.as('foreignFiller')).get('/api/forms')).body.items.map((form: { id: string }) => form.id),
      'another county has not got it',
    ).to.not.include('leave');
    rmSync(join(packs.definitionsDir, 'counties/pingshun/leave.json'));
    await server.restart();
    expect((await filler.get('/api/forms')).body.items.map((form: { id: string }) => form.id)).to.not.include('leave');
    expect((await filler.get(at)).body.data.days, 'what was filled in can still be read').to.equal(7);
    await server.close();
    await forget(packs);
  });
});
