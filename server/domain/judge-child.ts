// What is wrong with values of a child or of a movement: every fault at once, warnings apart.
import { blank } from './child.js';
import { idFacts, idNumberFault, isUnknownArea, phoneFault, studentNumberFault, tidyNumber } from './id-number.js';
import type { ChildValue, ChildValues } from './ledger-views.js';
import type { Ledger, OpenField } from './open-ledger.js';
import type { Fault } from './problem.js';
import { isDate } from './shanghai-day.js';

/** As it is kept: trimmed, numbers tidied, codes once each; blanks become null. */
export function tidyValue({ field }: OpenField, value: ChildValue): ChildValue {
  if (Array.isArray(value)) return value.length === 0 ? null : [...new Set(value)];
  if (typeof value !== 'string') return value;
  const text = value.normalize('NFC').trim();
  if (text === '') return null;
  return field.format === 'id-number' || field.format === 'student-number' || field.format === 'phone' ? tidyNumber(text) : text;
}

/** What is wrong with one value, in Chinese; null when nothing is. Blank is right unless the field is required. */
export function valueFault({ field, codes }: OpenField, value: ChildValue): string | null {
  if (blank(value)) return field.required ? '还没有填写' : null;
  if (field.type === 'codes')
    return Array.isArray(value) && value.every((one) => codes.some((code) => code.value === one))
      ? null
      : `“${Array.isArray(value) ? value.join('、') : value}”不在可选项里`;
  if (field.type === 'boolean') return typeof value === 'boolean' ? null : '只能填是或否';
  if (field.type === 'integer') {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return `应当填整数，填的是“${String(value)}”`;
    if (field.minimum !== undefined && value < field.minimum) return `不能小于 ${field.minimum}`;
    return field.maximum !== undefined && value > field.maximum ? `不能大于 ${field.maximum}` : null;
  }
  if (typeof value !== 'string') return '应当填文字';
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value) || !isWellFormed(value)) return '有不能使用的字符';
  if (field.codeList && !codes.some((code) => code.value === value)) return `“${value}”不在可选项里`;
  if (field.format === 'date' && !isDate(value)) return `“${value}”不是日期，应写成 2026-09-01 这样`;
  if (field.format === 'id-number') return idNumberFault(value);
  if (field.format === 'student-number') return studentNumberFault(value);
  if (field.format === 'phone') return phoneFault(value);
  const length = [...value].length;
  return field.maxLength !== undefined && length > field.maxLength ? `最多 ${field.maxLength} 个字，已写 ${length} 个` : null;
}

/** Faults of a whole child; paths are field keys. */
export function judgeChild(ledger: Ledger, data: ChildValues, today: string): Fault[] {
  const { meanings } = ledger.snapshot.definition;
  const faults = ledger.fields.flatMap((field): Fault[] => {
    const message = valueFault(field, data[field.key] ?? null);
    return message ? [{ path: field.key, message: `${field.title}：${message}` }] : [];
  });
  const born = meanings.born ? data[meanings.born] : null;
  const number = meanings.idNumber ? data[meanings.idNumber] : null;
  if (typeof born === 'string' && born > today) faults.push({ path: meanings.born as string, message: '出生日期在今天以后' });
  if (typeof number === 'string' && idNumberFault(number) === null && typeof born === 'string' && idFacts(number).born !== born)
    faults.push({ path: meanings.born as string, message: `出生日期与身份证号里的 ${idFacts(number).born} 不一致` });
  return faults;
}

/** What to look at again, but may stand. */
export function childWarnings(ledger: Ledger, data: ChildValues): { field: string; message: string }[] {
  const { idNumber, sex, studentNumber } = ledger.snapshot.definition.meanings;
  const number = idNumber ? data[idNumber] : null;
  const warnings: { field: string; message: string }[] = [];
  if (typeof number === 'string' && idNumberFault(number) === null) {
    const facts = idFacts(number);
    if (isUnknownArea(number)) warnings.push({ field: idNumber as string, message: `没有见过以 ${facts.area.slice(0, 2)} 开头的地区代码，请核对` });
    if (sex && typeof data[sex] === 'string' && data[sex] !== facts.sex)
      warnings.push({ field: sex, message: `性别与身份证号第 17 位不一致（该号码是${facts.sex === 'male' ? '男' : '女'}）` });
    const pupil = studentNumber ? data[studentNumber] : null;
    if (typeof pupil === 'string' && pupil.startsWith('G') && pupil.slice(1) !== number)
      warnings.push({ field: studentNumber as string, message: '学籍号 G 后面的号码与身份证号不同，改过身份证号的属正常' });
  }
  return warnings;
}

function isWellFormed(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}
