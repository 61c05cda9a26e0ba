// Changes of one county, made through the API while the product runs: each on screen data, workbook, page or PDF, sums, and old records.
import { expect } from 'chai';
import { type Form, openForm } from '../../server/domain/open-form.js';
import { ended, publishDraft } from '../support/designer.js';
import { act, fillIn, reportAt } from '../support/filled-report.js';
import { readPdf } from '../support/pdf-text.js';
import { readWithSecondLibrary } from '../support/second-reader.js';
import { type Person, startServer, type TestServer } from '../support/server.js';
import { countyChanges } from './county-changes.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads the parts of an answer it asserts.
type Json = any;
const locked = ['lastMonth', 'thisMonth', 'transferIn', 'transferOut', 'absent', 'other'];
/** Nobody has begun it: it is opened in the version of the day. */
const fresh = reportAt('ps-s02', '2026-11');
const old = reportAt('ps-s01', '2026-09');
const sum = '/api/sums/monthly-monitoring/2026-09';
const plain = (html: string): string =>
  html
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&[a-z#0-9]+;|\s/gi, '');

describe('thirty and more changes of a county', () => {
  let server: TestServer;
  let designer: Person;
  let reviewer: Person;
  let filler: Person;
  let other: Person;
  let first: { old: Json; page: string; totals: Json };
  let version = 1;
  before(async () => {
    server = await startServer();
    [designer, reviewer, filler, other] = await Promise.all([server.as('designer'), server.as('reviewer'), server.as('filler'), server.as('otherFiller')]);
    first = { old: (await filler.get(old)).body, page: (await filler.get(`${old}/html`)).text, totals: await recount(reviewer) };
    await filler.patch(reportAt('ps-s01', '2026-10'), { version: 1, changes: [{ path: 'grades.g1.remark', from: null, to: '十月的备注' }] });
  });
  after(() => server?.close());

  it('are at least thirty', () => {
    expect(countyChanges.length).to.be.at.least(30);
  });

  for (const [index, one] of countyChanges.entries()) {
    it(`${index + 1}. ${one.name}`, async () => {
      const path = `/api/definitions/${one.definition ?? 'monthly-monitoring'}`;
      const rev = one.whole ? 0 : (await designer.get(`${path}/draft`)).body.rev;
      const saved = await designer.patch(`${path}/draft`, { rev, ...(one.whole ? { definition: one.whole } : { change: one.change }) });
      expect(saved.body.faults, saved.text).to.deep.equal([]);
      const { changes } = (await designer.get(`${path}/consequences`)).body;
      expect(changes.map((change: Json) => change.words).join('\n')).to.match(new RegExp(one.words.source, 'm'));
      const publication = await publishDraft(designer, saved.body.rev, path, one.name);
      version = publication.published.find(({ id }: Json) => id === 'monthly-monitoring')?.version ?? version;

      // Screen: what the browser gets and opens.
      const { snapshot } = (await other.get(`/api/forms/monthly-monitoring/versions/${version}`)).body;
      const form: Form = openForm(snapshot);
      one.screen?.(form);
      expect((await other.get(fresh)).body.definition.version).to.equal(version);
      // Page, workbook and, now and then, the PDF: one layout.
      const page = plain((await other.get(`${fresh}/html`)).text);
      const book = readWithSecondLibrary((await other.get(`${fresh}/xlsx`)).body);
      const cells = Object.values(book.cells)
        .map(({ value }) => String(value ?? ''))
        .join('\n');
      for (const text of one.sees ?? [snapshot.definition.title]) {
        expect(page, 'page').to.contain(text);
        expect(cells, 'workbook').to.contain(text);
      }
      for (const text of one.gone ?? []) {
        expect(page, 'page').to.not.contain(text);
        expect(cells, 'workbook').to.not.contain(text);
      }
      if (index % 9 === 0) {
        const pages = await readPdf((await other.get(`${fresh}/pdf`)).body);
        for (const text of one.sees ?? [snapshot.definition.title]) expect(pages.map(({ text: words }) => words).join('')).to.contain(text);
      }
      // Sums of the locked columns stay what they are, whatever the county adds.
      expect(lockedOf((await reviewer.get(sum)).body.total.data)).to.deep.equal(first.totals);
      // What was handed in is read as it was; what is open goes along.
      expect((await filler.get(old)).body).to.deep.equal({ ...first.old, carriedFrom: (await filler.get(old)).body.carriedFrom });
      expect((await filler.get(`${old}/html`)).text).to.equal(first.page);
      const open = (await filler.get(reportAt('ps-s01', '2026-10'))).body;
      expect([open.definition.version, open.data.grades.g1.remark]).to.deep.equal([version, '十月的备注']);
    });
  }

  it('is what the next letter says: the wording of a letter is in force at once', () => {
    const letter = server.product.deps.ledgers.letter('pingshun', 'letter-to-parents');
    expect(letter?.version).to.equal(2);
    expect(letter?.letter.snapshot.definition.texts?.closing?.text).to.equal('顺祝家庭幸福，孩子进步！');
    expect(server.product.deps.ledgers.letter('suiyang', 'letter-to-parents')?.version).to.equal(1);
  });

  it('adds up a column of its own where it is asked for', async () => {
    await fillIn(other, fresh);
    const { data } = (await other.get(fresh)).body;
    const now = data.grades.g1.thisMonth;
    await other.patch(fresh, {
      version,
      changes: [
        { path: 'grades.g1.ps_jiedu', from: null, to: 3 },
        { path: 'grades.g1.thisMonth', from: now, to: now + 3 },
      ],
    });
    await act(other, fresh, 'submit');
    await act(await server.as('ps-s02-head'), fresh, 'approve');
    const { body } = await reviewer.get('/api/sums/monthly-monitoring/2026-11');
    expect(body.definition.version).to.equal(version);
    expect(body.total.data.grades.g1).to.deep.include({ ps_jiedu: 3, thisMonth: now + 3 });
    expect(Object.keys(body.total.formulas)).to.include.members(['absentRate', 'ps_inRate']);
  });

  it('are all dated, signed and reasoned, and none is for another county', async () => {
    const { versions } = (await designer.get('/api/definitions/monthly-monitoring')).body;
    expect(versions).to.have.length(version);
    expect(versions.every((one: Json) => one.cause === 'files' || (one.by !== '' && one.why !== ''))).to.equal(true);
    expect((await (await server.as('foreignFiller')).get('/api/forms')).body.items[0].version).to.equal(1);
    const job = await designer.post('/api/definitions/monthly-monitoring/dry-run', { rev: 0 });
    expect((await ended(designer, job.body.job)).state).to.equal('done');
  });
});

/** The locked columns of all that was handed in, read report by report and added here. */
async function recount(reviewer: Person): Promise<Json> {
  const totals: { [row: string]: { [column: string]: number } } = {};
  const { items } = (await reviewer.get('/api/reports?definition=monthly-monitoring&period=2026-09&size=500')).body;
  for (const { office, handedInAt } of items) {
    if (!handedInAt) continue;
    const { data, state } = (await reviewer.get(reportAt(office, '2026-09'))).body;
    if (!['reported', 'accepted'].includes(state.key)) continue;
    for (const [row, cells] of Object.entries(data.grades as { [row: string]: { [column: string]: number } }))
      for (const column of locked) if (typeof cells[column] === 'number') (totals[row] ??= {})[column] = (totals[row]?.[column] ?? 0) + cells[column];
  }
  return lockedOf({ grades: totals });
}

const lockedOf = (data: Json): Json =>
  Object.fromEntries(
    Object.entries(data.grades as { [row: string]: { [column: string]: number } }).map(([row, cells]) => [
      row,
      Object.fromEntries(locked.flatMap((column) => (cells[column] === undefined ? [] : [[column, cells[column]]]))),
    ]),
  );
