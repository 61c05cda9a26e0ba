// A published form, frozen: everything needed to draw, judge and sum its records, without any other file.

import { byOrder } from './by-order.js';
import type { CalendarDefinition, CodeListDefinition, Field, LifeDefinition, ReportDefinition, Table } from './definition.generated.js';
import type { OtherForms } from './other-forms.js';
import { isTable } from './record-data.js';

export type JsonSchema = { [keyword: string]: unknown };

export type FormSnapshot = {
  definition: ReportDefinition;
  /** Code lists the definition names, by id. */
  lists: { [id: string]: CodeListDefinition };
  life: LifeDefinition;
  /** The calendar its period names: due days of old records do not move with next year's. */
  calendar?: CalendarDefinition;
  /** What its checks name of other forms. */
  others?: OtherForms;
  /** Plain JSON Schema 2020-12 of one record, for ajv, rjsf and strangers' tools. */
  schema: JsonSchema;
};

/** Freezes a folded definition. @throws Error naming a code list that is not there; the definition's checks say so first. */
export function snapshotOf(
  definition: ReportDefinition,
  lists: { [id: string]: CodeListDefinition },
  life: LifeDefinition,
  calendar?: CalendarDefinition,
  others: OtherForms = {},
): FormSnapshot {
  const used: { [id: string]: CodeListDefinition } = {};
  for (const id of codeListsOf(definition)) {
    const list = lists[id];
    if (!list) throw new Error(`code list ${id} is missing`);
    used[id] = list;
  }
  const properties = Object.fromEntries(
    byOrder(definition.schema.properties).map(({ key, ...property }) => [
      key,
      isTable(property as Table | Field) ? tableSchema(property as Table, used) : fieldSchema(property as Field, used),
    ]),
  );
  const required = requiredKeys(definition.schema.properties as { [key: string]: Field });
  return {
    definition,
    lists: used,
    life,
    ...(calendar ? { calendar } : {}),
    ...(Object.keys(others).length > 0 ? { others } : {}),
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: definition.title,
      type: 'object',
      additionalProperties: false,
      properties,
      ...(required.length ? { required } : {}),
    },
  };
}

/** Ids of all code lists a definition names. */
export function codeListsOf(definition: ReportDefinition): string[] {
  const ids = new Set<string>();
  for (const property of Object.values(definition.schema.properties)) {
    if (!isTable(property)) {
      if (property.codeList) ids.add(property.codeList);
      continue;
    }
    if (property.rows) ids.add(property.rows.codeList);
    for (const field of Object.values(property.each.properties)) if (field.codeList) ids.add(field.codeList);
  }
  return [...ids];
}

function tableSchema(table: Table, lists: FormSnapshot['lists']): JsonSchema {
  const properties = Object.fromEntries(byOrder(table.each.properties).map(({ key, ...field }) => [key, fieldSchema(field, lists)]));
  const required = requiredKeys(table.each.properties);
  const row = { type: 'object', additionalProperties: false, properties, ...(required.length ? { required } : {}) };
  if (table.type === 'array') {
    const line = { ...row, properties: { id: { type: 'string', maxLength: 40 }, ...properties }, required: ['id', ...required] };
    return { type: 'array', title: table.title, items: line, maxItems: table.maxLines ?? 300, ...(table.minLines ? { minItems: table.minLines } : {}) };
  }
  const codes = byOrder(lists[table.rows?.codeList ?? '']?.codes);
  return {
    type: 'object',
    title: table.title,
    additionalProperties: false,
    properties: Object.fromEntries(codes.map((code) => [code.key, { ...row, title: code.title }])),
  };
}

function fieldSchema(field: Field, lists: FormSnapshot['lists']): JsonSchema {
  const { title, minimum, maximum, minLength, maxLength, format, hint } = field;
  if (field.type === 'decimal') return { type: 'string', title, pattern: decimalPattern(field), ...(hint ? { description: hint } : {}) };
  const kept = {
    type: field.type,
    title,
    minimum,
    maximum,
    minLength,
    maxLength,
    // Other formats are judged with their sentences; strangers' tools know none of them.
    format: format === 'date' ? format : undefined,
    description: hint,
    enum: field.codeList ? Object.keys(lists[field.codeList]?.codes ?? {}) : undefined,
  };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

/** A decimal is text, so that no digit is lost; its limits are judged by `judgeCell`. */
export const decimalPattern = ({ digits = 2 }: Field): string => `^-?(0|[1-9]\\d{0,17})${digits > 0 ? `(\\.\\d{1,${digits}})?` : ''}$`;

const requiredKeys = (properties: { [key: string]: Field }): string[] =>
  Object.keys(properties).filter((key) => properties[key]?.required === true && !properties[key]?.hidden);
