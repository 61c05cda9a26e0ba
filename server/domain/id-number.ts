// Identity numbers (GB 11643-1999) and pupils' numbers (学籍号), as text.
import { isDate } from './shanghai-day.js';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';
/** First two digits of area codes: provinces, retired ones never return to use. Codes below them come and go, so only these are known. */
const provinces = new Set('11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '));

export type IdFacts = { born: string; sex: 'male' | 'female'; area: string };

/** The last of 18 places for the first 17 digits. Source: GB 11643-1999, ISO 7064 MOD 11-2. */
export function checkDigit(digits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return checkDigits[sum % 11] as string;
}

/** As it is kept: without blanks, a small x written large. */
export const tidyNumber = (text: string): string => text.replace(/[\s\u3000]/g, '').toUpperCase();

/** A spreadsheet keeps 15 digits of a number: 1.10105E+17, or noughts where the last three places were. */
const lostDigits = /^\d(\.\d+)?E\+?\d+$|^\d{15}000$/i;
/** Said of such a number wherever it is read or typed. */
export const digitsLost = '表格软件把号码当成了数字，末几位已经丢失；请把这一格设为文本，再按证件重新填写';

/** What is wrong with an identity number, in Chinese; null when nothing is. */
export function idNumberFault(number: string): string | null {
  if (lostDigits.test(number) && (number.length !== 18 || number[17] !== checkDigit(number))) return digitsLost;
  if (!/^\d{17}[\dX]$/.test(number)) return '身份证号应为 18 位，前 17 位是数字，最后一位是数字或 X';
  if (!isDate(bornIn(number))) return `身份证号里的出生日期 ${bornIn(number)} 不存在`;
  const right = checkDigit(number);
  return number[17] === right ? null : '身份证号校验码不对，请核对是否有一位写错';
}

/** What is wrong with a telephone number, in Chinese; null when nothing is. */
export const phoneFault = (number: string): string | null => (/^(\+?\d[\d-]{6,18})$/.test(number) ? null : '电话应为 7 至 19 位数字，可有横线');

/** What a valid number says of its bearer. */
export const idFacts = (number: string): IdFacts => ({ born: bornIn(number), sex: Number(number[16]) % 2 === 1 ? 'male' : 'female', area: number.slice(0, 6) });

/** True for an area code nobody knows: a warning only, for retired codes stay valid. */
export const isUnknownArea = (number: string): boolean => !provinces.has(number.slice(0, 2));

/** G with an identity number, J self-made, L temporary: 19 places; G and J carry a check digit. */
export function studentNumberFault(number: string): string | null {
  if (!/^[GJL]\d{17}[\dX]$/.test(number)) return '学籍号应为 19 位：G、J 或 L 开头，后面 18 位';
  if (number[0] === 'L') return null;
  return number[18] === checkDigit(number.slice(1)) ? null : '学籍号最后一位校验码不对';
}

const bornIn = (number: string): string => `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
