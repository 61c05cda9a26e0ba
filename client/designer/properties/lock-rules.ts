// What may still be changed at an entry that is locked below; the law itself is in server/domain/judge-layer.ts.
import { type JsonMap, valueAt } from '../../../server/domain/merge-patch.js';

const free = ['title', 'hint', 'source'];
const tightened = ['minimum', 'maximum', 'minLength', 'maxLength', 'minLines', 'maxLines', 'required'];
const lockable: { [kind: string]: RegExp } = {
  report: /^schema\.properties\.[^.]+(\.each\.properties\.[^.]+)?$/,
  ledger: /^schema\.properties\.[^.]+$/,
  'code-list': /^codes\.[^.]+$/,
};

/** The entry as it is below where it is locked, else null. */
export function lockedBelow(kind: string, below: JsonMap, path: string[]): JsonMap | null {
  if (!lockable[kind]?.test(path.join('.'))) return null;
  const entry = valueAt(below, path) as JsonMap | undefined;
  return entry?.locked === true ? entry : null;
}

export const mayChange = (setting: string): boolean => free.includes(setting) || tightened.includes(setting);
