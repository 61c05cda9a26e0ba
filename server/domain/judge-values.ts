// Every cell that must be filled and is not, or holds what it may not.
import type { AssessContext, Issue } from './assess-context.js';
import type { Span } from './calendar.js';
import type { FormField, FormTable } from './form-parts.js';
import { judgeCell } from './judge-cell.js';
import type { Form } from './open-form.js';
import { type Cell, type RecordData, readCell } from './record-data.js';
import type { KnownRow, RecordMemo } from './record-memo.js';
import { carriesOf } from './record-sources.js';

export type Judged = { issues: Issue[]; of: FormTable | null };

export function judgeFields(form: Form, data: RecordData, span: Span | null): Issue[] {
  return form.fields.flatMap((field) => judge(field, data[field.key] as Cell | undefined, field.key, field.title, span));
}

/** Faults of one row's own cells. */
export function judgeRow(table: FormTable, { key, asked, row }: KnownRow, span: Span | null): Issue[] {
  return table.columns
    .filter(({ notIn }) => !notIn.has(key))
    .flatMap((column) => judge(column, row[column.key], `${table.key}.${key}.${column.key}`, `${asked.title}·${column.title}`, span));
}

export function judgeLines(table: FormTable, rows: KnownRow[]): Issue[] {
  if (!table.free || rows.length >= table.minLines) return [];
  const message = `${table.title}：至少要填 ${table.minLines} 行`;
  return [{ id: `lines@${table.key}`, level: 'error', kind: 'required', path: table.key, paths: [table.key], message, explain: '' }];
}

/** Values that differ from what the last accepted report carried over. */
export function judgeCarried(form: Form, data: RecordData, { carried }: AssessContext, memo: RecordMemo): Issue[] {
  return Object.entries(carriesOf(form.snapshot.definition)).flatMap(([target, rule]) => {
    const [key = '', column = ''] = target.split('.');
    const table = form.tables.find((one) => one.key === key);
    if (!rule.differs || rule.differs === 'free') return [];
    const level = rule.differs;
    const differing = (path: string, title: string, cell: Cell): Issue[] => {
      const was = carried[path];
      if (was === undefined || cell === null || cell === was) return [];
      const message = `${title}：填的是 ${cell}，上期通过的${typeof was === 'number' ? '数' : ''}是 ${was}`;
      const explain = `带入的${typeof was === 'number' ? '数' : '内容'}来自上期已通过的报表，改动须说明原因。`;
      return [{ id: `carry@${path}`, level, kind: 'carry', path, paths: [path], message, explain }];
    };
    const field = form.fields.find((one) => one.key === target);
    if (field) return differing(target, field.title, readCell(data, target));
    if (!table) return [];
    const of = table.columns.find((one) => one.key === column);
    return memo.rows(table, data).flatMap(({ key: row, row: cells, asked }): Issue[] => {
      if (of?.notIn.has(row)) return [];
      return differing(`${key}.${row}.${column}`, `${asked.title}·${of?.title}`, cells[column] ?? null);
    });
  });
}

function judge(field: FormField, cell: Cell | undefined, path: string, label: string, span: Span | null): Issue[] {
  const blank = cell === null || cell === undefined || cell === '';
  // A computed cell is blank while what it is computed from is: that is said there.
  const message = blank ? (field.field.required && !field.computed ? '还没有填写' : null) : judgeCell(field.field, field.codes, cell, span);
  if (!message) return [];
  const kind = blank ? 'required' : 'value';
  return [{ id: `${kind}@${path}`, level: 'error', kind, path, paths: [path], message: `${label}：${message}`, explain: '' }];
}
