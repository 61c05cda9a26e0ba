import { collationOf } from '../bson/collation.js';
import { decode } from '../bson/decode.js';
import { encode } from '../bson/encode.js';
import { asNumber, type Doc, isDocument, isNumeric, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { pause } from '../execution/scan.js';
import { parseSort, sortKeyWriter, sortStream } from '../execution/sort.js';
import { compileFilter } from '../query/matcher.js';
import { compileExpression, scopeOf } from './expression.js';
import { group } from './group.js';
import type { StageCompiler, Stream } from './stage.js';
import { filterStream, gather, sizeEstimate } from './streams.js';

function count(name: string, spec: unknown, code: number, least: number): number {
  const value = isNumeric(spec) ? asNumber(spec) : NaN;
  if (!Number.isInteger(value)) throw new CommandError(code, `invalid argument to ${name} stage: Expected an integer, but found: ${String(spec)}`);
  if (value < least)
    throw new CommandError(code, `invalid argument to ${name} stage: Expected a ${least ? 'positive' : 'non-negative'} number in: ${name}: ${value}`);
  return value;
}

function* take(source: Stream, most: number): Stream {
  let left = most;
  for (const doc of source) {
    yield doc;
    if (doc !== pause && --left <= 0) return;
  }
}

function* skip(source: Stream, n: number): Stream {
  let left = n;
  for (const doc of source) {
    if (doc === pause || left <= 0) yield doc;
    else left--;
  }
}

function* sample(source: Stream, size: number): Stream {
  const all = yield* gather(source, '$sample');
  for (let i = 0; i < Math.min(size, all.length); i++) {
    const j = i + Math.floor(Math.random() * (all.length - i));
    [all[i], all[j]] = [all[j]!, all[i]!];
    yield all[i]!;
  }
}

function* counted(source: Stream, name: string): Stream {
  let n = 0;
  for (const doc of source) {
    if (doc === pause) yield pause;
    else n++;
  }
  if (n > 0) yield { [name]: n };
}

function* unwind(source: Stream, parts: string[], indexField: string | undefined, keepEmpty: boolean): Stream {
  for (const doc of source) {
    if (doc === pause) {
      yield pause;
      continue;
    }
    const value = compileAt(doc as Doc, parts);
    if (!Array.isArray(value)) {
      if (value !== undefined && value !== null) yield indexed(doc as Doc, indexField, null);
      else if (keepEmpty) yield indexed(doc as Doc, indexField, null);
      continue;
    }
    if (value.length === 0 && keepEmpty) yield indexed(replaceAt(doc as Doc, parts, undefined), indexField, null);
    for (let i = 0; i < value.length; i++) yield indexed(replaceAt(doc as Doc, parts, value[i]), indexField, i);
  }
}

function compileAt(doc: Doc, parts: string[]): unknown {
  let value: unknown = doc;
  for (const part of parts) value = isDocument(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  return value;
}

function replaceAt(doc: Doc, [part, ...rest]: string[], value: unknown): Doc {
  const copy = { ...doc };
  const next = rest.length > 0 ? replaceAt((doc[part!] as Doc | undefined) ?? {}, rest, value) : value;
  if (next === undefined) delete copy[part!];
  else copy[part!] = next;
  return copy;
}

function indexed(doc: Doc, field: string | undefined, index: number | null): Doc {
  return field === undefined ? doc : replaceAt(doc, field.split('.'), index);
}

/** Stages that need nothing but the stream. */
export const simpleStages: Record<string, StageCompiler> = {
  $match: (spec, context) => {
    if (!isDocument(spec)) throw new CommandError(15959, 'the match filter must be an expression in an object');
    const matches = compileFilter(spec, context.variables);
    return (source) => filterStream(source, matches);
  },
  $limit: (spec) => {
    const most = count('$limit', spec, 15958, 1);
    return (source) => take(source, most);
  },
  $skip: (spec) => {
    const n = count('$skip', spec, 15956, 0);
    return (source) => skip(source, n);
  },
  $sort: (spec, context) => {
    if (!isDocument(spec)) throw new CommandError(15973, 'the $sort key specification must be an object');
    const sort = parseSort(spec);
    if (sort.length === 0) throw new CommandError(15976, '$sort stage must have at least one sort key');
    const dataFile = context.inMemory ? undefined : context.store.path;
    return (source) =>
      sortStream<Doc>(source, { keyOf: sortKeyWriter(sort, collationOf(context.variables)), sizeOf: sizeEstimate(), pack: encode, unpack: decode, dataFile });
  },
  $count: (spec) => {
    if (typeof spec !== 'string' || spec === '') throw new CommandError(40156, 'the count field must be a non-empty string');
    if (spec.startsWith('$')) throw new CommandError(40158, 'the count field cannot be a $-prefixed path');
    if (spec.includes('.')) throw new CommandError(40160, "the count field cannot contain '.'");
    return (source) => counted(source, spec);
  },
  $unwind: (spec) => {
    const options: Doc = isDocument(spec) ? spec : { path: spec };
    const path = options['path'];
    if (typeof path !== 'string') throw new CommandError(28808, `expected a string as the path for $unwind stage, got ${typeName(path)}`);
    if (!path.startsWith('$')) throw new CommandError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
    for (const key of Object.keys(options))
      if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(key))
        throw new CommandError(28811, `unrecognized option to $unwind stage: ${key}`);
    const index = options['includeArrayIndex'] as string | undefined;
    return (source) => unwind(source, path.slice(1).split('.'), index, options['preserveNullAndEmptyArrays'] === true);
  },
  $sample: (spec) => {
    if (!isDocument(spec) || !isNumeric(spec['size']) || asNumber(spec['size']) < 0)
      throw new CommandError(28746, 'size argument to $sample must be a non-negative number');
    return (source) => sample(source, asNumber(spec['size']));
  },
  $group: (spec, context) => group(spec, context),
  $sortByCount: (spec, context) => {
    const grouped = group({ _id: spec, count: { $sum: 1 } }, context);
    const sorted = simpleStages['$sort']!({ count: -1 }, context);
    return (source) => sorted(grouped(source));
  },
  $redact: (spec, context) => {
    const decide = compileExpression(spec);
    const redact = (doc: Doc, root: Doc): Doc | undefined => {
      const verdict = decide({ ...scopeOf(root, context.variables), CURRENT: doc });
      if (verdict === '$$KEEP') return doc;
      if (verdict === '$$PRUNE') return undefined;
      if (verdict !== '$$DESCEND') throw new CommandError(17053, '$redact must evaluate to $$DESCEND, $$PRUNE or $$KEEP');
      const inner = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(inner).filter((item) => item !== undefined);
        return isDocument(value) ? redact(value, root) : value;
      };
      return Object.fromEntries(
        Object.entries(doc)
          .map(([key, value]) => [key, inner(value)])
          .filter(([, value]) => value !== undefined),
      );
    };
    return function* (source) {
      for (const doc of source) {
        const kept = doc === pause ? pause : redact(doc as Doc, doc as Doc);
        if (kept !== undefined) yield kept;
      }
    };
  },
};
