import type { Collation } from '../bson/collation.js';
import { compareValues } from '../bson/compare.js';
import { asNumber, type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { Begin } from './accumulators.js';
import { compileExpression, type Expression } from './expression.js';
import { sortOrder } from './lazy-operators.js';
import { simplify } from './mingo-operator.js';

type Pick = (operand: unknown) => { begin: Begin; input: Expression };

function parts(name: string, operand: unknown, required: string[]): Doc {
  if (!isDocument(operand)) throw new CommandError(5787900, `specification must be an object; found ${name}: ${String(operand)}`);
  for (const key of Object.keys(operand)) if (!required.includes(key)) throw new CommandError(5787901, `Unknown argument for 'n' operator: ${key}`);
  for (const key of required) if (!(key in operand)) throw new CommandError(5787906, `Missing value for '${key}'`);
  return operand;
}

function howMany(spec: Doc): number {
  const n = asNumber(compileExpression(spec['n'])({ ROOT: {}, CURRENT: {} }));
  if (!Number.isInteger(n) || n < 1) throw new CommandError(5787908, `'n' must be greater than 0, found ${String(spec['n'])}`);
  return n;
}

function holding(finish: (values: unknown[], collation: Collation | undefined) => unknown, keep: (value: unknown) => boolean = () => true): Begin {
  return (collation) => {
    const values: unknown[] = [];
    return { push: (value) => void (keep(value) && values.push(value ?? null)), result: () => finish(values, collation) };
  };
}

const present = (value: unknown): boolean => value !== null && value !== undefined;

/** `$firstN` and its like: the input is `input`, the number `n`. */
function several(
  name: string,
  pick: (values: unknown[], n: number, collation: Collation | undefined) => unknown[],
  keep = (_value: unknown): boolean => true,
): Pick {
  return (operand) => {
    const spec = parts(name, operand, ['input', 'n']);
    const n = howMany(spec);
    return { begin: holding((values, collation) => pick(values, n, collation), keep), input: compileExpression(spec['input']) };
  };
}

/** `$top` and its like: sorted by `sortBy`, answering `output`. */
function ranked(name: string, last: boolean, many: boolean): Pick {
  return (operand) => {
    const spec = parts(name, operand, many ? ['sortBy', 'output', 'n'] : ['sortBy', 'output']);
    const n = many ? howMany(spec) : 1;
    const compare = sortOrder(spec['sortBy']);
    const output = compileExpression(spec['output']);
    return {
      input: (scope) => ({ doc: scope['CURRENT'], value: output(scope) ?? null }),
      begin: holding((values, collation) => {
        const order = compare(collation);
        const sorted = (values as { doc: unknown; value: unknown }[]).sort((a, b) => order(a.doc, b.doc)).map(({ value }) => value);
        const picked = last ? sorted.slice(-n) : sorted.slice(0, n);
        return many ? picked : (picked[0] ?? null);
      }),
    };
  };
}

function percentiles(values: unknown[], points: number[]): (number | null)[] {
  const numbers = values
    .map((value) => simplify(value))
    .filter((value): value is number => typeof value === 'number')
    .sort((a, b) => a - b);
  return points.map((p) => (numbers.length === 0 ? null : numbers[Math.max(0, Math.ceil(p * numbers.length) - 1)]!));
}

/** Accumulators whose argument is a document of its own. */
export const pickAccumulators: Record<string, Pick> = {
  $firstN: several('$firstN', (values, n) => values.slice(0, n)),
  $lastN: several('$lastN', (values, n) => values.slice(-n)),
  $minN: several('$minN', (values, n, collation) => [...values].sort((a, b) => compareValues(a, b, collation)).slice(0, n), present),
  $maxN: several('$maxN', (values, n, collation) => [...values].sort((a, b) => compareValues(b, a, collation)).slice(0, n), present),
  $top: ranked('$top', false, false),
  $bottom: ranked('$bottom', true, false),
  $topN: ranked('$topN', false, true),
  $bottomN: ranked('$bottomN', true, true),
  $median: (operand) => {
    const spec = parts('$median', operand, ['input', 'method']);
    return { begin: holding((values) => percentiles(values, [0.5])[0]), input: compileExpression(spec['input']) };
  },
  $percentile: (operand) => {
    const spec = parts('$percentile', operand, ['input', 'p', 'method']);
    const points = (spec['p'] as unknown[]).map(asNumber);
    return { begin: holding((values) => percentiles(values, points)), input: compileExpression(spec['input']) };
  },
};
