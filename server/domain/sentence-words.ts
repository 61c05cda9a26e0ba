// Rules of a form as sentences for a list.
import { codesFor, readable } from './expression-words.js';
import { type CheckSentence, checkSentence, fieldNamed, formulaSentence, isDay } from './ready-sentences.js';
import { limitedRule } from './row-limit.js';
import type { ExpressionPlace } from './rule-place.js';
import { atomTitle, changeWords, earlierWords } from './sentence-messages.js';
import type { Term } from './sentence-terms.js';

const dayWords = { '==': '应是', '!=': '不是', '<=': '不晚于', '<': '早于', '>=': '不早于', '>': '晚于' };
const signWords = { '==': '应等于', '!=': '不等于', '<=': '不超过', '<': '小于', '>=': '不少于', '>': '大于' };

/** What must hold: 〔本月学生数〕应等于〔上月学生数〕＋〔转入〕. */
export function checkWords(text: string, place: ExpressionPlace): string {
  const { rows, that } = limitedRule(text);
  const sentence = checkSentence(that);
  const words = sentence ? wordsOf(sentence, place) : readable(that, place);
  const titles = rows.map((row) => codesFor('row.key', place.codes)[row] ?? row);
  return (rows.length > 0 ? `${titles.join('、')}：${words}` : words).replace(/ {2,}/g, ' ').trim();
}

/** How it is computed: 〔未在校合计〕÷〔上月学生数合计〕. */
export function formulaWords(text: string, place: ExpressionPlace): string {
  const sentence = formulaSentence(text);
  if (!sentence) return readable(text, place);
  if (sentence.kind === 'terms') return termWords(sentence.terms, place);
  if (sentence.kind === 'count') {
    const { table, column, code } = sentence;
    const title = place.scope.tables[table]?.columns[column]?.title ?? column;
    const is = code === '' ? '选了“是”' : `是“${codesFor(`rows.${table}.${column}`, place.codes)[code] ?? code}”`;
    return `〔${place.scope.tables[table]?.title ?? table}〕里〔${title}〕${is}的行数`;
  }
  const part = (terms: Term[]): string => (terms.length > 1 ? `（${termWords(terms, place)}）` : termWords(terms, place));
  return `${part(sentence.over)}÷${part(sentence.under)}${sentence.hundred ? '×100' : ''}`;
}

function wordsOf(sentence: CheckSentence, place: ExpressionPlace): string {
  switch (sentence.kind) {
    case 'compare':
      return `${named(sentence.left, place)}${(isDay(sentence.left, place.scope) ? dayWords : signWords)[sentence.sign]}${termWords(sentence.terms, place)}`;
    case 'required': {
      const { when, is, then } = sentence;
      const ways = { filled: fieldNamed(when, place.scope)?.type === 'bool' ? '选了“是”' : '填了', positive: '大于 0', nonzero: '不是 0' };
      const how = typeof is === 'object' ? `是“${codesFor(when, place.codes)[is.code] ?? is.code}”` : ways[is];
      return `如果${named(when, place)}${how}，那么${named(then, place)}必须填`;
    }
    case 'change':
      return `${named(sentence.of, place)}比${earlierWords[sentence.than]}${changeWords[sentence.way]}超过 ${sentence.percent}% 就要说明`;
    case 'share':
      return `${termWords(sentence.over, place)}占${termWords(sentence.under, place)}${signWords[sentence.sign]} ${sentence.percent}%`;
  }
}

const named = (of: string, place: ExpressionPlace): string => (/^\d/.test(of) ? ` ${of} ` : `〔${atomTitle(of, place)}〕`);
const termWords = (terms: Term[], place: ExpressionPlace): string =>
  terms.map(({ sign, of }, index) => `${sign === '-' ? '－' : index > 0 ? '＋' : ''}${named(of, place)}`).join('');
