// CEL as definitions speak it: whole numbers and exact decimals, no floats, the host functions, and the names of a place.
import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import type { Calendar } from './calendar.js';
import { Decimal } from './decimal.js';
import {
  absolute,
  absoluteDecimal,
  age,
  Blank,
  columnNames,
  days,
  decimal,
  earlierNames,
  monthOf,
  numberOf,
  ratio,
  rounded,
  roundedTo,
  schoolDaysBetween,
  within,
  yearOf,
} from './expression-functions.js';
import { type ExpressionScope, periodFields, type ScopeFields } from './expression-scope.js';
import { otherPlace } from './other-forms.js';

/** What an evaluation is given beside its variables. */
export type Host = { calendar: Calendar | null; previous: (path: string) => unknown; lastYear: (path: string) => unknown; other: (path: string) => unknown };
export type Language = { scope: ExpressionScope; environment: Environment; host: Host };

export const limits = { maxAstNodes: 500, maxDepth: 50, maxListElements: 500, maxMapEntries: 0, maxCallArguments: 8 };
/** Most rows a table may have for a loop over them. */
export const loopRows = 500;

/** A language for one place of a definition; expressions compiled in it share its names and types. */
export function languageFor(scope: ExpressionScope): Language {
  const host: Host = { calendar: null, previous: () => undefined, lastYear: () => undefined, other: () => undefined };
  const environment = new Environment({ limits }).registerType('Decimal', { ctor: Decimal, fields: {} });
  environment.registerType({ name: 'Period', schema: typesOf(periodFields) });
  registerNumbers(environment);
  environment
    .registerFunction('within(string, Period): bool', within)
    .registerFunction('days(string, string): int', days)
    .registerFunction('age(string, string): int', age)
    .registerFunction('year(string): int', yearOf)
    .registerFunction('month(string): int', monthOf)
    .registerFunction('schoolDays(string, string): int', (from: string, to: string) => schoolDaysBetween(host.calendar, from, to));
  registerNames(environment, scope);
  for (const name of columnNames) environment.registerFunction(`${name}(ast, ast): dyn`, columnMacro(name, scope) as never);
  for (const name of earlierNames) environment.registerFunction(`${name}(ast): dyn`, earlierMacro(name, scope, host) as never);
  environment.registerFunction('other(ast): dyn', otherMacro(scope, host) as never);
  return { scope, environment, host };
}

function registerNames(environment: Environment, { names, words, tables }: ExpressionScope): void {
  for (const [name, { fields }] of Object.entries(names))
    environment.registerVariable(name === 'period' ? { name, type: 'Period' } : { name, schema: typesOf(fields) });
  for (const name of Object.keys(words)) environment.registerVariable(name, 'string');
  if (Object.keys(tables).length === 0) return;
  for (const [table, { columns }] of Object.entries(tables)) environment.registerType({ name: rowType(table), schema: typesOf(columns) });
  environment.registerVariable({ name: 'rows', schema: Object.fromEntries(Object.keys(tables).map((table) => [table, `list<${rowType(table)}>`])) });
}

const typesOf = (fields: ScopeFields): { [field: string]: string } => Object.fromEntries(Object.entries(fields).map(([key, { type }]) => [key, type]));
const rowType = (table: string): string => `Row_${table}`;

function registerNumbers(environment: Environment): void {
  const comparisons: { [sign: string]: (order: number) => boolean } = { '<': (o) => o < 0, '<=': (o) => o <= 0, '>': (o) => o > 0, '>=': (o) => o >= 0 };
  const sums = { '+': 'plus', '-': 'minus', '*': 'times' } as const;
  const pairs = [
    ['Decimal', 'Decimal'],
    ['Decimal', 'int'],
    ['int', 'Decimal'],
  ] as const;
  type Number = bigint | Decimal;
  for (const [left, right] of pairs) {
    for (const [sign, holds] of Object.entries(comparisons))
      environment.registerOperator(`${left} ${sign} ${right}`, (a: Number, b: Number) => holds(decimal(a).compare(decimal(b))));
    for (const [sign, method] of Object.entries(sums))
      environment.registerOperator(`${left} ${sign} ${right}: Decimal`, (a: Number, b: Number) => decimal(a)[method](decimal(b)));
    environment.registerFunction(`ratio(${left}, ${right}): Decimal`, ratio);
  }
  environment.registerFunction('ratio(int, int): Decimal', ratio);
  environment.registerFunction('abs(int): int', absolute).registerFunction('abs(Decimal): Decimal', absoluteDecimal);
  for (const type of ['int', 'Decimal'])
    environment.registerFunction(`round(${type}): int`, rounded).registerFunction(`round(${type}, int): Decimal`, roundedTo);
  const better: { [name: string]: (order: number) => boolean } = { min: (o) => o <= 0, max: (o) => o >= 0 };
  for (const [name, holds] of Object.entries(better)) {
    environment.registerFunction(`${name}(int, int): int`, (a: bigint, b: bigint) => (holds(a < b ? -1 : 1) ? a : b));
    for (const [left, right] of pairs)
      environment.registerFunction(`${name}(${left}, ${right}): Decimal`, (a: Number, b: Number) =>
        holds(decimal(a).compare(decimal(b))) ? decimal(a) : decimal(b),
      );
  }
  for (const right of ['Decimal', 'int']) environment.registerOperator(`Decimal == ${right}`, (a: Number, b: Number) => decimal(a).compare(decimal(b)) === 0);
  environment.registerOperator('-Decimal', ((a: Decimal) => a.negated()) as never);
}

type Checker = { check(node: ASTNode, context: unknown): { kind: string; valueType?: { name: string } }; getType(name: string): unknown };
type Runner = { run(node: ASTNode, context: unknown): unknown };

const literal = (node: ASTNode | undefined): string => (node?.op === 'value' && typeof node.args === 'string' ? node.args : '');

/** Typed by the column it adds; rules have said before what is wrong with a column that is not there. */
function columnMacro(name: string, { tables }: ExpressionScope) {
  return ({ args }: { args: ASTNode[] }) => {
    const [list, column] = args as [ASTNode, ASTNode];
    let type: 'int' | 'Decimal' = 'int';
    return {
      async: false,
      typeCheck(checker: Checker, _macro: unknown, context: unknown) {
        const rows = checker.check(list, context).valueType?.name ?? '';
        const table = Object.keys(tables).find((one) => rowType(one) === rows) ?? '';
        type = tables[table]?.columns[literal(column)]?.type === 'Decimal' ? 'Decimal' : 'int';
        return checker.getType(name === 'average' ? 'Decimal' : type);
      },
      evaluate: (runner: Runner, _macro: unknown, context: unknown) => numberOf(name, runner.run(list, context) as never, literal(column), type),
    };
  };
}

function earlierMacro(name: 'previous' | 'lastYear', { previous }: ExpressionScope, host: Host) {
  return macroOf(
    (path) => previous[path]?.type ?? 'int',
    (path) => host[name](path),
  );
}

function otherMacro({ others }: ExpressionScope, host: Host) {
  return macroOf(
    (path) => (otherPlace(others ?? {}, path)?.field.type === 'decimal' ? 'Decimal' : 'int'),
    (path) => host.other(path),
  );
}

/** One that is given the path of a number elsewhere; blank where there is none. */
function macroOf(typeOf: (path: string) => string, numberAt: (path: string) => unknown) {
  return ({ args }: { args: ASTNode[] }) => {
    const path = literal(args[0]);
    return {
      async: false,
      typeCheck: (checker: Checker) => checker.getType(typeOf(path)),
      evaluate() {
        const value = numberAt(path);
        if (value === undefined) throw new Blank();
        return value;
      },
    };
  };
}
