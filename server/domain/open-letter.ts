// A letter's snapshot made ready to use: fields and wording in order, expressions compiled, holes checked.
import { byOrder } from './by-order.js';
import type { LedgerDefinition, LetterClause, LetterDefinition, LetterField } from './definition.generated.js';
import { languageFor } from './expression-environment.js';
import { emptyScope } from './expression-scope.js';
import { compileExpression, type Expression, ExpressionError } from './expressions.js';
import type { LetterSnapshot } from './letter-snapshot.js';
import { FormError } from './open-form.js';
import { childScope } from './open-ledger.js';
import type { Fault } from './problem.js';

/** `worked` gives the value of a field that is worked out. */
export type NamedLetterField = LetterField & { key: string; worked: Expression | null };
export type TextKind = 'body' | 'salutation' | 'heading' | 'law' | 'centre' | 'right' | 'above' | 'subtitle';
export type Letter = {
  snapshot: LetterSnapshot;
  id: string;
  title: string;
  ledger: string;
  fields: NamedLetterField[];
  asked: NamedLetterField[];
  /** `when` decides for each child whether the paragraph is written; null: for everybody. */
  texts: { key: string; title: string; kind: TextKind; text: string; when: Expression | null }[];
  clauses: { key: string; paragraph?: number; when: Expression | null }[];
  receipt: { title: string; lines: { key: string; title: string; text: string }[]; copies: { title: string }[] } | null;
  for: Expression | null;
  once: { key: Expression; title: string } | null;
};

/** Holes every text may use beside the letter's own fields. */
export const letterWords = ['serial', 'letterTitle', 'date', 'schoolYear'];
/** What a number may be made of. */
export const serialWords = ['office', 'school', 'year', 'schoolYear', 'number'] as const;
/** Days a condition may name: the day of issue and its school year. */
export const letterDays = ['date', 'schoolYear'];
/** How long a letter stays the one valid one may go by these. */
const onceWords = ['schoolYear', 'term'];

/** @throws FormError with every fault at once. */
export function openLetter(snapshot: LetterSnapshot, ledger: LedgerDefinition): Letter {
  const { definition } = snapshot;
  const faults: Fault[] = [...wordingFaults(definition), ...serialFaults(definition)];
  const names = { child: { title: '学生', fields: childScope(ledger.schema.properties) } };
  const attempt = (path: string, text: string | undefined, expected: string[], words: string[]): Expression | null => {
    if (text === undefined) return null;
    try {
      const scope = { ...emptyScope, names, words: Object.fromEntries(words.map((word) => [word, { title: word }])) };
      return compileExpression(languageFor(scope), text, expected);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      faults.push({ path, message: error.message });
      return null;
    }
  };
  const fields = byOrder(definition.fields)
    .filter((field) => !field.hidden)
    .map((field) => ({ ...field, worked: attempt(`fields.${field.key}.value`, field.value, ['string', 'int', 'Decimal', 'bool'], letterDays) }));
  const texts = byOrder(definition.texts)
    .filter((text) => !text.hidden)
    .map(({ key, title, kind, text, when }) => ({
      key,
      title: title ?? '',
      kind: kind ?? ('body' as const),
      text,
      when: attempt(`texts.${key}.when`, when, ['bool'], letterDays),
    }));
  const clauses = shownClauses(definition).map(({ key, paragraph, when }) => ({
    key,
    ...(paragraph === undefined ? {} : { paragraph }),
    when: attempt(`clauses.${key}.when`, when, ['bool'], letterDays),
  }));
  const lines = byOrder(definition.receipt?.lines).filter((line) => !line.hidden);
  const copies = byOrder(definition.receipt?.copies).filter((copy) => !copy.hidden);
  const receiver = attempt('for', definition.for, ['bool'], letterDays);
  const once = attempt('once.key', definition.once?.key, ['string'], onceWords);
  if (faults.length > 0) throw new FormError(faults);
  return {
    snapshot,
    id: definition.id,
    title: definition.title,
    ledger: definition.of,
    fields,
    asked: fields.filter((field) => field.ask),
    texts,
    clauses,
    receipt:
      definition.receipt && !definition.receipt.hidden
        ? {
            title: definition.receipt.title,
            lines: lines.map(({ key, title, text }) => ({ key, title, text: text ?? '' })),
            copies: copies.length > 0 ? copies.map(({ title }) => ({ title })) : [{ title: '' }],
          }
        : null,
    for: receiver,
    once: once && definition.once ? { key: once, title: definition.once.title } : null,
  };
}

const shownClauses = (definition: LetterDefinition): (LetterClause & { key: string })[] => byOrder(definition.clauses).filter((clause) => !clause.hidden);

/** Holes of paragraphs and of the receipt that name nothing, and braces that do not meet. */
function wordingFaults(definition: LetterDefinition): Fault[] {
  const known = new Map(Object.entries(definition.fields ?? {}));
  const inText = (path: string, text: string): Fault[] => [
    ...[...new Set(holesIn(text))].flatMap((hole): Fault[] => {
      const field = known.get(hole);
      if ((field && !field.hidden) || letterWords.includes(hole)) return [];
      return [{ path, message: field ? `“${field.title}”已经停用，这里还在用；请删去或换一项` : `没有名为“${hole}”的内容；请从“插入内容”里选` }];
    }),
    ...(/[{}]/.test(text.replace(/\{[A-Za-z][A-Za-z0-9_]*\}/g, '')) ? [{ path, message: '花括号没有配对；要填入内容请从“插入内容”里选' }] : []),
  ];
  const texts = byOrder(definition.texts).filter((text) => !text.hidden);
  return [
    ...texts.flatMap(({ key, text }) => inText(`texts.${key}.text`, text)),
    ...byOrder(definition.receipt?.lines)
      .filter((line) => !line.hidden)
      .flatMap(({ key, text }) => inText(`receipt.lines.${key}.text`, text ?? '')),
  ];
}

function serialFaults({ serial }: LetterDefinition): Fault[] {
  const plain = serial.pattern.replace(/\{number:\d\}/g, '{number}');
  const faults = holesIn(plain)
    .filter((hole) => !(serialWords as readonly string[]).includes(hole))
    .map((hole) => ({
      path: 'serial.pattern',
      message: `文号里不能用“${hole}”，可用 office（机关代字）、school（学校）、year（年份）、schoolYear（学年）、number（顺序号）`,
    }));
  if (/[{}]/.test(plain.replace(/\{[A-Za-z]+\}/g, ''))) faults.push({ path: 'serial.pattern', message: '文号里的花括号没有配对' });
  return faults;
}

export const holesIn = (text: string): string[] => [...text.matchAll(/\{([A-Za-z][A-Za-z0-9_]*)\}/g)].map((match) => match[1] as string);
