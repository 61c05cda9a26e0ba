// Changes of a code list. What was published or comes from below is stopped or hidden, never deleted: records hold it.

import type { CodeListDefinition } from '../../../server/domain/definition.generated.js';
import type { JsonMap } from '../../../server/domain/merge-patch.js';
import { firstCode } from '../begin/blank-code-list.js';
import { getAt, isFromBelow, orderBehind, placesIn, setAt } from '../edit-tree.js';
import { flagAt } from '../flag-at.js';

export type Code = CodeListDefinition['codes'][string];
export type Ground = { below: JsonMap; published: JsonMap };
export type CodeState = 'used' | 'coming' | 'stopped' | 'hidden';

export const codeState = (code: Code, today: string): CodeState =>
  code.hidden ? 'hidden' : code.until && code.until < today ? 'stopped' : code.from && code.from > today ? 'coming' : 'used';

/** True where records may hold the code. */
export const isKept = ({ below, published }: Ground, key: string): boolean =>
  isFromBelow(below, ['codes', key]) || getAt(published, ['codes', key]) !== undefined;
/** Locked by a layer below: it can be renamed and moved, nothing else. */
export const isLocked = ({ below }: Ground, key: string): boolean => getAt(below, ['codes', key, 'locked']) === true;

/** Codes behind the last one, in the order given. */
/** A new list without the code it began with, which only held the place; any other list as it is. @param title of that code */
export function withoutFirst(list: CodeListDefinition, title: string, ground: Ground): CodeListDefinition {
  const [key, ...others] = Object.keys(list.codes ?? {});
  const holdsPlace = key === firstCode && others.length === 0 && list.codes[key]?.title === title && !isKept(ground, key);
  return holdsPlace ? { ...list, codes: {} } : list;
}

export function addCodes(list: CodeListDefinition, codes: { key: string; code: Code }[]): CodeListDefinition {
  return codes.reduce((next, { key, code }) => {
    const last = placesIn(next.codes).at(-1)?.key ?? null;
    return setAt(next, ['codes', key], { ...code, order: orderBehind(next.codes, last) });
  }, list);
}

export const setCode = (list: CodeListDefinition, key: string, name: string, value: unknown): CodeListDefinition =>
  setAt(list, ['codes', key, name], value === '' ? undefined : value);

/** `until` is the last day on which it can be chosen. */
export const stopCode = (list: CodeListDefinition, key: string, until: string): CodeListDefinition => setAt(list, ['codes', key, 'until'], until);

export function usedAgain(list: CodeListDefinition, key: string, ground: Ground): CodeListDefinition {
  const freed = setBecomes(setAt(list, ['codes', key, 'until'], undefined), key, [], ground);
  return list.codes[key]?.hidden ? setAt(freed, ['codes', key, 'hidden'], false) : freed;
}

/** Only of codes that no record can hold. */
export function deleteCode(list: CodeListDefinition, key: string): CodeListDefinition {
  const { [key]: _, ...codes } = list.codes;
  const freed = Object.fromEntries(Object.entries(codes).map(([other, code]) => [other, code.becomes?.[key] === undefined ? code : withoutTarget(code, key)]));
  return { ...list, codes: freed };
}

function withoutTarget({ becomes, ...code }: Code, target: string): Code {
  const { [target]: _, ...others } = becomes ?? {};
  return Object.keys(others).length > 0 ? { ...code, becomes: others } : code;
}

/** What a code turned into. */
export function setBecomes(list: CodeListDefinition, key: string, targets: string[], { below }: Ground): CodeListDefinition {
  const before = Object.keys(list.codes[key]?.becomes ?? {});
  const marked = [...new Set([...targets, ...before])].reduce((next, one) => flagAt(next, below, ['codes', key, 'becomes', one], targets.includes(one)), list);
  const path = ['codes', key, 'becomes'];
  return targets.length === 0 && !isFromBelow(below, path) ? setAt(marked, path, undefined) : marked;
}

/** Puts a code behind another (null: first). */
export const moveCode = (list: CodeListDefinition, key: string, after: string | null): CodeListDefinition =>
  setAt(list, ['codes', key, 'order'], orderBehind(list.codes, after, key));

/** One place up (-1) or down (1); the list itself at its ends. */
export function stepCode(list: CodeListDefinition, key: string, step: 1 | -1): CodeListDefinition {
  const keys = placesIn(list.codes).map((one) => one.key);
  const at = keys.indexOf(key);
  if (at + step < 0 || at + step >= keys.length) return list;
  return moveCode(list, key, step === 1 ? (keys[at + 1] as string) : (keys[at - 2] ?? null));
}
