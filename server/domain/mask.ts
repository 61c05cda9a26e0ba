// How sensitive values are shown to whoever may not see them in full. One way for each kind everywhere, so that pieces cannot be put together.
import type { Privacy } from './definition.generated.js';

/** Text to look at, never a value: it is kept apart from the data. '' stays ''. */
export function masked(how: Privacy['mask'], text: string): string {
  const letters = [...text];
  if (letters.length === 0) return '';
  if (how === 'id-number') return letters.length < 9 ? stars(letters.length) : `${letters.slice(0, 6).join('')}${stars(letters.length - 7)}${letters.at(-1)}`;
  if (how === 'phone')
    return letters.length < 8 ? stars(letters.length) : `${letters.slice(0, 3).join('')}${stars(letters.length - 5)}${letters.slice(-2).join('')}`;
  if (how === 'name') return `${letters[0]}${stars(Math.max(1, letters.length - 1))}`;
  if (how === 'address') return letters.length < 7 ? stars(letters.length) : `${letters.slice(0, 6).join('')}${stars(4)}`;
  return stars(Math.min(6, letters.length));
}

const stars = (count: number): string => '*'.repeat(count);
