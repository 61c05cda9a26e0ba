// How one number comes about in rows of sums and up the tree of offices: the ways there are for it, and the one that holds.
import { byOrder } from '../../../server/domain/by-order.js';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { ratePlaces } from '../../../server/domain/rate-places.js';
import { isTable } from '../../../server/domain/record-data.js';
import { setAt } from '../edit-tree.js';
import { columnChoices, isNumber } from './table-columns.js';

/** `own`: added in its own table and nowhere else. `neither`: not even there. `none`: what stands in no table goes no further. */
export type SumWay = 'add' | 'again' | 'average' | 'own' | 'neither' | 'none';
export type SumLine = { path: string[]; title: string; way: SumWay; ways: SumWay[] };

/** Every number of the form that stands once for each office: fields, columns of fixed rows, formulas below the sheet. */
export function sumLines(report: ReportDefinition): SumLine[] {
  const fields = byOrder(report.schema.properties).flatMap((property) =>
    isTable(property) || property.hidden || !isNumber(property) ? [] : [lineOf(report, [property.key], property.title)],
  );
  const columns = columnChoices(report)
    .filter(({ field }) => isNumber(field))
    .map(({ value, label }) => lineOf(report, value.split('.'), label));
  const formulas = byOrder(report.formulas)
    .filter(({ to, hidden }) => to === undefined && !hidden)
    .map(({ key, title }): SumLine => ({ path: ['sums', key], title, way: report.sums?.[key] === 'again' ? 'again' : 'none', ways: ['again', 'none'] }));
  return [...fields, ...columns, ...formulas];
}

/** @param place a field, or a table and a column */
export function lineOf(report: ReportDefinition, place: string[], title: string): SumLine {
  const [first = '', column] = place;
  const rule = report.sums?.[first];
  const said = column !== undefined && typeof rule === 'object' ? rule[column] : rule;
  const rate = ratePlaces(report).has(place.join('.'));
  const computed = Object.values(report.formulas ?? {}).some(
    ({ each, to, hidden }) => !hidden && to !== undefined && (each === undefined ? to === first && column === undefined : each === first && to === column),
  );
  const unset: SumWay = rate ? 'again' : column === undefined ? 'none' : 'own';
  const ways: SumWay[] = [
    ...(rate ? [] : ['add' as const]),
    ...(computed ? ['again' as const] : []),
    'average',
    ...(unset === 'own' ? ['own' as const] : []),
    column === undefined ? 'none' : 'neither',
  ];
  const held = typeof said === 'string' ? waySaid(said, column === undefined) : unset;
  return { path: ['sums', ...place], title, way: ways.includes(held) ? held : unset, ways };
}

const waySaid = (rule: string, single: boolean): SumWay => (rule === 'none' ? (single ? 'none' : 'neither') : (rule as SumWay));

/** @param line as it stands in the form */
export function setSumWay(report: ReportDefinition, { path }: Pick<SumLine, 'path'>, way: SumWay): ReportDefinition {
  const [, first = '', column] = path;
  const unset = lineOf(setAt(spread(report, first), path, undefined), path.slice(1), '').way;
  const rule = way === unset ? undefined : way === 'neither' || way === 'none' ? 'none' : way;
  return setAt(column === undefined ? report : spread(report, first), path, rule);
}

/** A table summed as a whole, written out by its columns, so that one of them can be said otherwise. */
function spread(report: ReportDefinition, table: string): ReportDefinition {
  const { sums = {}, schema } = report;
  const property = schema.properties[table];
  if (typeof sums[table] !== 'string' || !property || !isTable(property)) return report;
  const each = Object.entries(property.each.properties).flatMap(([key, field]) => (isNumber(field) ? [[key, sums[table]] as const] : []));
  return { ...report, sums: { ...sums, [table]: Object.fromEntries(each) } as ReportDefinition['sums'] } as ReportDefinition;
}
