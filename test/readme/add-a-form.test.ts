// README's steps for adding a form without code, done as it says, with the file it shows.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { reportAt } from '../support/filled-report.js';
import { readPdf } from '../support/pdf-text.js';
import { readWithSecondLibrary } from '../support/second-reader.js';
import { productRoot, startServer, testConfig } from '../support/server.js';

const exampleIn = (readme: string): string =>
  /<!-- example: class-attendance -->\s*```json\n([\s\S]*?)```/.exec(readFileSync(join(productRoot, readme), 'utf8'))?.[1] ?? '';

describe('adding a form by the steps of README', () => {
  it('shows the same file in both languages', () => {
    expect(exampleIn('README.zh.md')).to.equal(exampleIn('README.md')).and.not.equal('');
  });

  it('one file and a restart give a form that is filled in, judged, handed on, printed and taken to Excel', async () => {
    const config = testConfig();
    const definitionsDir = join(config.dataDir, 'packs');
    mkdirSync(config.dataDir, { recursive: true });
    cpSync(join(productRoot, 'form-definitions'), definitionsDir, { recursive: true });
    const server = await startServer({ config: { ...config, definitionsDir } });
    try {
      writeFileSync(join(definitionsDir, 'counties/pingshun/class-attendance.json'), exampleIn('README.md'));
      await server.restart();
      const filler = await server.as('ps-s01');
      expect((await filler.get('/api/forms')).body.items.map((form: { title: string }) => form.title)).to.include('班级考勤月汇总表');
      const at = reportAt('ps-s01', '2026-10', 'class-attendance');
      const cell = (path: string, to: string | number) => ({ path, from: null, to });
      const saved = await filler.patch(at, {
        version: 1,
        changes: [
          cell('teacher', '周老师'),
          cell('classes.a1.name', '一（1）班'),
          cell('classes.a1.pupils', 40),
          cell('classes.a1.absent', 1000),
          cell('classes.a2.name', '一（2）班'),
          cell('classes.a2.pupils', 38),
        ],
      });
      expect(saved.status, saved.text).to.equal(200);
      const [warning] = saved.body.issues;
      expect(warning).to.include({ level: 'warning', message: '一（1）班：缺勤 1000 人次，超过每人每天都缺勤' });
      const explained = await filler.patch(at, { version: 1, changes: [], reasons: { [warning.id]: '统计口径为节次' } });
      const handed = await filler.post(`${at}/actions/submit`, { n: 0, rev: explained.body.rev });
      expect(handed.body.state.title, handed.text).to.equal('待校长审核');
      const [page] = await readPdf(new Uint8Array((await filler.get(`${at}/pdf`)).body));
      for (const words of ['班级考勤月汇总表', '周老师', '一（1）班', '考勤', '合计', '78']) expect(page?.text).to.include(words);
      const { cells } = readWithSecondLibrary(new Uint8Array((await filler.get(`${at}/xlsx`)).body));
      const values = Object.values(cells).map(({ value }) => value);
      expect(values).to.include.members(['一（2）班', 38, 78]);
    } finally {
      await server.close();
    }
  });
});
