// A published letter, frozen: its definition, the page it is drawn with, the ledger's words and every edition of what it quotes.
import type { LedgerDefinition, LetterDefinition } from './definition.generated.js';
import { type Article, articlesOf, type Definitions } from './ledger-snapshot.js';
import type { Fault } from './problem.js';

export type LetterSnapshot = {
  definition: LetterDefinition;
  /** Handlebars of one letter. */
  page: string;
  /** By key of the definition's clauses, every edition that has the article. */
  articles: { [clause: string]: Article[] };
};
/** Template files by their path below templates/. */
export type TemplateFiles = { [path: string]: string };

/** Freezes a folded letter; null with every fault where a part is missing. */
export function letterSnapshotOf(
  definition: LetterDefinition,
  all: Definitions,
  templates: TemplateFiles,
): { snapshot: LetterSnapshot | null; faults: Fault[] } {
  const faults: Fault[] = [];
  const ledger = all[definition.of];
  if (ledger?.kind !== 'ledger') faults.push({ path: 'of', message: `没有名为“${definition.of}”的台账` });
  else faults.push(...sourceFaults(definition, ledger));
  const page = definition.template.text ?? templates[definition.template.file ?? ''];
  if (page === undefined)
    faults.push({ path: 'template', message: definition.template.file ? `没有模板文件 ${definition.template.file}` : '要写明模板文件，或直接写模板' });
  const articles: LetterSnapshot['articles'] = {};
  for (const [key, clause] of Object.entries(definition.clauses ?? {})) {
    if (clause.hidden) continue;
    const law = all[clause.law];
    const found = law?.kind === 'clause' ? articlesOf(law, clause.article) : [];
    if (found.length === 0)
      faults.push({
        path: `clauses.${key}`,
        message: law?.kind === 'clause' ? `“${law.title}”没有这一条（${clause.article}）` : `没有名为“${clause.law}”的法律条文`,
      });
    const short = found.some(({ text }) => (clause.paragraph ?? 1) > text.split('\n').length);
    if (short) faults.push({ path: `clauses.${key}.paragraph`, message: `这一条没有第 ${clause.paragraph} 款` });
    articles[key] = found;
  }
  return { snapshot: faults.length > 0 || page === undefined ? null : { definition, page, articles }, faults };
}

const places: { [of: string]: string[] } = { school: ['title'], office: ['title'], county: ['title', 'bureau'], letter: ['title'] };

function sourceFaults(definition: LetterDefinition, ledger: LedgerDefinition): Fault[] {
  return Object.entries(definition.fields ?? {}).flatMap(([key, field]): Fault[] => {
    if (!field.from && !field.ask) return [{ path: `fields.${key}`, message: '要写明来处（from），或写明签发时填写（ask）' }];
    if (!field.from) return [];
    const [of = '', name = ''] = field.from.split('.');
    const known = of === 'child' ? Object.hasOwn(ledger.schema.properties, name) : places[of]?.includes(name);
    return known ? [] : [{ path: `fields.${key}.from`, message: `没有“${field.from}”` }];
  });
}
