// What the meta-schema cannot see of a report: names that lead nowhere, rules that never hold.

import type { Carry, Field, ReportDefinition, Table } from './definition.generated.js';
import { nearestNames } from './nearest-name.js';
import type { Fault } from './problem.js';
import { isTable } from './record-data.js';
import { carriesOf } from './record-sources.js';
import { titleFaults } from './sheet-title.js';

type Property = Field | Table;
/** Rows of a table by code, as its list has them. */
export type RowCodes = (list: string) => string[];

export function reportFaults(report: ReportDefinition, codesOf: RowCodes): Fault[] {
  const properties = Object.entries(report.schema.properties);
  return [
    ...properties.flatMap(([key, property]) => propertyFaults(`schema.properties.${key}`, property)),
    ...titleFaults(report),
    ...layoutFaults(report),
    ...Object.entries(carriesOf(report)).flatMap(([target, rule]) => carryFaults(report, target, rule, codesOf)),
    ...sumFaults(report),
    ...checkFaults(report),
  ];
}

function propertyFaults(path: string, property: Property): Fault[] {
  if (!isTable(property)) return [...fieldFaults(path, property), ...whenFaults(path, property)];
  const faults = Object.entries(property.each.properties).flatMap(([key, field]) => fieldFaults(`${path}.each.properties.${key}`, field));
  if (property.type === 'array')
    faults.push(...Object.entries(property.each.properties).flatMap(([key, field]) => whenFaults(`${path}.each.properties.${key}`, field)));
  if (property.type === 'object' && !property.rows)
    faults.push({ path: `${path}.rows`, message: '固定行的表要写明 rows.codeList：各行来自哪个代码表；可增减的行请把 type 写成 array' });
  if (property.type === 'array' && property.rows)
    faults.push({ path: `${path}.rows`, message: '可增减行的表（array）不能写 rows；固定行的表请把 type 写成 object' });
  if (property.type === 'object' && (property.minLines !== undefined || property.maxLines !== undefined))
    faults.push({ path: `${path}.${property.minLines === undefined ? 'maxLines' : 'minLines'}`, message: '固定行的表没有行数限制，请删去' });
  if ((property.minLines ?? 0) > (property.maxLines ?? 300))
    faults.push({ path: `${path}.minLines`, message: `最少 ${property.minLines} 行多于最多 ${property.maxLines ?? 300} 行` });
  if (Object.values(property.each.properties).every((field) => field.hidden))
    faults.push({ path: `${path}.each.properties`, message: `“${property.title}”的列全都不显示，至少要留一列，或把整张表写成 hidden` });
  return faults;
}

function fieldFaults(path: string, field: Field): Fault[] {
  const faults: Fault[] = [];
  const only = (key: keyof Field, types: Field['type'][], words: string): void => {
    if (field[key] !== undefined && !types.includes(field.type))
      faults.push({ path: `${path}.${key}`, message: `${key} 只能用在${words}的栏目上，“${field.title}”的 type 是 ${field.type}` });
  };
  for (const key of ['minimum', 'maximum', 'blank'] as const) only(key, ['integer', 'decimal'], '数');
  for (const key of ['minLength', 'maxLength', 'format', 'codeList'] as const) only(key, ['string'], '文字');
  only('digits', ['decimal'], '小数');
  if (field.minimum !== undefined && field.maximum !== undefined && field.minimum > field.maximum)
    faults.push({ path: `${path}.minimum`, message: `最小 ${field.minimum} 大于最大 ${field.maximum}，什么也填不进去` });
  if (field.minLength !== undefined && field.maxLength !== undefined && field.minLength > field.maxLength)
    faults.push({ path: `${path}.minLength`, message: `最少 ${field.minLength} 个字多于最多 ${field.maxLength} 个字，什么也填不进去` });
  if (field.codeList && field.format) faults.push({ path: `${path}.format`, message: '取值来自代码表的栏目不能再写 format' });
  return faults;
}

const whenFaults = (path: string, { when, title }: Field): Fault[] =>
  when === undefined ? [] : [{ path: `${path}.when`, message: `只有固定行的表能写“只在哪些行填”，“${title}”不在这样的表里` }];

function layoutFaults(report: ReportDefinition): Fault[] {
  const { properties } = report.schema;
  const tables = Object.keys(properties).filter((key) => isTable(properties[key] as Property));
  return Object.keys(report.layout.tables).flatMap((key) =>
    tables.includes(key) ? [] : [{ path: `layout.tables.${key}`, message: unknown('表', key, tables) }],
  );
}

function carryFaults(report: ReportDefinition, target: string, rule: Carry, codesOf: RowCodes): Fault[] {
  const path = `carry.${target}`;
  if (!target.includes('.')) return singleCarryFaults(report, target, rule);
  if (!rule.from.includes('.')) return [{ path: `${path}.from`, message: '一列的来处要写成“表.列”，如 grades.remark' }];
  const to = columnOf(report, target);
  if ('message' in to) return [{ path, message: to.message }];
  const from = columnOf(report, rule.from);
  if ('message' in from) return [{ path: `${path}.from`, message: from.message }];
  const faults: Fault[] = [];
  const lines = to.table.type === 'array' || from.table.type === 'array';
  if (lines && to.table !== from.table) faults.push({ path: `${path}.from`, message: '可增减行的表只能从同一张表的上一期带入，别的表没有对应的行' });
  if (lines && (rule.schoolYear === 'next-grade' || rule.entry)) faults.push({ path, message: '可增减行的表没有年级的次序，不能升级带入' });
  if (to.field.type !== from.field.type)
    faults.push({ path: `${path}.from`, message: `带入的两列要同一种内容：${to.field.title}是 ${to.field.type}，${from.field.title}是 ${from.field.type}` });
  const rows = codesOf(to.table.rows?.codeList ?? '');
  for (const row of Object.keys(rule.entry ?? {})) if (!rows.includes(row)) faults.push({ path: `${path}.entry.${row}`, message: unknown('行', row, rows) });
  return faults;
}

/** A single field begins with what stood in a single field. */
function singleCarryFaults(report: ReportDefinition, target: string, rule: Carry): Fault[] {
  const path = `carry.${target}`;
  const { properties } = report.schema;
  const singles = Object.keys(properties).filter((key) => !isTable(properties[key] as Property));
  const fieldAt = (key: string): Field | null => (singles.includes(key) ? (properties[key] as Field) : null);
  const to = fieldAt(target);
  if (!to) return [{ path, message: unknown('单独栏目', target, singles) }];
  const from = fieldAt(rule.from);
  if (!from) return [{ path: `${path}.from`, message: unknown('单独栏目', rule.from, singles) }];
  const computed = Object.values(report.formulas ?? {}).some((formula) => !formula.hidden && !formula.each && formula.to === target);
  return [
    ...(to.type !== from.type || to.codeList !== from.codeList
      ? [{ path: `${path}.from`, message: `带入的两栏要同一种内容：${to.title}是 ${to.type}，${from.title}是 ${from.type}` }]
      : []),
    ...(to.type === 'boolean' ? [{ path, message: `“${to.title}”填是或否，不能从上期带入` }] : []),
    ...(computed ? [{ path, message: `“${to.title}”是算出来的，不能从上期带入` }] : []),
    ...(rule.schoolYear === 'next-grade' || rule.entry ? [{ path, message: `“${to.title}”是单独的栏目，没有年级的次序，不能升级带入` }] : []),
  ];
}

function columnOf(report: ReportDefinition, path: string): { table: Table; field: Field } | { message: string } {
  const [of = '', column = ''] = path.split('.');
  const { properties } = report.schema;
  const table = Object.hasOwn(properties, of) ? properties[of] : undefined;
  if (!table || !isTable(table))
    return {
      message: unknown(
        '表',
        of,
        Object.keys(properties).filter((key) => isTable(properties[key] as Property)),
      ),
    };
  const field = Object.hasOwn(table.each.properties, column) ? table.each.properties[column] : undefined;
  return field ? { table, field } : { message: unknown('列', column, Object.keys(table.each.properties)) };
}

function sumFaults(report: ReportDefinition): Fault[] {
  const { properties } = report.schema;
  const formulas = Object.keys(report.formulas ?? {});
  return Object.entries(report.sums ?? {}).flatMap(([key, rule]): Fault[] => {
    const path = `sums.${key}`;
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (!property) {
      if (!formulas.includes(key)) return [{ path, message: unknown('栏目、表或公式', key, [...Object.keys(properties), ...formulas]) }];
      return rule === 'again' ? [] : [{ path, message: `“${key}”是公式，汇总时只能按汇总数重算，请写 again` }];
    }
    const isComputed = (each: string | undefined, to: string): boolean =>
      Object.values(report.formulas ?? {}).some((formula) => !formula.hidden && formula.each === each && formula.to === to);
    if (!isTable(property)) return ruleFaults(path, property, rule, isComputed(undefined, key));
    // Its own row of sums may be made otherwise; up the tree of offices goes nothing.
    if (property.type === 'array' && (typeof rule !== 'object' || Object.values(rule).includes('add')))
      return [{ path, message: `“${property.title}”是可增减行的表，各校的行不对应，不能相加` }];
    if (typeof rule !== 'object') return [];
    return Object.entries(rule).flatMap(([column, one]) => {
      const field = Object.hasOwn(property.each.properties, column) ? property.each.properties[column] : undefined;
      return field
        ? ruleFaults(`${path}.${column}`, field, one, isComputed(key, column))
        : [{ path: `${path}.${column}`, message: unknown('列', column, Object.keys(property.each.properties)) }];
    });
  });
}

function ruleFaults(path: string, field: Field, rule: unknown, computed: boolean): Fault[] {
  const isNumber = field.type === 'integer' || field.type === 'decimal';
  if (!isNumber && (rule === 'add' || rule === 'average')) return [{ path, message: `“${field.title}”不是数，不能${rule === 'add' ? '相加' : '求平均'}` }];
  return rule === 'again' && !computed
    ? [{ path, message: `“${field.title}”不是算出来的，不能按合计数重算；请写 add（相加）、average（平均）或 none（都不做）` }]
    : [];
}

function checkFaults(report: ReportDefinition): Fault[] {
  const { properties } = report.schema;
  return Object.entries(report.checks ?? {}).flatMap(([key, check]) => {
    const table = check.each !== undefined && Object.hasOwn(properties, check.each) ? properties[check.each] : undefined;
    const places = table && isTable(table) ? Object.keys(table.each.properties) : check.each === undefined ? Object.keys(properties) : null;
    if (!places) return [];
    return Object.keys(check.at ?? {}).flatMap((at) =>
      places.includes(at) ? [] : [{ path: `checks.${key}.at.${at}`, message: unknown(check.each ? '列' : '栏目或表', at, places) }],
    );
  });
}

/** 没有名为“x”的列，是不是 y？可用的有 … */
export function unknown(what: string, name: string, known: string[]): string {
  const near = nearestNames(name, known);
  return `没有名为“${name}”的${what}${near.length ? `，是不是 ${near.join('、')}？` : known.length ? `；可用的有 ${known.slice(0, 20).join('、')}` : ''}`;
}
