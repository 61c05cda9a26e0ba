// Codes whose days and successors make sense.
import { unknown } from './check-report.js';
import type { CodeListDefinition } from './definition.generated.js';
import type { Fault } from './problem.js';
import { isDate } from './shanghai-day.js';

export function codeListFaults(list: CodeListDefinition): Fault[] {
  const codes = Object.entries(list.codes);
  if (codes.every(([, { hidden }]) => hidden)) return [{ path: 'codes', message: `代码表“${list.title}”里一条能选的也没有，请至少留一条` }];
  const faults = codes.flatMap(([key, code]): Fault[] => {
    const path = `codes.${key}`;
    const found: Fault[] = [];
    for (const end of ['from', 'until'] as const)
      if (code[end] && !isDate(code[end])) found.push({ path: `${path}.${end}`, message: `“${code[end]}”不是日历上的日期` });
    if (code.from && code.until && code.from > code.until) found.push({ path: `${path}.from`, message: `启用日 ${code.from} 晚于停用日 ${code.until}` });
    const next = Object.keys(code.becomes ?? {}).filter((one) => code.becomes?.[one]);
    if (next.length > 0 && !code.until) found.push({ path: `${path}.until`, message: `“${code.title}”写了变成什么，还要写用到哪一天` });
    for (const one of next)
      if (!Object.hasOwn(list.codes, one)) found.push({ path: `${path}.becomes.${one}`, message: unknown('代码', one, Object.keys(list.codes)) });
    if (leadsTo(list, key, key)) found.push({ path: `${path}.becomes`, message: `“${code.title}”改来改去又改回了自己，请断开` });
    return found;
  });
  const same = new Map<string, string>();
  for (const [key, code] of codes) {
    const other = code.hidden ? undefined : same.get(code.title);
    if (other && overlap(code, list.codes[other] ?? {}))
      faults.push({ path: `codes.${key}.title`, message: `有两个“${code.title}”同时能选，填表人分不清；请改一个名称，或停用一个` });
    if (!code.hidden) same.set(code.title, key);
  }
  return faults;
}

const overlap = (a: { from?: string; until?: string }, b: { from?: string; until?: string }): boolean =>
  (a.from ?? '') <= (b.until ?? '9999') && (b.from ?? '') <= (a.until ?? '9999');

function leadsTo(list: CodeListDefinition, from: string, target: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let key = open.pop(); key !== undefined; key = open.pop())
    for (const [next, yes] of Object.entries(list.codes[key]?.becomes ?? {})) {
      if (!yes) continue;
      if (next === target) return true;
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  return false;
}
