// What stands on the sheet, by its path in the definition: a fault or a link may name a place inside of it.
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { isTable } from '../../../server/domain/record-data.js';
import { cellOf, headerOf } from './header-edits.js';

export type Thing =
  | { kind: 'title' | 'paper'; path: string[] }
  | { kind: 'head' | 'note' | 'field'; path: string[]; key: string }
  | { kind: 'table'; path: string[]; table: string }
  | { kind: 'column'; path: string[]; table: string; key: string }
  | { kind: 'group'; path: string[]; table: string; keys: string[] };

/** The thing a path leads to; null where it leads to nothing on the sheet. */
export function thingAt(report: ReportDefinition, path: string[] | null): Thing | null {
  if (!path || path.length === 0) return null;
  const [first, second, key = ''] = path;
  if (first === 'title') return { kind: 'title', path: ['title'] };
  if (first === 'sums') return atProperty(report, String(second), path[2]);
  if (first === 'schema') return path.length < 3 ? null : atProperty(report, key, path[3] === 'each' ? path[5] : undefined);
  if (first !== 'layout') return null;
  if (second === 'paper') {
    if (key === 'head' && path[3]) return { kind: 'head', path: path.slice(0, 4), key: path[3] };
    if (key === 'notes' && path[3]) return { kind: 'note', path: path.slice(0, 4), key: path[3] };
    if (key === 'title') return { kind: 'title', path: ['title'] };
    return { kind: 'paper', path: ['layout', 'paper'] };
  }
  if (second !== 'tables' || !isTableAt(report, key)) return null;
  return inHeader(report, key, path.slice(3)) ?? atProperty(report, key);
}

const isTableAt = (report: ReportDefinition, key: string): boolean => {
  const property = report.schema.properties[key];
  return property !== undefined && isTable(property);
};

function atProperty(report: ReportDefinition, key: string, column?: string): Thing | null {
  const path = ['schema', 'properties', key];
  const property = report.schema.properties[key];
  if (!property) return null;
  if (!isTable(property)) return { kind: 'field', path, key };
  if (column === undefined || !property.each.properties[column]) return { kind: 'table', path, table: key };
  return { kind: 'column', path: [...path, 'each', 'properties', column], table: key, key: column };
}

function inHeader(report: ReportDefinition, table: string, rest: string[]): Thing | null {
  const keys: string[] = [];
  for (let at = 0; rest[at] === 'columns' && rest[at + 1] !== undefined; at += 2) keys.push(rest[at + 1] as string);
  if (keys.length === 0) return null;
  const cell = headerOf(report, table).cells.find((one) => one.keys.join('.') === keys.join('.'));
  if (cell?.group) return { kind: 'group', path: ['layout', 'tables', table, ...rest.slice(0, keys.length * 2)], table, keys };
  return atProperty(report, table, keys.at(-1));
}

/** Columns a thing covers, counting from 1; null of what is no header. */
export function columnsOf(report: ReportDefinition, thing: Thing | null): { table: string; from: number; to: number } | null {
  if (thing?.kind === 'column') {
    const cell = cellOf(report, thing.table, thing.key);
    return cell ? { table: thing.table, from: cell.column, to: cell.column } : null;
  }
  if (thing?.kind !== 'group') return null;
  const cell = headerOf(report, thing.table).cells.find((one) => one.keys.join('.') === thing.keys.join('.'));
  return cell ? { table: thing.table, from: cell.column, to: cell.column + cell.colSpan - 1 } : null;
}
