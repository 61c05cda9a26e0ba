import { isDate } from '../../server/domain/shanghai-day.js';

/** A day as people type it: 2026-9-1, 2026/9/1, 2026.9.1, 20260901, or with the Chinese words for year, month and day. @returns YYYY-MM-DD, '' for nothing, null for no day */
export function readDay(text: string): string | null {
  const plain = text.trim();
  if (plain === '') return '';
  const [, year, month = '', day = ''] = /^(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?$/.exec(plain) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(plain) ?? [];
  if (year === undefined) return null;
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(found) ? found : null;
}
