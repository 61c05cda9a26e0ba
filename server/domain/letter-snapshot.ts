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
  if (ledger?.kind !== 'ledger') faults.push({ path: 'of', message: `要用的台账（${definition.of}）没有在用；还没有发布的请先发布，或者另选一本` });
  else faults.push(...sourceFaults(definition, ledger));
  const page = sized(definition.template.text ?? templates[definition.template.file ?? ''], definition.paper);
  if (page === undefined)
    faults.push({ path: 'template', message: definition.template.file ? `没有模板文件 ${definition.template.file}` : '要写明模板文件，或直接写模板' });
  faults.push(...quoteFaults(definition, all));
  const quoted = Object.entries(definition.clauses ?? {}).filter(([, clause]) => !clause.hidden);
  const articles = Object.fromEntries(quoted.map(([key, { law, article }]) => [key, editionsOf(all[law], article)]));
  return { snapshot: faults.length > 0 || page === undefined ? null : { definition, page, articles }, faults };
}

/** The page with the sizes and colours the letter asks for, as styles after its own. */
function sized(page: string | undefined, paper: LetterDefinition['paper']): string | undefined {
  if (page === undefined || !paper) return page;
  const { fontSize, lineHeight, lawSize, titleSize, titleColour, headLine } = paper;
  const text = [fontSize && `font-size: ${fontSize}pt`, lineHeight && `line-height: ${lineHeight}`].filter(Boolean).join('; ');
  const colour = titleColour === 'red' ? '#c00000' : titleColour && '#000';
  const title = [titleSize && `font-size: ${titleSize}pt`, colour && `color: ${colour}`].filter(Boolean).join('; ');
  const rules = [
    text && `.text p { ${text} }`,
    lawSize && `.law p { font-size: ${lawSize}pt }`,
    title && `h1 { ${title} }`,
    colour && `.above { color: ${colour} }`,
    headLine && `header { margin-bottom: 4mm; padding-bottom: 2mm; border-bottom: 1.5pt solid ${colour || '#000'} }`,
  ]
    .filter(Boolean)
    .join('\n');
  return rules === '' ? page : `${page}\n<style>\n${rules}\n</style>`;
}

const editionsOf = (law: Definitions[string] | undefined, article: string): Article[] => (law?.kind === 'clause' ? articlesOf(law, article) : []);

/** Quoted laws, articles and paragraphs that are not there. */
export function quoteFaults(definition: LetterDefinition, all: Definitions): Fault[] {
  return Object.entries(definition.clauses ?? {}).flatMap(([key, clause]): Fault[] => {
    if (clause.hidden) return [];
    const law = all[clause.law];
    if (law?.kind !== 'clause') return [{ path: `clauses.${key}`, message: `引用的法律（${clause.law}）没有在用；还没有发布的请先发布，或者去掉这一条` }];
    const found = articlesOf(law, clause.article);
    if (found.length === 0) return [{ path: `clauses.${key}`, message: `“${law.title}”没有这一条（${clause.article}）` }];
    const short = found.some(({ text }) => (clause.paragraph ?? 1) > text.split('\n').length);
    return short ? [{ path: `clauses.${key}.paragraph`, message: `这一条没有第 ${clause.paragraph} 款` }] : [];
  });
}

const places: { [of: string]: string[] } = { school: ['title'], office: ['title'], county: ['title', 'bureau'], letter: ['title'], household: ['names'] };

/** Values that come from nowhere. */
export function sourceFaults(definition: LetterDefinition, ledger: LedgerDefinition): Fault[] {
  return Object.entries(definition.fields ?? {}).flatMap(([key, field]): Fault[] => {
    if (field.hidden) return [];
    if (field.value !== undefined) return [];
    if (!field.from && !field.ask) return [{ path: `fields.${key}`, message: `“${field.title}”要选一个来处，或改为签发时填写` }];
    if (!field.from) return [];
    const [of = '', name = ''] = field.from.split('.');
    const inLedger = of === 'child' ? ledger.schema.properties[name] : undefined;
    if (inLedger?.hidden) return [{ path: `fields.${key}.from`, message: `“${field.title}”取自台账的“${inLedger.title}”，它已停用，请另选来处` }];
    const known = of === 'child' ? inLedger !== undefined : places[of]?.includes(name);
    return known ? [] : [{ path: `fields.${key}.from`, message: `“${field.title}”的来处“${field.from}”不存在，请在列表里另选` }];
  });
}
