import type { Field } from './definition.generated.js';
import type { Code } from './open-form.js';
import type { Cell } from './record-data.js';
import { isDate } from './shanghai-day.js';

/** What is wrong with one filled cell, in Chinese; null when nothing is. Agrees with the snapshot's JSON Schema. */
export function judgeCell(field: Field, codes: Code[], cell: Cell): string | null {
  if (field.type === 'integer') {
    if (typeof cell !== 'number' || !Number.isSafeInteger(cell)) return `应当填整数，填的是“${cell}”`;
    if (field.minimum !== undefined && cell < field.minimum) return `不能小于 ${field.minimum}，填的是 ${cell}`;
    if (field.maximum !== undefined && cell > field.maximum) return `不能大于 ${field.maximum}，填的是 ${cell}`;
    return null;
  }
  if (field.type === 'boolean') return typeof cell === 'boolean' ? null : '只能填是或否';
  if (typeof cell !== 'string') return '应当填文字';
  if (field.codeList && !codes.some((code) => code.value === cell)) return `“${cell}”不在可选项里`;
  if (field.format === 'date' && !isDate(cell)) return `“${cell}”不是日期，应写成 2026-09-01 这样`;
  const length = [...cell].length;
  if (field.minLength !== undefined && length < field.minLength) return `至少要写 ${field.minLength} 个字`;
  if (field.maxLength !== undefined && length > field.maxLength) return `最多 ${field.maxLength} 个字，已写 ${length} 个`;
  return null;
}
