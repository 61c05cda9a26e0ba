// Between what a person types and what a cell holds.
import type { Cell } from '../../../server/domain/record-data.js';
import type { GridCode, GridTexts } from './grid-types.js';
import type { GridField } from './lattice.js';

const TICKS: Record<string, string> = { '√': 'true', '✓': 'true', true: 'true', '1': 'true', '×': 'false', '✗': 'false', false: 'false', '0': 'false' };

/** What the text means in that column; text that means nothing there is kept as it is, so nothing typed is lost. */
export function readCellText(text: string, field: GridField): Cell {
  const plain = text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
  if (plain === '') return null;
  switch (field.type) {
    case 'integer':
      return integerOf(plain) ?? plain;
    case 'decimal':
      return decimalOf(plain) ?? plain;
    case 'date':
      return dateOf(plain) ?? plain;
    case 'code':
      return codeOf(plain, field.codes)?.value ?? plain;
    case 'boolean': {
      const value = codeOf(plain, field.codes)?.value ?? TICKS[plain.toLowerCase()];
      return value === undefined ? plain : value === 'true';
    }
    default:
      return plain;
  }
}

export function cellText(value: Cell | undefined, field: GridField): string {
  if (value === null || value === undefined) return '';
  if (field.codes) return field.codes.find((code) => code.value === String(value))?.title ?? String(value);
  return String(value);
}

/** Why the value does not fit the column's type; null when it does. */
export function cellFault(value: Cell | undefined, field: GridField, texts: GridTexts): string | null {
  if (value === null || value === undefined || value === '') return null;
  switch (field.type) {
    case 'integer':
      return Number.isSafeInteger(value) ? null : texts.notInteger;
    case 'decimal':
      return typeof value === 'string' && decimalOf(value) === value ? null : texts.notDecimal;
    case 'date':
      return typeof value === 'string' && dateOf(value) === value ? null : texts.notDate;
    case 'code':
      return !field.codes || field.codes.some((code) => code.value === value) ? null : texts.notInList;
    case 'boolean':
      return typeof value === 'boolean' ? null : texts.notInList;
    default: {
      const length = typeof value === 'string' ? [...value].length : 0;
      return field.maxLength !== undefined && length > field.maxLength ? texts.tooLong(field.maxLength, length) : null;
    }
  }
}

/** The codes whose title has the text in it, those beginning with it first. */
export function codesLike(text: string, codes: GridCode[]): GridCode[] {
  const part = plainOf(text).toLowerCase();
  const place = (code: GridCode) => code.title.toLowerCase().indexOf(part);
  const begins = (code: GridCode) => place(code) === 0 || code.value.toLowerCase().startsWith(part);
  return [...codes.filter(begins), ...codes.filter((code) => !begins(code) && place(code) > 0)];
}

const plainOf = (text: string): string => text.normalize('NFKC').trim();

function integerOf(text: string): number | null {
  const plain = plainOf(text)
    .replace(/\s/g, '')
    .replace(/[−‒–—]/g, '-');
  if (!/^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.0*)?$/.test(plain)) return null;
  const number = Number(plain.replaceAll(',', ''));
  return Number.isSafeInteger(number) ? number + 0 : null;
}

/** The digits as they were typed, without what only groups or decorates them. */
function decimalOf(text: string): string | null {
  const plain = plainOf(text)
    .replace(/\s/g, '')
    .replace(/[−‒–—]/g, '-');
  const found = /^([+-]?)(\d*|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/.exec(plain);
  const [, sign = '', whole = '', places = ''] = found ?? [];
  if (!found || whole + places === '') return null;
  const digits = whole.replaceAll(',', '').replace(/^0+(?=\d)/, '') || '0';
  return `${sign === '-' ? '-' : ''}${digits}${places ? `.${places}` : ''}`;
}

function dateOf(text: string): string | null {
  const plain = plainOf(text);
  const found = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

function codeOf(text: string, codes: GridCode[] | undefined): GridCode | undefined {
  const plain = plainOf(text);
  return codes?.find((code) => plainOf(code.title) === plain) ?? codes?.find((code) => code.value === plain);
}
