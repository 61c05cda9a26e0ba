// Beginnings by which a child is found: parts of the name, its initials, the end of its numbers.
import { pinyin } from 'pinyin-pro';
import { textOf } from './child.js';
import type { ChildValues } from './ledger-views.js';
import type { Ledger } from './open-ledger.js';

const letters = (text: string): string[] => [...text.replace(/[\s·•・.．]/g, '')];

/** Pinyin of a name without tones, the surname read as surnames are (单 shàn, 尉迟 yù chí). Letters that are no Chinese stay. */
export const namePinyin = (name: string): string[] =>
  pinyin(letters(name).join(''), { toneType: 'none', type: 'array', surname: 'head', v: true, nonZh: 'consecutive' });

/**
 * Every beginning under which a child can be looked up: each rest of its name (so that any part finds it), the initials of its name, and
 * its numbers backwards (so that their end finds it). What people type goes through `searchWord`.
 */
export function searchKeys(ledger: Ledger, data: ChildValues): string[] {
  const { name, idNumber, studentNumber } = ledger.snapshot.definition.meanings;
  const written = letters(textOf(data, name));
  const sounds = namePinyin(textOf(data, name));
  const rests = written.map((_, index) => written.slice(index).join('').toLowerCase());
  const initials = sounds
    .map((sound) => sound[0] ?? '')
    .join('')
    .toLowerCase();
  const numbers = [textOf(data, idNumber), textOf(data, studentNumber)].filter((number) => number !== '').map((number) => `#${backwards(number)}`);
  return [...new Set([...rests, initials, sounds.join('').toLowerCase(), ...numbers])].filter((key) => key !== '');
}

/** What somebody typed as the beginning it is looked up by; null when there is nothing to look for. */
export function searchWord(typed: string): string | null {
  // An input method may write figures and letters as wide as characters.
  const word = typed
    .normalize('NFC')
    .replace(/[０-９Ａ-Ｚａ-ｚ]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .trim();
  if (word === '') return null;
  if (/^[\d]{3,18}[\dXx]?$/.test(word)) return `#${backwards(word.toUpperCase())}`;
  // Dots alone are looked for as they stand: found nowhere, not everywhere.
  return (letters(word).join('') || word).toLowerCase();
}

/** School, grade, class and name in one text, so that one index serves the order of lists. */
export function placeKey(ledger: Ledger, data: ChildValues, path: string): string {
  const { grade, class: klass, name } = ledger.snapshot.definition.meanings;
  const codes = Object.keys(ledger.snapshot.lists[ledger.snapshot.definition.schema.properties[grade ?? '']?.codeList ?? '']?.codes ?? {});
  const place = codes.indexOf(textOf(data, grade));
  const classNumber = textOf(data, klass).replace(/\d+/g, (digits) => digits.padStart(3, '0'));
  return `${path}|${String(place < 0 ? 99 : place).padStart(2, '0')}|${classNumber}|${namePinyin(textOf(data, name)).join(' ').toLowerCase()}`;
}

const backwards = (text: string): string => [...text].reverse().join('');
