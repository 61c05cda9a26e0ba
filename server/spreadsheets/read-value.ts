// One typed cell as the value its column asks for, or what is wrong with it.
import { digitsLost } from '../domain/id-number.js';
import type { SheetColumn } from '../domain/sheet.js';
import type { RawCell } from './raw-workbook.js';
import { plainText } from './safe-text.js';

export type ReadValue = { value: string | number | null } | { problem: string };

/** Blank cells are null. Codes and 是/否 stay the words that were typed. */
export function readValue(cell: RawCell, type: SheetColumn['type']): ReadValue {
  if (cell !== null && typeof cell === 'object') {
    if ('error' in cell) return { problem: `单元格是错误值 ${cell.error}` };
    if ('uncomputed' in cell) return { problem: '公式没有算出结果，请在 WPS 或 Excel 里打开并保存后再导入' };
    if (type === 'integer') return { problem: `应填数字，填的是日期 ${cell.date}` };
    return { value: cell.date };
  }
  if (cell === null || (typeof cell === 'string' && cell.trim() === '')) return { value: null };
  if (type === 'integer') return readInteger(cell);
  if (typeof cell === 'number' && Math.abs(cell) >= 1e15) return { problem: digitsLost };
  const text = typeof cell === 'boolean' ? (cell ? '是' : '否') : plainText(String(cell)).trim();
  return type === 'date' ? readDate(text) : { value: text };
}

function readInteger(cell: string | number | boolean): ReadValue {
  if (typeof cell === 'boolean') return { problem: '应填数字' };
  const text =
    typeof cell === 'number'
      ? String(cell)
      : plainText(cell)
          .normalize('NFKC')
          .replace(/[\s\u2212]/g, (sign) => (sign === '\u2212' ? '-' : ''));
  const shown = typeof cell === 'number' ? String(cell) : cell.trim();
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  if (/^[+-]?\d+(\.0*)?$/.test(plain) && Number.isSafeInteger(Number(plain))) return { value: Number(plain) + 0 };
  if (/^[+-]?(\d+\.\d*|\.\d+)$/.test(plain)) return { problem: `应填整数，填的是 ${shown}` };
  if (/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(plain)) return { problem: `数字太大或不完整：${shown}` };
  return { problem: `应填数字，填的是“${shown.slice(0, 20)}”` };
}

function readDate(text: string): ReadValue {
  const match = /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?$/.exec(text.normalize('NFKC').replace(/\s/g, ''));
  if (match) {
    const iso = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`;
    const date = new Date(`${iso}T00:00:00Z`);
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)) return { value: iso };
  }
  return { problem: `应填日期，如 2024-09-01，填的是“${text.slice(0, 20)}”` };
}
