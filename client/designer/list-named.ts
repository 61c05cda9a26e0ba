import type { LayeredDefinition } from '../../server/domain/layers.js';

/** The code list a column is called after: 性别 of 性别, 年级 of 义务教育年级; null where there is none, or two might be meant. */
export function listNamed(title: string, around: { [id: string]: LayeredDefinition }): string | null {
  const lists = Object.values(around).filter(({ kind, title: named }) => kind === 'code-list' && title.length > 1 && named.endsWith(title));
  const same = lists.filter(({ title: named }) => named === title);
  const [only, another] = same.length > 0 ? same : lists;
  return only && !another ? only.id : null;
}
