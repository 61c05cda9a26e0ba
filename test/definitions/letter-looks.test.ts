// What counties want of a letter beside its words: one a household, numbers of each school, a red head in two languages, two copies of the receipt.
import { expect } from 'chai';
import { dateInHan, dayOfWords } from '../../server/domain/compose-letter.js';
import { publish } from '../support/designer.js';
import { readPdf } from '../support/pdf-text.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const notice = '/api/definitions/admission-notice';
const values = { reportBy: '2027-09-03', bring: '户口簿' };

describe('how a county writes and numbers its letters', function () {
  this.timeout(300_000);
  let server: TestServer;
  let designer: Person;
  let clerk: Person;
  /** Children of two schools in turn: a, b, a, b. */
  const children: { id: string; name: string; office: string; officeTitle: string }[] = [];
  before(async () => {
    server = await startServer({ now: '2027-08-31T15:50:00.000Z' });
    [designer, clerk] = await Promise.all([server.as('designer'), server.as('clerk')]);
    const fillers = await Promise.all(['ps-s01', 'ps-s02'].map((school) => server.as(school)));
    for (const n of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const child = { name: `王小${'一二三四五六七八'[n]}`, sex: 'male', born: `2020-0${n + 1}-05`, guardian: '王大山', address: '城关镇1号' };
      const made = await fillers[n % 2]?.post('/api/ledgers/children/children', { values: child });
      expect(made?.status, made?.text).to.equal(201);
      children.push({ id: made?.body.id, name: child.name, office: made?.body.office.id, officeTitle: made?.body.office.title });
    }
  });
  after(() => server?.close());

  const preflight = async (ids: string[]) => (await clerk.post('/api/letter-kinds/admission-notice/preflight', { choice: { children: ids }, values })).body;
  const issue = async (ids: string[]) => {
    const begun = await clerk.post('/api/letter-kinds/admission-notice/issue', { choice: { children: ids }, values, bundle: 'school' });
    expect(begun.status, begun.text).to.equal(202);
    await server.product.deps.jobs.idle();
    const { items } = (await clerk.get(`/api/letters?job=${begun.body.id}`)).body;
    return { items, leftOut: (await clerk.get(`/api/letter-jobs/${begun.body.id}`)).body.leftOut };
  };
  const faultsOf = async (change: object) =>
    Object.fromEntries(
      (await designer.post(`${notice}/check`, { change })).body.faults.map((one: { path: string; message: string }) => [one.path, one.message]),
    );
  const textOf = async (letter: string): Promise<string> => {
    const reply = await clerk.get(`/api/letters/${letter}/pdf`);
    expect(reply.status, reply.text).to.equal(200);
    return (await readPdf(reply.body)).map(({ text }) => text).join('\n');
  };

  it('writes days as official papers do, and knows them again', () => {
    expect(['2027-09-01', '2030-10-20', '2027-12-31', '2020-11-11'].map(dateInHan)).to.deep.equal([
      '二〇二七年九月一日',
      '二〇三〇年十月二十日',
      '二〇二七年十二月三十一日',
      '二〇二〇年十一月十一日',
    ]);
    for (const day of ['2027-09-01', '2030-10-20', '2027-12-31', '2020-11-11', '2027-02-10']) expect(dayOfWords(dateInHan(day))).to.equal(day);
    expect([dayOfWords('2027年9月1日'), dayOfWords('九月一日'), dateInHan('未定')]).to.deep.equal(['2027-09-01', '九月一日', '未定']);
  });

  it('numbers letters school by school, from 1 each school year, and says what numbers would meet', async () => {
    const apart = await faultsOf({ serial: { per: { school: true } } });
    expect(apart['serial.pattern']).to.contain('加学校');
    expect((await faultsOf({ serial: { pattern: '{office}入{number}号' } }))['serial.pattern']).to.contain('年份');
    const before = await issue([children[0]!.id]);
    expect(before.items[0].serial).to.equal('平教义入〔2027〕0001号');
    await publish(designer, { serial: { pattern: '{school}入字〔{year}〕{number:3}号', per: { school: true, schoolYear: true } } }, notice);
    const { items } = await issue(children.slice(1, 4).map(({ id }) => id));
    const [a, b] = [children[0]!.officeTitle, children[1]!.officeTitle];
    // August still belongs to the school year that began in 2026.
    expect(items.map(({ serial }: { serial: string }) => serial)).to.have.members([`${a}入字〔2026〕001号`, `${b}入字〔2026〕001号`, `${b}入字〔2026〕002号`]);
    server.now = new Date('2027-08-31T16:10:00.000Z');
    const september = await issue([children[4]!.id]);
    expect(september.items[0].serial).to.equal(`${a}入字〔2027〕001号`);
    await server.restart();
    expect((await issue([children[5]!.id])).items[0].serial).to.equal(`${b}入字〔2027〕001号`);
  });

  it('sends one letter to a household, with the names of all its children it may go to', async () => {
    const [elder, younger, alone] = [children[6]!, children[7]!, children[2]!];
    for (const { id, office } of [elder, younger]) {
      const school = await server.as(office);
      const { n } = (await school.get(`/api/ledgers/children/children/${id}`)).body;
      const changed = await school.patch(`/api/ledgers/children/children/${id}`, { n, changes: [{ field: 'household', to: 'H-7788' }] });
      expect(changed.status, changed.text).to.equal(200);
    }
    await publish(
      designer,
      {
        fields: { ps_names: { title: '同户孩子', from: 'household.names' } },
        texts: { opening: { text: '您的孩子{ps_names}到入学年龄。' } },
        once: { key: 'schoolYear', title: '每户每学年只能有一份有效', per: 'household' },
      },
      notice,
    );
    const told = await preflight([elder.id, younger.id]);
    expect(told.ready).to.equal(1);
    expect(told.problems.filter(({ level }: { level: string }) => level === 'error')).to.have.length(1);
    expect(told.problems[0].message).to.contain('同一户只发一份');
    const { items, leftOut } = await issue([elder.id, younger.id]);
    expect(items).to.have.length(1);
    expect(leftOut[0].message).to.contain('同一户只发一份');
    const text = await textOf(items[0].id);
    for (const { name } of [elder, younger]) expect(text).to.contain(name);
    expect(text).to.contain('、');
    const other = items[0].child === elder.id ? younger : elder;
    expect((await preflight([other.id])).ready).to.equal(0);
    expect(await textOf((await issue([alone.id])).items[0].id)).to.contain(`您的孩子${alone.name}到入学年龄`);
  });

  it('prints a red head in two languages, the day in characters and the receipt in two copies', async () => {
    const change = {
      texts: { ps_head: { text: '平顺县教育局文件', kind: 'above' }, ps_mongol: { text: 'Surguuliin medegdel', kind: 'subtitle' } },
      fields: { reportBy: { type: 'han-date' } },
      paper: { titleColour: 'red', titleSize: 26, headLine: true, signDate: 'han' },
      receipt: { copies: { stub: { title: '存根联' }, back: { title: '回执联' } } },
    };
    const html = (await designer.post(`${notice}/preview/letter/html`, { samples: ['plain'], change })).text;
    expect(html).to.contain('h1 { font-size: 26pt; color: #c00000 }').and.to.contain('border-bottom: 1.5pt solid #c00000');
    await publish(designer, { ...change, texts: { ...change.texts, opening: { text: '{reportBy}报到。' } } }, notice);
    const { items } = await issue([children[3]!.id]);
    const text = (await textOf(items[0].id)).replaceAll(/\s/g, '');
    for (const words of ['平顺县教育局文件', 'Surguuliinmedegdel', '二〇二七年九月三日报到', '二〇二七年九月一日', '送达回证（存根联）', '送达回证（回执联）'])
      expect(text, text).to.contain(words);
    expect(text.indexOf('平顺县教育局文件')).to.be.lessThan(text.indexOf('入学通知书'));
    expect(text.split('受送达人签名')).to.have.length(3);
    const again = await clerk.post(`/api/letters/${items[0].id}/reissue`, { reason: '印错' });
    expect(again.status, again.text).to.equal(200);
    expect(await textOf(again.body.id)).to.contain('二〇二七年九月三日');
    const own = await faultsOf({ template: { text: '<h1>{{letter.title}}</h1>' } });
    expect(own['texts.ps_head.kind']).to.contain('{{#each above}}');
  });
});
