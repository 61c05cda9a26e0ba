// A letter's number in words: an example, and the parts it is made of.
import type { LetterDefinition } from '../../../server/domain/definition.generated.js';
import { schoolYearTitle } from '../../../server/domain/period.js';

/** What the 37th letter of this year would be called; `school` stands for any. */
export function serialExample({ serial }: LetterDefinition, school: string, year = new Date().getFullYear()): string {
  return serial.pattern
    .replaceAll('{office}', serial.office ?? '')
    .replaceAll('{school}', school)
    .replaceAll('{schoolYear}', schoolYearTitle(`${year}-10`))
    .replaceAll('{year}', String(year))
    .replace(/\{number(?::(\d))?\}/g, (_, digits: string | undefined) => '37'.padStart(Number(digits ?? 0), '0'));
}

/** Digits the running number is filled up to; 0 for none. */
export const digitsOf = (pattern: string): number => Number(/\{number:(\d)\}/.exec(pattern)?.[1] ?? 0);

export const withDigits = (pattern: string, digits: number): string => pattern.replace(/\{number(:\d)?\}/g, digits > 0 ? `{number:${digits}}` : '{number}');

/** The pattern as it is edited: one name for the number, however many digits it has. */
export const plainPattern = (pattern: string): string => pattern.replace(/\{number:\d\}/g, '{number}');
