import type { Fault } from './problem.js';

/** Entries in use that people could not tell apart; the later one is named. */
export function sameTitles(place: string, entries: { key: string; title: string; hidden?: boolean }[], remedy: string): Fault[] {
  const seen = new Set<string>();
  return entries.flatMap(({ key, title, hidden }): Fault[] => {
    if (hidden) return [];
    if (seen.has(title)) return [{ path: `${place}.${key}.title`, message: `“${title}”有两个，${remedy}` }];
    seen.add(title);
    return [];
  });
}
