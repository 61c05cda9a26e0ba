// The conditions clerks choose from lists, as sentences of the language and back. What was written otherwise stays a formula.
import type { LedgerField } from '../../../server/domain/definition.generated.js';

export type How = 'is' | 'not' | 'filled' | 'blank' | 'yes' | 'no' | 'between' | 'come' | 'ahead';
/** What a condition may call the day it is asked on. */
export type DayWord = 'today' | 'date';
/** `values` are codes or texts; of `between` the first and the last, '' for open. */
export type ConditionRow = { field: string; how: How; values: string[] };
type Fields = { [key: string]: LedgerField };

/** What can be asked of a field. */
export function howsOf(field: LedgerField, day?: DayWord): How[] {
  if (field.type === 'boolean') return ['yes', 'no'];
  if (field.format === 'date' && day) return ['between', 'come', 'ahead', 'filled', 'blank'];
  if (field.type === 'integer' || field.format === 'date') return ['between', 'filled', 'blank'];
  if (field.type === 'codes') return ['is', 'not'];
  return field.format ? ['filled', 'blank'] : ['is', 'not', 'filled', 'blank'];
}

const isWhole = ({ how, values }: ConditionRow): boolean =>
  how === 'is' || how === 'not' ? values.length > 0 : how === 'between' ? values.some((value) => value !== '') : true;

/** '' where nothing is asked yet. */
export function conditionText(rows: ConditionRow[], fields: Fields, day?: DayWord): string {
  return rows
    .filter(isWhole)
    .map((row) => rowText(row, fields[row.field], day))
    .join(' && ');
}

function rowText({ field, how, values }: ConditionRow, asked: LedgerField | undefined, day: DayWord | undefined): string {
  const name = `child.${field}`;
  const measured = asked?.type === 'integer' || asked?.format === 'date';
  if (how === 'come') return `${name} <= ${day}`;
  if (how === 'ahead') return `${name} > ${day}`;
  if (how === 'yes') return name;
  if (how === 'no') return `!${name}`;
  if (how === 'filled') return measured ? `has(${name})` : `${name} != ''`;
  if (how === 'blank') return measured ? `!has(${name})` : `${name} == ''`;
  if (how === 'between') {
    const [from = '', to = ''] = values.map((value) => (value === '' || asked?.type === 'integer' ? value : quoted(value)));
    return [from && `${name} >= ${from}`, to && `${name} <= ${to}`].filter(Boolean).join(' && ');
  }
  if (asked?.type === 'codes') {
    const any = values.map((value) => `${quoted(value)} in ${name}`).join(' || ');
    return how === 'not' ? `!(${any})` : values.length > 1 ? `(${any})` : any;
  }
  const among = `${name} in [${values.map(quoted).join(', ')}]`;
  return how === 'not' ? `!(${among})` : among;
}

const quoted = (value: string): string => `'${value.replace(/['\\]/g, '')}'`;

/** Null for what nobody could have chosen here. */
export function conditionRows(text: string, fields: Fields, day?: DayWord): ConditionRow[] | null {
  if (text.trim() === '') return [];
  const rows: ConditionRow[] = [];
  for (const part of parts(text)) {
    const row = rowOf(part.trim(), fields, day);
    if (!row) return null;
    const last = rows.at(-1);
    const [lower, upper] = [last?.values[0], row.values[1]];
    if (last?.field === row.field && last.how === 'between' && row.how === 'between' && last.values[1] === '' && row.values[0] === '')
      rows[rows.length - 1] = { ...last, values: [lower ?? '', upper ?? ''] };
    else rows.push(row);
  }
  return rows;
}

/** Between the && that stand in no brackets and no text. */
function parts(text: string): string[] {
  const found: string[] = [];
  let [depth, inText, from] = [0, false, 0];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === "'") inText = !inText;
    if (inText) continue;
    if (sign === '(' || sign === '[') depth += 1;
    if (sign === ')' || sign === ']') depth -= 1;
    if (depth === 0 && text.startsWith('&&', at)) {
      found.push(text.slice(from, at));
      from = at + 2;
      at += 1;
    }
  }
  return [...found, text.slice(from)];
}

function rowOf(text: string, fields: Fields, day: DayWord | undefined): ConditionRow | null {
  const negated = /^!\s*\((.*)\)$/s.exec(text)?.[1];
  const inner = negated ?? /^\((.*)\)$/s.exec(text)?.[1] ?? text;
  const how = negated === undefined ? 'is' : 'not';
  const row = (field: string | undefined, as: How, values: string[] = []): ConditionRow | null =>
    field !== undefined && fields[field] && howsOf(fields[field], day).includes(as) ? { field, how: as, values } : null;
  const among = /^child\.(\w+) in \[((?:\s*'[^']*'\s*,?)*)\]$/.exec(inner);
  if (among)
    return row(
      among[1],
      how,
      [...(among[2] ?? '').matchAll(/'([^']*)'/g)].map(([, value]) => value as string),
    );
  const tags = inner.split('||').map((one) => /^\s*'([^']*)' in child\.(\w+)\s*$/.exec(one));
  if (tags.every((tag) => tag !== null && tag[2] === tags[0]?.[2]))
    return row(
      tags[0]?.[2],
      how,
      tags.map((tag) => tag?.[1] as string),
    );
  if (negated !== undefined) return null;
  const equal = /^child\.(\w+) (==|!=) '([^']*)'$/.exec(inner);
  if (equal) {
    const [, field, sign, value = ''] = equal;
    return value === '' ? row(field, sign === '==' ? 'blank' : 'filled') : row(field, sign === '==' ? 'is' : 'not', [value]);
  }
  const asked = /^(!?)has\(child\.(\w+)\)$/.exec(inner);
  if (asked) return row(asked[2], asked[1] ? 'blank' : 'filled');
  const bound = /^child\.(\w+) (>=|<=) (?:'([^']*)'|(-?\d+))$/.exec(inner);
  if (bound) {
    const value = bound[3] ?? bound[4] ?? '';
    return row(bound[1], 'between', bound[2] === '>=' ? [value, ''] : ['', value]);
  }
  const asOf = /^child\.(\w+) (<=|>) (today|date)$/.exec(inner);
  if (asOf) return asOf[3] === day ? row(asOf[1], asOf[2] === '<=' ? 'come' : 'ahead') : null;
  const tick = /^(!?)child\.(\w+)$/.exec(inner);
  return tick ? row(tick[2], tick[1] ? 'no' : 'yes') : null;
}
