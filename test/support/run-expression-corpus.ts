// Runs the corpus of expressions through the product's own evaluator; the same module runs in Node and, bundled, in the browser.
import { calendarOf } from '../../server/domain/calendar.js';
import { Decimal } from '../../server/domain/decimal.js';
import type { CalendarDefinition } from '../../server/domain/definition.generated.js';
import { languageFor } from '../../server/domain/expression-environment.js';
import { type ExpressionScope, emptyScope, type ScopeFields, type ScopeType } from '../../server/domain/expression-scope.js';
import { type Context, compileExpression } from '../../server/domain/expressions.js';
import { isReady } from '../../server/domain/record-scope.js';

type Fields = { [field: string]: string };
export type Corpus = {
  scope: {
    names: { [name: string]: Fields };
    words: string[];
    tables: { [table: string]: { maxLines?: number; columns: Fields } };
    previous: Fields;
    calendar: CalendarDefinition;
  };
  contexts: { [name: string]: { [name: string]: unknown; previous?: { [path: string]: unknown } } };
  cases: CorpusCase[];
};
/** `is` null is blank; `fault` is a part of the sentence, `at` its place from 0. `row` compiles it as an expression of each row. */
export type CorpusCase = { text: string; in?: string; row?: boolean; is?: unknown; fault?: string; at?: number };
export type CorpusResult = { text: string; is?: unknown; fault?: string; at?: number };

/** What each case gives: a value as JSON (decimals as `{ "decimal": "1.5" }`), or the fault. */
export function runCorpus(corpus: Corpus): CorpusResult[] {
  const scope = scopeOf(corpus);
  const languages = { whole: languageFor(scope), row: languageFor({ ...scope, loops: false }) };
  const calendar = calendarOf(corpus.scope.calendar);
  return corpus.cases.map(({ text, in: name = 'plain', row = false }) => {
    try {
      const expression = compileExpression(row ? languages.row : languages.whole, text, ['int', 'Decimal', 'string', 'bool']);
      const { previous = {}, ...given } = corpus.contexts[name] ?? {};
      const context = read(given, corpus) as Context;
      const around = { calendar, previous: (path: string) => value(corpus.scope.previous[path] ?? '', previous[path]) };
      return { text, is: isReady(expression, context, around) ? shown(expression.evaluate(context, around)) : null };
    } catch (error) {
      const { message, at } = error as Error & { at?: number };
      return { text, fault: message, ...(at === undefined ? {} : { at }) };
    }
  });
}

/** `int!` waits when it is blank. */
function scopeOf({ scope }: Corpus): ExpressionScope {
  const fields = (types: Fields): ScopeFields =>
    Object.fromEntries(
      Object.entries(types).map(([key, type]) => [key, { type: type.replace('!', '') as ScopeType, title: `${key}的名称`, waits: type.endsWith('!') }]),
    );
  return {
    ...emptyScope,
    names: Object.fromEntries(Object.entries(scope.names).map(([name, types]) => [name, { title: name, fields: fields(types) }])),
    words: Object.fromEntries(scope.words.map((word) => [word, { title: word }])),
    tables: Object.fromEntries(
      Object.entries(scope.tables).map(([key, { maxLines = 300, columns }]) => [key, { title: `${key}表`, maxLines, columns: fields(columns) }]),
    ),
    previous: fields(scope.previous),
    calendar: true,
  };
}

function read(given: { [name: string]: unknown }, { scope }: Corpus): unknown {
  const typed = (types: Fields, values: unknown): unknown =>
    Object.fromEntries(Object.entries(values as object).map(([key, one]) => [key, value(types[key] ?? '', one)]));
  return Object.fromEntries(
    Object.entries(given).map(([name, values]) => {
      if (name !== 'rows') return [name, scope.names[name] ? typed(scope.names[name], values) : values];
      const tables = Object.entries(values as { [table: string]: object[] });
      return [name, Object.fromEntries(tables.map(([table, rows]) => [table, rows.map((row) => typed(scope.tables[table]?.columns ?? {}, row))]))];
    }),
  );
}

function value(type: string, json: unknown): unknown {
  if (json === undefined || json === null) return undefined;
  if (type.startsWith('int')) return BigInt(json as number);
  return type.startsWith('Decimal') ? (Decimal.parse(json as string) ?? undefined) : json;
}

function shown(result: unknown): unknown {
  if (typeof result === 'bigint') return Number(result);
  return result instanceof Decimal ? { decimal: result.toString() } : result;
}
