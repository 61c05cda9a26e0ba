// A published ledger, frozen: everything needed to draw, judge and search its records, without any other file.
import type { ClauseDefinition, CodeListDefinition, LedgerDefinition, LedgerField } from './definition.generated.js';
import type { LayeredDefinition } from './layers.js';
import type { Fault } from './problem.js';

export type LedgerSnapshot = { definition: LedgerDefinition; lists: { [id: string]: CodeListDefinition } };
export type Definitions = { [id: string]: LayeredDefinition };

/** Freezes a folded ledger with the code lists it names; null with every fault where one is missing. */
export function ledgerSnapshotOf(definition: LedgerDefinition, all: Definitions): { snapshot: LedgerSnapshot | null; faults: Fault[] } {
  const lists: LedgerSnapshot['lists'] = {};
  const faults: Fault[] = [];
  for (const { path, field } of fieldsIn(definition)) {
    if (field.type === 'codes' && !field.codeList) faults.push({ path, message: '可以选几项的栏目要写明代码表' });
    if (!field.codeList) continue;
    const list = all[field.codeList];
    if (list?.kind === 'code-list') lists[field.codeList] = list;
    else faults.push({ path: `${path}.codeList`, message: `“${field.title}”要用的代码表（${field.codeList}）没有在用；还没有发布的请先发布，或者另选一张` });
  }
  return { snapshot: faults.length > 0 ? null : { definition, lists }, faults };
}

function fieldsIn(definition: LedgerDefinition): { path: string; field: LedgerField }[] {
  const own = Object.entries(definition.schema.properties).map(([key, field]) => ({ path: `schema.properties.${key}`, field }));
  const ofEvents = Object.entries(definition.events).flatMap(([event, { schema }]) =>
    Object.entries(schema?.properties ?? {}).map(([key, field]) => ({ path: `events.${event}.schema.properties.${key}`, field })),
  );
  return [...own, ...ofEvents];
}

/** An article as it stands in one edition of its law. Paragraphs are separated by line breaks. */
export type Article = { law: string; edition: string; passed: string; from: string; until: string; title: string; text: string };

/** The articles a letter may have to quote, in every edition that has them. */
export function articlesOf(clause: ClauseDefinition, article: string): Article[] {
  return Object.values(clause.editions).flatMap((edition): Article[] => {
    const found = edition.articles[article];
    return found
      ? [
          {
            law: clause.title,
            edition: edition.title,
            passed: edition.passed,
            from: edition.from,
            until: edition.until ?? '',
            title: found.title,
            text: found.text,
          },
        ]
      : [];
  });
}
