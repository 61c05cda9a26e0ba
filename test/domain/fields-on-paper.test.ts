// A field of its own stands where the screen shows it: above or below a table, in print and in the workbook alike.
import { expect } from 'chai';
import { openForm } from '../../server/domain/open-form.js';
import { sheetOfRecord } from '../../server/domain/sheet-of-record.js';
import { renderSheetHtml } from '../../server/printing/html.js';
import { writeSheet } from '../../server/spreadsheets/write-sheet.js';
import { formOf } from '../support/packs.js';
import { readWithSecondLibrary } from '../support/second-reader.js';

const options = {
  county: '平顺县',
  office: { id: 'ps-s01', title: '小学', kind: 'school', stages: ['primary'] },
  period: { key: '2026-10', title: '2026年10月' },
  filler: '',
  footer: '',
  mark: '',
};

describe('a field of its own', () => {
  const snapshot = structuredClone(formOf('pingshun').snapshot);
  Object.assign(snapshot.definition.schema.properties, {
    ps_above: { type: 'string', title: '带班领导', maxLength: 20, order: -10 },
    ps_below: { type: 'integer', title: '接送车辆数', minimum: 0, order: 100 },
  });
  const sheet = sheetOfRecord(openForm(snapshot), { ps_above: '李老师', ps_below: 2 }, options);

  it('is printed above or below the table', async () => {
    const html = await renderSheetHtml(sheet);
    const [above, table, below] = ['带班领导：李老师', '<table', '接送车辆数：2'].map((text) => html.indexOf(text)) as [number, number, number];
    expect(above).to.be.greaterThan(0);
    expect(table).to.be.greaterThan(above);
    expect(below).to.be.greaterThan(table);
  });
  it('stands there in the workbook', async () => {
    const { cells } = readWithSecondLibrary(await writeSheet(sheet, { definition: 'monthly-monitoring', version: 1, office: 'ps-s01', period: '2026-10' }));
    const rowOf = (text: string): number =>
      Number(/\d+/.exec(Object.entries(cells).find(([, { value }]) => String(value ?? '').startsWith(text))?.[0] ?? '')?.[0] ?? Number.NaN);
    expect(rowOf('年级')).to.be.greaterThan(rowOf('带班领导'));
    expect(rowOf('接送车辆数')).to.be.greaterThan(rowOf('合计'));
  });
});
