import type { Deps, LedgerEntry } from '../deps.js';
import { textOf } from '../domain/child.js';
import { type ImportProblem, type ImportRow, problemAt } from '../domain/child-import.js';
import { searchWord } from '../domain/child-search.js';
import type { Actor } from '../domain/office.js';
import { seesOffice } from '../domain/permissions.js';

/** Rows without an identity number that may be a child who is there already, in the ledger or further up: the number alone would tell. */
export async function sameChildWarnings(actor: Actor, entry: LedgerEntry, rows: ImportRow[], nameColumn: number, deps: Deps): Promise<ImportProblem[]> {
  const { name, born, idNumber } = entry.ledger.snapshot.definition.meanings;
  const who = (data: ImportRow['values']): string => `${textOf(data, name)} ${textOf(data, born)}`;
  const open = rows.filter(({ values }) => textOf(values, idNumber) === '' && textOf(values, name) !== '' && textOf(values, born) !== '');
  const words = [...new Set(open.flatMap(({ values }) => searchWord(textOf(values, name)) ?? []))];
  const there = new Map<string, string>();
  for (let at = 0; at < words.length; at += 500)
    for (const child of await deps.store.children.bySearchWords(entry.county, entry.id, words.slice(at, at + 500)))
      there.set(who(child.data), seesOffice(actor, child) ? '台账里' : '别的学校');
  const first = new Map<string, number>();
  return open.flatMap(({ row, values }) => {
    const [place, before] = [there.get(who(values)), first.get(who(values))];
    first.set(who(values), before ?? row);
    const text = place ? `${place}已有同名、同日出生的学生` : before ? `与第 ${before} 行同名、同日出生` : '';
    return text === '' ? [] : [problemAt(row - 1, nameColumn, 'warning', `${text}；这一行没有身份证号，会另建一份档案`)];
  });
}
