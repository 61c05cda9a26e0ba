// How large a definition may be, looked at before anything that costs time. Source: facts 2.5.
import type { Fault } from './problem.js';

const most = { kilobytes: 256, depth: 20, nodes: 5000, text: 10_000 };
/** Law texts are long and plain. */
const mostOfLaws = { kilobytes: 1024, nodes: 20_000 };
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** A definition's JSON text before it is parsed. */
export function textFaults(text: string): Fault[] {
  const kilobytes = Math.ceil(text.length / 1024);
  return kilobytes <= mostOfLaws.kilobytes ? [] : [{ path: '', message: `定义有 ${kilobytes} KB，最多 ${most.kilobytes} KB；请拆成几个定义` }];
}

/** A parsed definition before it is judged: size, depth, number of parts, keys that reach a prototype. Never recursive: depth is what it guards against. */
export function limitFaults(content: unknown): Fault[] {
  const laws = (content as { kind?: unknown } | null)?.kind === 'clause';
  const limit = laws ? { ...most, ...mostOfLaws } : most;
  const open: { value: unknown; path: string; depth: number }[] = [{ value: content, path: '', depth: 0 }];
  let nodes = 0;
  let letters = 0;
  for (let at = open.pop(); at; at = open.pop()) {
    const { value, path, depth } = at;
    if (++nodes > limit.nodes) return [{ path: '', message: `定义有 ${limit.nodes} 项以上，太多了；请拆成几个定义` }];
    if (depth > limit.depth) return [{ path: path.split('.').slice(0, 6).join('.'), message: `套了 ${limit.depth} 层以上，太深了；请减少层次` }];
    if (typeof value === 'string') {
      letters += value.length;
      if (value.length > limit.text) return [{ path, message: `这段文字有 ${value.length} 个字，最多 ${limit.text} 个` }];
    }
    if (value === null || typeof value !== 'object') continue;
    for (const [key, inner] of Object.entries(value)) {
      const place = path ? `${path}.${key}` : key;
      letters += key.length;
      if (forbidden.has(key) || key.startsWith('$ref') || (key.startsWith('$') && !(key === '$schema' && depth === 0)))
        return [{ path: place.slice(0, 200), message: `键名“${key.slice(0, 40)}”不能用，请换一个` }];
      open.push({ value: inner, path: place, depth: depth + 1 });
    }
    if (letters > limit.kilobytes * 1024) return [{ path: '', message: `定义超过 ${limit.kilobytes} KB；请拆成几个定义` }];
  }
  return [];
}
