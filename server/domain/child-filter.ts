// Which children: what people choose as text, and the filter of the store it becomes.
import { searchWord } from './child-search.js';
import type { StoreFilter } from './condition-filter.js';
import type { Ledger, OpenField } from './open-ledger.js';
import { type Fault, Problem } from './problem.js';
import { isDate } from './shanghai-day.js';

export type { StoreFilter } from './condition-filter.js';

/** `grade:g1,g2;born:2019-09-01..2020-08-31` as filters on data. @throws Problem BAD_REQUEST with every fault */
export function fieldFilters(ledger: Ledger, text: string | undefined): StoreFilter {
  const faults: Fault[] = [];
  const filter: StoreFilter = {};
  for (const pair of (text ?? '').split(';').filter((one) => one !== '')) {
    const colon = pair.indexOf(':');
    const key = pair.slice(0, colon);
    const field = ledger.fields.find((one) => one.key === key);
    const condition = field && colon > 0 ? conditionOf(field, pair.slice(colon + 1)) : undefined;
    if (condition === undefined) faults.push({ path: 'fields', message: `不能按“${pair.slice(0, 60)}”筛选` });
    else filter[`data.${key}`] = condition;
  }
  if (faults.length > 0) throw new Problem('BAD_REQUEST', { errors: faults });
  return filter;
}

function conditionOf({ field, codes, privacy }: OpenField, text: string): unknown {
  if (text === '-') return { $exists: false };
  // A masked value could be guessed digit by digit.
  if (privacy || text === '' || text.length > 500) return undefined;
  if (field.codeList) {
    const chosen = text.split(',');
    return chosen.every((one) => codes.some((code) => code.value === one)) ? (chosen.length === 1 ? chosen[0] : { $in: chosen }) : undefined;
  }
  if (field.type === 'boolean') return text === 'true' ? true : text === 'false' ? { $exists: false } : undefined;
  const [from, to] = text.split('..') as [string, string?];
  if (field.format === 'date') {
    if (to === undefined) return isDate(from) ? from : undefined;
    if ((from !== '' && !isDate(from)) || (to !== '' && !isDate(to)) || (from === '' && to === '')) return undefined;
    return { ...(from ? { $gte: from } : {}), ...(to ? { $lte: to } : {}) };
  }
  if (field.type === 'integer') {
    const numbers = [from, to ?? from].map((one) => (one === '' ? null : Number(one)));
    if (numbers.some((one) => one !== null && !Number.isSafeInteger(one)) || numbers.every((one) => one === null)) return undefined;
    return { ...(numbers[0] === null ? {} : { $gte: numbers[0] }), ...(numbers[1] === null ? {} : { $lte: numbers[1] }) };
  }
  return text;
}

/** Part of a name, initials, or the end of a number: the beginning of a key, which an index serves as a range. */
export function searchFilter(q: string | undefined): StoreFilter {
  const word = q === undefined ? null : searchWord(q.slice(0, 60));
  return word === null ? {} : { search: { $regex: `^${word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}` } };
}

/** An office with everything below it, as a range of places. */
export const below = (path: string): StoreFilter => ({ place: { $gte: path, $lt: `${path}\uffff` } });
