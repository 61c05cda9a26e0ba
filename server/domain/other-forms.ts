// Other forms of the same office and period that checks compare with: what may be named in them, and what is not there.
import { byOrder } from './by-order.js';
import { unknown } from './check-report.js';
import type { Field, PeriodRule, ReportDefinition } from './definition.generated.js';
import { distinctFields } from './distinct-titles.js';
import type { LayeredDefinition } from './layers.js';
import { nearestNames } from './nearest-name.js';
import type { Fault } from './problem.js';
import { isTable } from './record-data.js';

export type OtherNumber = Pick<Field, 'type' | 'title' | 'blank'>;
type OtherNumbers = { [key: string]: OtherNumber };
/** `list` is the code list its rows come from, null where people add lines. */
export type OtherTable = { title: string; list: string | null; rows: { [row: string]: string }; columns: OtherNumbers };
/** Numbers of another form as they can be named; frozen with the form that names them. */
export type OtherForm = { form: string; title: string; fields: OtherNumbers; tables: { [table: string]: OtherTable } };
export type OtherForms = { [key: string]: OtherForm };

/** The forms a report names in `others`, and what keeps each from being compared with. @param around definitions by id */
export function otherForms(report: ReportDefinition, around: { [id: string]: LayeredDefinition }): { others: OtherForms; faults: Fault[] } {
  const others: OtherForms = {};
  const faults: Fault[] = [];
  for (const { key, form, title, hidden } of byOrder(report.others)) {
    if (hidden) continue;
    const path = `others.${key}.form`;
    const other = Object.hasOwn(around, form) ? around[form] : undefined;
    const reports = Object.values(around).filter((one) => one.kind === 'report' && one.id !== report.id && !one.hidden);
    if (form === report.id) faults.push({ path, message: '这就是本表：本表自己的数不用对照，直接写 row、record 或 rows' });
    else if (other?.kind !== 'report')
      faults.push({
        path,
        message: `${unknown(
          '报表',
          form,
          reports.map(({ id }) => id),
        )}；还没有发布的请先发布`,
      });
    else if (other.hidden) faults.push({ path, message: `《${other.title}》已停用：请先恢复使用，或者去掉与它对照的校验` });
    else if (isShorter(other.period, report.period))
      faults.push({
        path,
        message: `《${other.title}》${periodWords[other.period.every]}填，本表${periodWords[report.period.every]}填，对不上是其中哪一期；请把校验写在《${other.title}》里，由它来对照本表`,
      });
    else others[key] = { ...shapeOf(other, around), title };
  }
  return { others, faults };
}

const lengths: PeriodRule['every'][] = ['week', 'month', 'quarter', 'semester', 'school-year'];
const periodWords: { [every in PeriodRule['every']]: string } = {
  week: '按周',
  month: '按月',
  quarter: '按季度',
  semester: '按学期',
  'school-year': '按学年',
  windows: '按时段',
};
/** Windows are as long as their days say: theirs is the period that their last day lies in. */
const isShorter = (other: PeriodRule, own: PeriodRule): boolean =>
  other.every !== 'windows' && own.every !== 'windows' && lengths.indexOf(other.every) < lengths.indexOf(own.every);

const numbers = (fields: { [key: string]: Field }): OtherNumbers =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, { type, title, blank, hidden }]) =>
      hidden || (type !== 'integer' && type !== 'decimal') ? [] : [[key, { type, title, ...(blank === 0 ? { blank } : {}) }]],
    ),
  );

function shapeOf(report: ReportDefinition, around: { [id: string]: LayeredDefinition }): Omit<OtherForm, 'title'> {
  const fields: { [key: string]: Field } = {};
  const tables: OtherForm['tables'] = {};
  for (const { key, ...property } of byOrder(report.schema.properties)) {
    if (property.hidden) continue;
    if (!isTable(property)) fields[key] = property;
    else {
      const list = around[property.rows?.codeList ?? ''];
      const rows = list?.kind === 'code-list' ? byOrder(list.codes).map((code): [string, string] => [code.key, code.title]) : [];
      const columns = numbers(distinctFields(key, property, report.layout.tables[key]));
      tables[key] = { title: property.title, list: property.rows?.codeList ?? null, rows: Object.fromEntries(rows), columns };
    }
  }
  return { form: report.id, fields: numbers(fields), tables };
}

/** `row` is the key of a row, `*` for the row that is judged, null for the total of a column; `table` is null of a field. */
export type OtherPlace = { key: string; table: string | null; row: string | null; column: string; field: OtherNumber };

/** What a path names: `key.field`, `key.table.column` (its total), `key.table.row.column`, `key.table.*.column`; null where there is no such thing. */
export function otherPlace(others: OtherForms, path: string): OtherPlace | null {
  const [key = '', first = '', ...rest] = path.split('.');
  const form = has(others, key);
  if (!form || rest.length > 2) return null;
  const column = rest.at(-1);
  if (column === undefined) {
    const field = has(form.fields, first);
    return field ? { key, table: null, row: null, column: first, field } : null;
  }
  const table = has(form.tables, first);
  const field = table && has(table.columns, column);
  const row = rest.length === 2 ? (rest[0] as string) : null;
  if (!field || (row !== null && row !== '*' && !has(table.rows, row))) return null;
  return { key, table: first, row, column, field };
}

const has = <T>(map: { [key: string]: T }, key: string): T | undefined => (Object.hasOwn(map, key) ? map[key] : undefined);

/** 《学籍变动表》七年级·期末数, 《学籍变动表》期末数合计; the table is named where there are several. @param same what the same row is called */
export function otherTitle(others: OtherForms, path: string, same = '同一行'): string | null {
  const place = otherPlace(others, path);
  const form = place && others[place.key];
  if (!place || !form) return null;
  const table = place.table === null ? undefined : form.tables[place.table];
  const of = table && Object.keys(form.tables).length > 1 ? `${table.title}·` : '';
  const row = place.row === null ? '' : place.row === '*' ? `${same}·` : `${table?.rows[place.row] ?? place.row}·`;
  return `《${form.title}》${of}${row}${place.field.title}${table && place.row === null ? '合计' : ''}`;
}

/** Paths that are offered to choose from: fields, totals, and in a row its own cells; single cells are chosen step by step. */
export function otherNames({ others, rowList }: { others: OtherForms | null; rowList: string | null }): string[] {
  return Object.entries(others ?? {}).flatMap(([key, { fields, tables }]) => [
    ...Object.keys(fields).map((field) => `${key}.${field}`),
    ...Object.entries(tables).flatMap(([table, { list, columns }]) =>
      Object.keys(columns).flatMap((column) => [...(rowList !== null && rowList === list ? [`${key}.${table}.*.${column}`] : []), `${key}.${table}.${column}`]),
    ),
  ]);
}

/** Why a path names nothing, with what there is; null where it is sound. @param rows the code list of the row that is judged, null for the whole sheet */
export function otherSlip(others: OtherForms, path: string, rows: string | null): string | null {
  const [key = '', first = '', ...rest] = path.split('.');
  const form = has(others, key);
  if (!form) {
    const keys = Object.keys(others);
    return keys.length === 0 ? '这张表还没有写明（others）要对照哪张表' : missing('要对照的表', key, titled(others));
  }
  const said = `《${form.title}》里`;
  if (rest.length === 0) return has(form.fields, first) ? null : said + missing('表外的数字栏目', first, titled(form.fields));
  const table = has(form.tables, first);
  if (!table) return said + missing('表格', first, titled(form.tables));
  const [row, column = row ?? ''] = rest.length === 2 ? rest : [undefined, rest[0]];
  if (rest.length > 2) return '写得太长：最多写到 表.表格.行.列';
  if (!has(table.columns, column)) return said + missing('数字列', column, titled(table.columns));
  if (row === undefined) return null;
  if (row === '*') return rows !== null && rows === table.list ? null : `“*”是同一行：只能用在逐行的校验里，而且两张表的行要来自同一个代码表`;
  if (has(table.rows, row)) return null;
  return table.list === null ? `${said}“${table.title}”的行是学校自己加的，不能指定某一行，只能用合计` : said + missing('行', row, namesOf(table.rows));
}

type Named = { [key: string]: string };
const titled = (map: { [key: string]: { title: string } }): Named => Object.fromEntries(Object.entries(map).map(([key, { title }]) => [key, title]));
const namesOf = (map: Named): Named => map;

function missing(what: string, name: string, known: Named): string {
  const near = nearestNames(name, Object.keys(known));
  const shown = (near.length > 0 ? near : Object.keys(known).slice(0, 20)).map((key) => `${key}（${known[key]}）`).join('、');
  return `没有名为“${name}”的${what}${near.length > 0 ? `，是不是 ${shown}？` : `；可用的有 ${shown || '（没有）'}`}`;
}

/** Only what is named of them: what else changes there is no new version of the form that names them. */
export function namedOnly(others: OtherForms, paths: string[]): OtherForms {
  const named: OtherForms = {};
  for (const path of paths) {
    const place = otherPlace(others, path);
    const whole = place && others[place.key];
    if (!place || !whole) continue;
    named[place.key] ??= { form: whole.form, title: whole.title, fields: {}, tables: {} };
    const form = named[place.key] as OtherForm;
    const table = place.table === null ? undefined : whole.tables[place.table];
    if (place.table === null || !table) form.fields[place.column] = place.field;
    else {
      form.tables[place.table] ??= { ...table, rows: {}, columns: {} };
      const kept = form.tables[place.table] as OtherTable;
      kept.columns[place.column] = place.field;
      if (place.row !== null && place.row !== '*') kept.rows[place.row] = table.rows[place.row] as string;
    }
  }
  return named;
}
