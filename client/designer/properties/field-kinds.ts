// What is filled in at a field, as one choice: 日期 and 选项 are text in the language, but not to people.
import type { JsonMap } from '../../../server/domain/merge-patch.js';

const kinds: { [part: string]: string[] } = {
  Field: ['integer', 'decimal', 'string', 'date', 'code', 'boolean', 'id-number', 'phone'],
  LedgerField: ['string', 'integer', 'date', 'code', 'codes', 'boolean', 'id-number', 'student-number', 'phone'],
};
/** Settings that only make sense of some kinds. */
const only: { [setting: string]: string[] } = {
  minimum: ['integer', 'decimal'],
  maximum: ['integer', 'decimal'],
  blank: ['integer', 'decimal'],
  digits: ['decimal'],
  minLength: ['string'],
  maxLength: ['string'],
  codeList: ['code', 'codes'],
};

export const kindsOf = (part: string): string[] | undefined => kinds[part];

export function kindOf(field: JsonMap): string {
  if (field.type !== 'string') return String(field.type);
  if (typeof field.codeList === 'string') return 'code';
  return typeof field.format === 'string' ? field.format : 'string';
}

export const fitsKind = (setting: string, kind: string): boolean => only[setting]?.includes(kind) ?? true;

/** The field as one of another kind: what does not fit it is taken away. @param list first code list to choose from */
export function asKind(field: JsonMap, kind: string, list: string | undefined): JsonMap {
  const { type: _, format: __, codeList, ...rest } = field;
  const kept = Object.fromEntries(Object.entries(rest).filter(([setting]) => fitsKind(setting, kind)));
  const typed = ['integer', 'decimal', 'boolean', 'codes'].includes(kind) ? kind : 'string';
  const chosen = codeList ?? list;
  return {
    type: typed,
    ...kept,
    ...(fitsKind('codeList', kind) && chosen !== undefined ? { codeList: chosen } : {}),
    ...(typed === 'string' && kind !== 'string' && kind !== 'code' ? { format: kind } : {}),
  };
}
