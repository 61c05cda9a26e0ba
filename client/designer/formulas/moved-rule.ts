// A check taken from the rows of a table to the whole sheet, or back: a cell of the row stands for the total of its column.
import type { Check } from '../../../server/domain/definition.generated.js';

export function movedRule(check: Check, to: string): Check {
  const { each: from = '', at: _, ...rest } = check;
  const moved = { ...rest, ...(to ? { each: to } : {}) };
  if (from !== '' && to === '')
    return { ...moved, that: toWhole(check.that, from), message: toWhole(check.message.replace(/\{row\.title\}[：:]?\s*/g, ''), from) };
  if (from === '' && to !== '') return { ...moved, that: toRow(check.that, to), message: toRow(check.message, to) };
  return moved;
}

const toWhole = (text: string, table: string): string =>
  text
    .replace(/\brow\.(\w+)/g, `sum(rows.${table}, '$1')`)
    .replace(/\b(previous|lastYear)\('(\w+)'\)/g, `$1('${table}.$2')`)
    .replace(/\bother\('(\w+\.\w+)\.\*\.(\w+)'\)/g, "other('$1.$2')");

const toRow = (text: string, table: string): string =>
  text
    .replace(new RegExp(`\\bsum\\(\\s*rows\\.${table}\\s*,\\s*'(\\w+)'\\s*\\)`, 'g'), 'row.$1')
    .replace(new RegExp(`\\b(previous|lastYear)\\('${table}\\.(\\w+)'\\)`, 'g'), "$1('$2')");
