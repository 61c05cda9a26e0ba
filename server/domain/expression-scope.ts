// What an expression may name at its place: the words of the language, typed from the schema and titled for people.
import type { Field } from './definition.generated.js';
import type { OtherForms } from './other-forms.js';

/** Types of CEL that occur in definitions. */
export type ScopeType = 'int' | 'Decimal' | 'string' | 'bool' | 'list<string>';
/** `waits`: a blank cell makes the whole expression blank. */
export type ScopeField = { type: ScopeType; title: string; waits: boolean };
export type ScopeFields = { [field: string]: ScopeField };
/** `list` is the code list of fixed rows. */
export type ScopeTable = { title: string; maxLines: number; columns: ScopeFields; list?: string };
export type ExpressionScope = {
  /** Variables with their fields: row, record, office, child … */
  names: { [name: string]: { title: string; fields: ScopeFields } };
  /** Plain variables that are texts or days: today. */
  words: { [name: string]: { title: string } };
  /** Tables for `rows.table`. */
  tables: { [table: string]: ScopeTable };
  /** What `previous('…')` may name: fields, and `table.column`. */
  previous: ScopeFields;
  /** What `other('…')` may name; null where other reports cannot be asked. */
  others: OtherForms | null;
  /** The code list of the row that is judged; null for the whole sheet and for free lines. */
  rowList: string | null;
  /** False inside what runs once per row: a loop there would be a loop in a loop. */
  loops: boolean;
  /** False where no calendar is named, so that `schoolDays` has nothing to count by. */
  calendar: boolean;
};

const text = (title: string): ScopeField => ({ type: 'string', title, waits: false });
const whole = (title: string): ScopeField => ({ type: 'int', title, waits: false });

export const officeFields: ScopeFields = {
  id: text('单位编号'),
  title: text('单位名称'),
  kind: text('单位类别'),
  stages: { type: 'list<string>', title: '学段', waits: false },
};
export const periodFields: ScopeFields = {
  key: text('期'),
  title: text('期的名称'),
  year: whole('年'),
  month: whole('月'),
  from: text('第一天'),
  to: text('最后一天'),
};
export const rowFacts: ScopeFields = { key: text('行的键名'), title: text('行的名称'), stage: text('学段') };

export const emptyScope: ExpressionScope = { names: {}, words: {}, tables: {}, previous: {}, others: null, rowList: null, loops: true, calendar: false };

export const scopeType = (field: Pick<Field, 'type'>): ScopeType =>
  field.type === 'integer' ? 'int' : field.type === 'decimal' ? 'Decimal' : field.type === 'boolean' ? 'bool' : 'string';

/** Numbers and days wait until they are filled in, unless blank counts as nought; blank text is '', a blank tick is false. */
export const scopeField = (field: Field): ScopeField => ({
  type: scopeType(field),
  title: field.title,
  waits: field.blank !== 0 && (field.type === 'integer' || field.type === 'decimal' || field.format === 'date'),
});

export const scopeFields = (properties: { [key: string]: Field }): ScopeFields =>
  Object.fromEntries(Object.entries(properties).map(([key, field]) => [key, scopeField(field)]));
