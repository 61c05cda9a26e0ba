import type { Span } from './calendar.js';
import { isValidIn } from './code-validity.js';
import { Decimal } from './decimal.js';
import type { Field } from './definition.generated.js';
import type { Code } from './form-parts.js';
import { decimalPattern } from './form-snapshot.js';
import { idNumberFault, phoneFault, tidyNumber } from './id-number.js';
import type { Cell } from './record-data.js';
import { isDate } from './shanghai-day.js';

/**
 * What is wrong with one filled cell, in Chinese; null when nothing is. Agrees with the snapshot's JSON Schema.
 * @param span the days the record is about; a code that was not valid on any of them is refused. Absent or null: any code ever valid will do.
 */
export function judgeCell(field: Field, codes: Code[], cell: Cell, span: Span | null = null): string | null {
  if (field.type === 'integer') {
    if (typeof cell !== 'number' || !Number.isSafeInteger(cell)) return `应当填整数，填的是“${cell}”`;
    if (field.minimum !== undefined && cell < field.minimum) return `不能小于 ${field.minimum}，填的是 ${cell}`;
    if (field.maximum !== undefined && cell > field.maximum) return `不能大于 ${field.maximum}，填的是 ${cell}`;
    return null;
  }
  if (field.type === 'decimal') return judgeDecimal(field, cell);
  if (field.type === 'boolean') return typeof cell === 'boolean' ? null : '只能填是或否';
  if (typeof cell !== 'string') return '应当填文字';
  if (field.codeList) return judgeCode(codes, cell, span);
  if (field.format === 'date' && !isDate(cell)) return `“${cell}”不是日期，应写成 2026-09-01 这样`;
  if (field.format === 'id-number') return idNumberFault(tidyNumber(cell));
  if (field.format === 'phone') return phoneFault(cell);
  const length = [...cell].length;
  if (field.minLength !== undefined && length < field.minLength) return `至少要写 ${field.minLength} 个字`;
  if (field.maxLength !== undefined && length > field.maxLength) return `最多 ${field.maxLength} 个字，已写 ${length} 个`;
  return null;
}

function judgeDecimal(field: Field, cell: Cell): string | null {
  const digits = field.digits ?? 2;
  if (typeof cell !== 'string' || !new RegExp(decimalPattern(field)).test(cell)) return `应当填数，小数最多 ${digits} 位，填的是“${cell}”`;
  const value = Decimal.parse(cell) as Decimal;
  if (field.minimum !== undefined && value.compare(Decimal.of(field.minimum)) < 0) return `不能小于 ${field.minimum}，填的是 ${cell}`;
  if (field.maximum !== undefined && value.compare(Decimal.of(field.maximum)) > 0) return `不能大于 ${field.maximum}，填的是 ${cell}`;
  return null;
}

function judgeCode(codes: Code[], cell: string, span: Span | null): string | null {
  const code = codes.find((one) => one.value === cell);
  if (!code) return `“${cell}”不在可选项里`;
  if (!span) return null;
  if (isValidIn(code, span)) return null;
  if (code.from && span.to < code.from) return `“${code.title}”自 ${code.from} 起才使用`;
  const now = codes.filter((one) => code.becomes?.includes(one.value)).map((one) => one.title);
  return `“${code.title}”到 ${code.until} 为止，已不再使用${now.length ? `，请改选：${now.join('、')}` : ''}`;
}
