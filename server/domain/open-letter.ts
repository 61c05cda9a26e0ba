// A letter's snapshot made ready to use: fields and wording in order, expressions compiled, holes checked.
import { byOrder } from './by-order.js';
import type { LedgerDefinition, LetterField } from './definition.generated.js';
import { languageFor } from './expression-environment.js';
import { emptyScope } from './expression-scope.js';
import { compileExpression, type Expression, ExpressionError } from './expressions.js';
import type { LetterSnapshot } from './letter-snapshot.js';
import { FormError } from './open-form.js';
import { childScope } from './open-ledger.js';
import type { Fault } from './problem.js';

export type NamedLetterField = LetterField & { key: string };
export type Letter = {
  snapshot: LetterSnapshot;
  id: string;
  title: string;
  ledger: string;
  fields: NamedLetterField[];
  asked: NamedLetterField[];
  texts: { key: string; title: string; kind: 'body' | 'salutation' | 'heading' | 'law'; text: string }[];
  clauses: { key: string; paragraph?: number }[];
  receipt: { title: string; lines: { key: string; title: string; text: string }[] } | null;
  for: Expression | null;
  once: { key: Expression; title: string } | null;
};

/** Holes every text may use beside the letter's own fields. */
export const letterWords = ['serial', 'letterTitle', 'date'];

/** @throws FormError with every fault at once. */
export function openLetter(snapshot: LetterSnapshot, ledger: LedgerDefinition): Letter {
  const { definition } = snapshot;
  const faults: Fault[] = [];
  const names = { child: { title: '学生', fields: childScope(ledger.schema.properties) } };
  const attempt = (path: string, text: string, expected: string[], words: string[]): Expression | null => {
    try {
      const scope = { ...emptyScope, names, words: Object.fromEntries(words.map((word) => [word, { title: word }])) };
      return compileExpression(languageFor(scope), text, expected);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      faults.push({ path, message: error.message });
      return null;
    }
  };
  const fields = byOrder(definition.fields).filter((field) => !field.hidden);
  const known = new Set([...fields.map(({ key }) => key), ...letterWords]);
  const holes = (path: string, text: string): void => {
    for (const hole of holesIn(text)) if (!known.has(hole)) faults.push({ path, message: `没有名为“${hole}”的内容` });
    if (/[{}]/.test(text.replace(/\{[A-Za-z][A-Za-z0-9_]*\}/g, ''))) faults.push({ path, message: '花括号没有配对' });
  };
  const texts = byOrder(definition.texts).filter((text) => !text.hidden);
  for (const text of texts) holes(`texts.${text.key}.text`, text.text);
  const lines = byOrder(definition.receipt?.lines).filter((line) => !line.hidden);
  for (const line of lines) holes(`receipt.lines.${line.key}.text`, line.text ?? '');
  for (const hole of holesIn(definition.serial.pattern.replace(/:\d/g, '')))
    if (!['office', 'year', 'number'].includes(hole)) faults.push({ path: 'serial.pattern', message: `文号里不能用“${hole}”，可用 office、year、number` });
  const receiver = definition.for ? attempt('for', definition.for, ['bool'], []) : null;
  const once = definition.once ? attempt('once.key', definition.once.key, ['string'], ['schoolYear']) : null;
  if (faults.length > 0) throw new FormError(faults);
  return {
    snapshot,
    id: definition.id,
    title: definition.title,
    ledger: definition.of,
    fields,
    asked: fields.filter((field) => field.ask),
    texts: texts.map(({ key, title, kind, text }) => ({ key, title: title ?? '', kind: kind ?? 'body', text })),
    clauses: byOrder(definition.clauses).filter((clause) => !clause.hidden),
    receipt:
      definition.receipt && !definition.receipt.hidden
        ? { title: definition.receipt.title, lines: lines.map(({ key, title, text }) => ({ key, title, text: text ?? '' })) }
        : null,
    for: receiver,
    once: once && definition.once ? { key: once, title: definition.once.title } : null,
  };
}

export const holesIn = (text: string): string[] => [...text.matchAll(/\{([A-Za-z][A-Za-z0-9_]*)\}/g)].map((match) => match[1] as string);
