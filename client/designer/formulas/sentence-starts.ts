// Ready sentences one may begin with, and when one is complete.
import type { CheckSentence, FormulaSentence } from '../../../server/domain/ready-sentences.js';

const one = [{ sign: '+' as const, of: '' }];
/** A number of another form that is still to be chosen. */
export const otherBegun = "other('')";

/** `whole`: about the whole sheet, not each row; `warning`: it asks for a reason. */
export type CheckStart = { key: string; sentence: CheckSentence | null; whole?: boolean; warning?: boolean };

export const checkStarts = [
  { key: 'balance', sentence: { kind: 'compare', left: '', sign: '==', terms: one } },
  { key: 'atMost', sentence: { kind: 'compare', left: '', sign: '<=', terms: one } },
  { key: 'required', sentence: { kind: 'required', when: '', is: 'filled', then: '' } },
  { key: 'change', sentence: { kind: 'change', of: '', than: 'previous', way: 'either', percent: '10' }, warning: true },
  { key: 'share', sentence: { kind: 'share', over: one, under: one, sign: '<=', percent: '5' }, warning: true },
  { key: 'agree', sentence: { kind: 'compare', left: '', sign: '==', terms: one }, whole: true },
  { key: 'other', sentence: { kind: 'compare', left: '', sign: '==', terms: [{ sign: '+', of: otherBegun }] }, whole: true },
  { key: 'own', sentence: null },
] as const satisfies CheckStart[];

/** `row`: computed in every row, into a column. */
export type FormulaStart = { key: string; sentence: FormulaSentence | null; row?: boolean; percent?: boolean };
export const formulaStarts = [
  { key: 'rowTotal', sentence: { kind: 'terms', terms: one }, row: true },
  { key: 'columnTotal', sentence: { kind: 'terms', terms: one } },
  { key: 'count', sentence: { kind: 'count', table: '', column: '', code: '' } },
  { key: 'ratio', sentence: { kind: 'ratio', over: one, under: one, hundred: false }, percent: true },
  { key: 'own', sentence: null },
] as const satisfies FormulaStart[];

const number = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);
const full = (terms: { of: string }[]): boolean => terms.length > 0 && terms.every(({ of }) => of !== '' && of !== otherBegun);

export function isComplete(sentence: CheckSentence | FormulaSentence): boolean {
  switch (sentence.kind) {
    case 'compare':
      return sentence.left !== '' && full(sentence.terms);
    case 'required':
      return sentence.when !== '' && sentence.then !== '';
    case 'change':
      return sentence.of !== '' && number(sentence.percent);
    case 'share':
      return full(sentence.over) && full(sentence.under) && number(sentence.percent);
    case 'terms':
      return full(sentence.terms);
    case 'ratio':
      return full(sentence.over) && full(sentence.under);
    case 'count':
      return sentence.table !== '' && sentence.column !== '';
  }
}

/** The column a check is marked at, told by its sentence; a row's column, or the table or field of the whole. */
export function markOf(sentence: CheckSentence): string | null {
  const name =
    sentence.kind === 'required'
      ? sentence.then
      : sentence.kind === 'compare'
        ? sentence.left
        : sentence.kind === 'change'
          ? sentence.of
          : (sentence.over[0]?.of ?? '');
  return /^(?:row|record)\.(\w+)$/.exec(name)?.[1] ?? /^\w+\(rows\.(\w+),/.exec(name)?.[1] ?? null;
}
