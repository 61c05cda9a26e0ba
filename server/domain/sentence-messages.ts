// What a ready sentence says to whoever fills in, with the values, and how a message that was changed by hand keeps in step.
import { functions } from './expression-functions.js';
import { codesFor, nameTitle, tableTitle } from './expression-words.js';
import { otherTitle } from './other-forms.js';
import { type CheckSentence, type CompareSign, earlierOf, fieldNamed, isDay } from './ready-sentences.js';
import type { ExpressionPlace } from './rule-place.js';
import { sameTerms, type Term, termsOf, treeOf, writtenTerms } from './sentence-terms.js';

export const earlierWords = { previous: '上期', lastYear: '去年同期' };
export const changeWords = { either: '增减', more: '增加', less: '减少' };
const dayWords: { [sign in CompareSign]: string } = { '==': '应是', '!=': '不能是', '<=': '不能晚于', '<': '应早于', '>=': '不能早于', '>': '应晚于' };
const signWords: { [sign in CompareSign]: string } = { '==': '应等于', '!=': '不能等于', '<=': '不能多于', '<': '应少于', '>=': '不能少于', '>': '应多于' };

/** What a name, total or number is called in a sentence. */
export function atomTitle(of: string, { scope }: ExpressionPlace): string {
  const total = /^(\w+)\(rows\.(\w+), '(\w+)'\)$/.exec(of);
  if (total) {
    const [, call = '', table = '', column = ''] = total;
    const word = functions[call]?.title ?? '';
    return `${tableTitle(table, scope)}${scope.tables[table]?.columns[column]?.title ?? column}${word}`;
  }
  const counted = /^size\(rows\.(\w+)\)$/.exec(of)?.[1];
  if (counted) return `${scope.tables[counted]?.title ?? counted}的行数`;
  const before = /^(previous|lastYear)\('([\w.]+)'\)$/.exec(of);
  if (before)
    return `${earlierWords[before[1] as 'previous' | 'lastYear']}${scope.previous[before[2] as string]?.title ?? before[2]}${before[2]?.includes('.') ? '合计' : ''}`;
  const elsewhere = /^other\('([\w.*]+)'\)$/.exec(of)?.[1];
  if (elsewhere) return otherTitle(scope.others ?? {}, elsewhere) ?? of;
  const [holder = '', key = ''] = of.split('.');
  return scope.names[holder] ? nameTitle(holder, key, scope) : of;
}

export const termsTitle = (terms: Term[], place: ExpressionPlace): string =>
  terms.map(({ sign, of }, index) => `${sign === '-' ? '－' : index > 0 ? '＋' : ''}${atomTitle(of, place)}`).join('');

const isNumber = (of: string): boolean => /^\d/.test(of);
const withValue = (of: string, place: ExpressionPlace): string => (isNumber(of) ? of : `${atomTitle(of, place)} {${of}}`);

/** The message of a sentence, with holes for the values. */
export function sentenceMessage(sentence: CheckSentence, place: ExpressionPlace): string {
  const begin = place.scope.names.row ? '{row.title}：' : '';
  switch (sentence.kind) {
    case 'compare': {
      const { left, sign, terms } = sentence;
      const [only] = terms;
      const words = isDay(left, place.scope) ? dayWords : signWords;
      if (terms.length === 1 && only?.sign === '+') return `${begin}${withValue(left, place)} ${words[sign]} ${withValue(only.of, place)}`;
      return `${begin}${atomTitle(left, place)}${signWords[sign]} {${writtenTerms(terms)}}（${termsTitle(terms, place)}），填的是 {${left}}`;
    }
    case 'required': {
      const { when, is, then } = sentence;
      const title = atomTitle(when, place);
      const code = typeof is === 'object' ? (codesFor(when, place.codes)[is.code] ?? is.code) : '';
      const tick = fieldNamed(when, place.scope)?.type === 'bool';
      const said = code ? `“${title}”是${code}` : tick ? `“${title}”选了是` : `“${title}”填了 {${when}}`;
      return `${begin}${said}，请填写“${atomTitle(then, place)}”`;
    }
    case 'change':
      return `${begin}${atomTitle(sentence.of, place)} {${sentence.of}}，${earlierWords[sentence.than]} {${earlierOf(sentence.of, sentence.than)}}，${changeWords[sentence.way]}超过 ${sentence.percent}%，请说明原因`;
    case 'share': {
      const { over, under, sign, percent } = sentence;
      const words = sign === '<=' ? '超过' : '低于';
      return `${begin}${termsTitle(over, place)}占${termsTitle(under, place)} {ratio(${writtenTerms(over)}, ${writtenTerms(under)})}，${words} ${percent}%`;
    }
  }
}

/**
 * The message after a sentence was changed: made anew where it was the ready one or empty; where somebody wrote it, the holes
 * that show a changed part follow it and the words stay.
 */
export function messageInStep(message: string, before: CheckSentence | null, after: CheckSentence, place: ExpressionPlace): string {
  if (message.trim() === '' || (before && message === sentenceMessage(before, place))) return sentenceMessage(after, place);
  if (before?.kind !== 'compare' || after.kind !== 'compare') return message;
  const single = (of: string): Term[] => [{ sign: '+', of }];
  const changes: [Term[], Term[]][] = [
    [before.terms, after.terms],
    [single(before.left), single(after.left)],
  ];
  return message.replace(/\{([^{}]*)\}/g, (hole, inner: string) => {
    const shown = termsOf(treeOf(inner) ?? undefined, inner);
    const change = shown && changes.find(([was]) => sameTerms(was, shown));
    return change ? `{${writtenTerms(change[1])}}` : hole;
  });
}
