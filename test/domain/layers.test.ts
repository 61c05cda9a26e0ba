import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Definition, ReportDefinition } from '../../server/domain/definition.generated.js';
import { entryPlaces } from '../../server/domain/definition-places.js';
import { foldPacks, type PackFile } from '../../server/domain/fold-packs.js';
import { packFiles } from '../support/packs.js';

const overlay = (pack: string, patch: object, of = 'monthly-monitoring'): PackFile => ({
  pack,
  file: `counties/${pack}/changed-${of}.json`,
  content: { id: of, kind: 'overlay', version: 1, of, patch } as Definition,
});
const place = (pack: string, content: object): PackFile => ({
  pack,
  file: `counties/${pack}/place.json`,
  content: { id: pack, version: 1, ...content } as Definition,
});
const province = place('fujian', { kind: 'province', title: '福建省', prefix: 'fj' });
/** The product's packs with 宁德 in a province. */
const withProvince = (...more: PackFile[]): PackFile[] => [
  ...packFiles().map((file) => (file.content.kind === 'city' ? { ...file, content: { ...file.content, province: 'fujian' } } : file)),
  province,
  ...more,
];
const column = (key: string, title: string) => ({
  schema: { properties: { grades: { each: { properties: { [key]: { type: 'integer', title } } } } } },
});
const faults = (files: PackFile[]): string[] => foldPacks(files).faults.map((fault) => `${fault.file} ${fault.path}: ${fault.message}`);
const own = (patch: object, of?: string): string[] =>
  faults([...packFiles().filter((file) => !(file.pack === 'pingshun' && file.content.kind === 'overlay')), overlay('pingshun', patch, of)]);

describe('layers', () => {
  it('fold product, province, city, county in order, and the city has the form its counties share', () => {
    const {
      counties,
      cities,
      faults: found,
    } = foldPacks(
      withProvince(
        overlay('fujian', { ...column('fj_boarders', '寄宿生'), title: '福建省月报表', period: { due: { day: 8 } } }),
        overlay('ningde', { ...column('nd_left', '留守儿童'), title: '宁德市月报表' }),
        overlay('ningde-lanxi', { ...column('lx_far', '离校 5 公里以上'), period: { due: { day: 3 } } }),
      ),
    );
    expect(found).to.deep.equal([]);
    const form = (id: string) => counties.find((one) => one.county.id === id)?.forms[0]?.snapshot.definition as ReportDefinition;
    const columns = (id: string) => Object.keys((form(id).schema.properties.grades as { each: { properties: object } }).each.properties).slice(-3);
    expect(columns('ningde-lanxi')).to.deep.equal(['fj_boarders', 'nd_left', 'lx_far']);
    expect([form('ningde-lanxi').title, form('ningde-lanxi').period.due.day]).to.deep.equal(['宁德市月报表', 3]);
    expect(columns('ningde-shiquan')).to.deep.equal(['remark', 'fj_boarders', 'nd_left']);
    expect(form('ningde-shiquan').period.due.day).to.equal(8);
    expect(form('pingshun').title).to.contain('平顺');
    expect(cities[0]?.forms[0]?.snapshot.definition.title).to.equal('宁德市月报表');
  });
  it("lets a city bring a form and a code list for all its counties, and nobody else's", () => {
    const list = {
      pack: 'ningde',
      file: 'l.json',
      content: { id: 'yes-no', kind: 'code-list', version: 1, title: '是否', codes: { yes: { title: '是' } } } as Definition,
    };
    const base = packFiles().find((file) => file.content.id === 'monthly-monitoring' && file.pack === 'base') as PackFile;
    const report = { pack: 'ningde', file: 'r.json', content: { ...base.content, id: 'nd-visits' } as Definition };
    const { counties, faults: found } = foldPacks(withProvince(list, report));
    expect(found).to.deep.equal([]);
    expect(counties.map((one) => [one.county.id, one.forms.length])).to.deep.equal([
      ['ningde-lanxi', 2],
      ['ningde-shiquan', 2],
      ['pingshun', 1],
      ['suiyang', 1],
    ]);
  });
  it('holds what a layer between locked against the layers above it', () => {
    const locked = {
      schema: { properties: { grades: { each: { properties: { fj_boarders: { type: 'integer', title: '寄宿生', locked: true, minimum: 0 } } } } } },
    };
    const change = (boarders: object) => ({ schema: { properties: { grades: { each: { properties: { fj_boarders: boarders } } } } } });
    expect(faults(withProvince(overlay('fujian', locked), overlay('ningde-lanxi', change({ title: '住校生', minimum: 1 }))))).to.deep.equal([]);
    expect(faults(withProvince(overlay('fujian', locked), overlay('ningde', change({ hidden: true }))))).to.have.length(1);
    expect(faults(withProvince(overlay('fujian', locked), overlay('ningde-lanxi', change({ minimum: -1 }))))[0]).to.match(/“寄宿生”已锁定/);
  });
  it('holds locks against every way around them', () => {
    const inLayout = (columns: object) => ({ layout: { tables: { grades: { columns } } } });
    expect(own(inLayout({ lastMonth: { hidden: true } }))[0]).to.match(/layout\.tables\.grades\.columns: “上月学生数”已锁定/);
    expect(own(inLayout({ changes: { hidden: true } }))).to.have.length(4);
    expect(own({ sums: { grades: { absent: 'again' } } })[0]).to.match(/patch\.sums\.grades\.absent: “未在校”已锁定/);
    expect(own({ sums: { grades: { absent: null } } })[0]).to.match(/已锁定/);
    expect(own({ schema: { properties: { grades: { rows: { when: 'true' } } } } })[0]).to.match(/“各年级学生数”已锁定/);
    expect(own({ schema: { properties: { grades: { each: { properties: { absent: { maximum: null } } } } } } })[0]).to.match(/已锁定/);
    expect(own({ schema: { properties: { grades: { each: { properties: { absent: 3 } } } } } })[0]).to.match(/已锁定|下级内容/);
    expect(own({ codes: { g3: { hidden: true } } }, 'grades')[0]).to.match(/“三年级”已锁定/);
    expect(own({ codes: { g3: { stage: 'junior' } } }, 'grades')[0]).to.match(/“三年级”已锁定/);
    expect(own({ codes: { g3: { title: '小学三年级' } } }, 'grades')).to.deep.equal([]);
    expect(own({ id: 'other', kind: 'life' })).to.have.length(2);
  });
  it('asks for the prefix of the layer on everything it adds, and names the right key', () => {
    expect(own(column('jiedu', '借读'))[0]).to.match(/each\.properties\.jiedu: 新增的键要以“ps_”开头，应写成“ps_jiedu”$/);
    expect(own({ checks: { sy_one: { level: 'error', that: 'true', message: 'x' } } })[0]).to.match(/“ps_sy_one”/);
    expect(own({ layout: { tables: { grades: { columns: { more: { title: '更多', columns: { remark: {} } } } } } } })[0]).to.match(/“ps_more”/);
    expect(own({ codes: { g10: { title: '十年级' } } }, 'grades')[0]).to.match(/“ps_g10”/);
    expect(own({ states: { checked: { title: '已核', colour: 'default' } } }, 'school-report')[0]).to.match(/“ps_checked”/);
    expect(own(column('ps_jiedu', '借读'))).to.deep.equal([]);
    const without = packFiles().map((file) =>
      file.content.id === 'pingshun' ? { ...file, content: { ...file.content, prefix: undefined } as Definition } : file,
    );
    expect(faults([...without.filter((file) => file.content.kind !== 'overlay'), overlay('pingshun', column('ps_jiedu', '借读'))])[0]).to.match(/没有写明前缀/);
  });
  it('refuses parents that are not there, two heads in a folder, a prefix used twice in one line', () => {
    expect(faults(packFiles().filter((file) => file.content.kind !== 'city'))[0]).to.match(/没有名为“ningde”的市/);
    expect(faults([...packFiles(), place('pingshun', { kind: 'county', id: 'other', title: '另一县', bureau: '局' })])[0]).to.match(/只能有一个/);
    expect(faults(withProvince().map((file) => (file === province ? place('fujian', { kind: 'province', title: '福建省', prefix: 'lx' }) : file)))[0]).to.match(
      /前缀“lx”与上级的相同/,
    );
  });
  it('takes a plain setting back, but never an entry', () => {
    expect(own({ schema: { properties: { grades: { each: { properties: { remark: { maxLength: null } } } } } } })).to.deep.equal([]);
    expect(own({ layout: { paper: { head: { date: null } } } })[0]).to.match(/不能删除/);
  });
  it('knows every place of the language where entries are added', () => {
    const meta = JSON.parse(readFileSync(new URL('../../form-definitions/definition.schema.json', import.meta.url), 'utf8'));
    for (const [kind, type] of Object.entries({ report: 'ReportDefinition', 'code-list': 'CodeListDefinition', life: 'LifeDefinition' }))
      expect(mapsOfObjects(meta, meta.$defs[type], [])).to.have.members([
        ...entryPlaces(kind),
        ...(kind === 'report' ? ['period.dues.*', 'layout.tables.*', 'carry.*', 'fill.*'] : []),
      ]);
  });
});

type Schema = { [keyword: string]: unknown };

/** Every place where the meta-schema lets people choose keys of entries that are objects; header groups end in `**`. */
function mapsOfObjects(meta: Schema, schema: Schema, path: string[], within: string[] = []): string[] {
  const ref = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : null;
  if (ref) return within.includes(ref) ? [] : mapsOfObjects(meta, (meta.$defs as Schema)[ref] as Schema, path, [...within, ref]);
  const found = [
    ...Object.entries((schema.properties ?? {}) as Schema).flatMap(([key, one]) => mapsOfObjects(meta, one as Schema, [...path, key], within)),
    ...(typeof schema.additionalProperties === 'object' ? entriesOf(meta, schema.additionalProperties as Schema, path, within) : []),
    ...((schema.anyOf ?? schema.oneOf ?? []) as Schema[]).flatMap((option) => mapsOfObjects(meta, option, path, within)),
  ];
  return [...new Set(found)];
}

function entriesOf(meta: Schema, entry: Schema, path: string[], within: string[]): string[] {
  const at = [...path, '*'];
  const isTree = entry.$ref === '#/$defs/Column';
  const below = mapsOfObjects(meta, entry, at, within);
  return [
    ...(isObject(meta, entry) ? [(isTree ? [...path, '**'] : at).join('.')] : []),
    ...below.filter((one) => !isTree || !one.includes('.columns.*.columns')),
  ];
}

function isObject(meta: Schema, schema: Schema): boolean {
  if (typeof schema.$ref === 'string') return isObject(meta, (meta.$defs as Schema)[schema.$ref.split('/').at(-1) as string] as Schema);
  if (Array.isArray(schema.anyOf)) return (schema.anyOf as Schema[]).every((one) => isObject(meta, one));
  return schema.type === 'object' && typeof schema.properties === 'object';
}
