// Formulas in the order they have to be computed in, each typed by those it builds on.
import { byOrder } from './by-order.js';
import type { Field, Formula, ReportDefinition, Table } from './definition.generated.js';
import { type Language, languageFor } from './expression-environment.js';
import { columnNames } from './expression-functions.js';
import { callOf, childrenOf, type Node } from './expression-rules.js';
import type { ExpressionScope, ScopeFields, ScopeType } from './expression-scope.js';
import { compileExpression } from './expressions.js';
import type { Attempt, FormFormula } from './form-parts.js';
import { rowScope, wholeScope } from './form-scopes.js';
import type { Fault } from './problem.js';
import { isTable } from './record-data.js';

type Keyed = Formula & { key: string };
export type OpenFormulas = { formulas: FormFormula[]; whole: ExpressionScope };

export function openFormulas(definition: ReportDefinition, attempt: Attempt, faults: Fault[]): OpenFormulas {
  const listed = byOrder(definition.formulas).filter((formula) => !formula.hidden);
  const sound = listed.filter((formula) => {
    const found = placeFaults(formula, listed, definition);
    faults.push(...found);
    return found.length === 0;
  });
  const { ordered, cycle } = inOrder(sound, definition);
  if (cycle.length > 0)
    faults.push({
      path: `formulas.${cycle[0]?.key}.value`,
      message: `公式互相引用，绕成了圈：${[...cycle, cycle[0]].map((one) => one?.title).join(' → ')}；请让其中一个不再引用另一个`,
    });
  const tooDeep = ordered.find(({ level }) => level >= mostLevels);
  if (tooDeep) faults.push({ path: `formulas.${tooDeep.formula.key}.value`, message: `公式一个引用一个，超过 ${mostLevels} 层；请减少中间的公式` });
  const types: ScopeFields = {};
  const opened: FormFormula[] = [];
  for (let level = 0; level < mostLevels; level++) {
    // What stands on one level shares its languages; the names it adds are for the next.
    const stage = ordered.filter((one) => one.level === level).map(({ formula }) => formula);
    if (stage.length === 0) break;
    opened.push(...openStage(stage, definition, types, attempt));
    for (const { key, title, each, value } of opened) if (each === null) types[key] = { type: value.type as ScopeType, title, waits: true };
  }
  return { formulas: opened, whole: wholeScope(definition, types) };
}

/** Longest chain of formulas that build on each other. */
const mostLevels = 20;

function openStage(stage: Keyed[], definition: ReportDefinition, types: ScopeFields, attempt: Attempt): FormFormula[] {
  const whole = wholeScope(definition, types);
  const languages = new Map<string, Language>();
  return stage.flatMap((formula): FormFormula[] => {
    const { key, title, show = 'number', digits = 0, each = null, to = null } = formula;
    const language = languages.get(each ?? '') ?? languageFor(each ? rowScope(whole, each) : whole);
    languages.set(each ?? '', language);
    const value = attempt(`formulas.${key}.value`, () => compileExpression(language, formula.value, expectedOf(formula, definition)));
    return value ? [{ key, title, value, show, digits, each, to }] : [];
  });
}

const targetOf = ({ each, to }: Formula, definition: ReportDefinition): Field | null => {
  const { properties } = definition.schema;
  if (to === undefined) return null;
  const property: Field | Table | undefined = each ? properties[each] : properties[to];
  if (!property) return null;
  if (!each) return isTable(property) ? null : property;
  return isTable(property) ? (property.each.properties[to] ?? null) : null;
};

function expectedOf(formula: Formula, definition: ReportDefinition): string[] {
  const type = targetOf(formula, definition)?.type;
  if (type === 'integer') return ['int'];
  if (type === 'string') return ['string'];
  if (type === 'boolean') return ['bool'];
  return ['int', 'Decimal'];
}

function placeFaults(formula: Keyed, all: Keyed[], definition: ReportDefinition): Fault[] {
  const place = `formulas.${formula.key}`;
  const { each, to } = formula;
  const table = each ? definition.schema.properties[each] : undefined;
  if (each && !(table && isTable(table))) return [{ path: `${place}.each`, message: `没有名为“${each}”的表` }];
  if (each && !to) return [{ path: `${place}.to`, message: '逐行计算的公式要写明 to：算出的数填到哪一列' }];
  if (to && !targetOf(formula, definition))
    return [{ path: `${place}.to`, message: each ? `“${table?.title}”里没有名为“${to}”的列` : `没有名为“${to}”的栏目` }];
  const other = to && all.find((one) => one !== formula && one.to === to && one.each === each);
  return other ? [{ path: `${place}.to`, message: `“${targetOf(formula, definition)?.title}”已由公式“${other.title}”算出，一格只能有一个公式` }] : [];
}

type Levelled = { formula: Keyed; level: number };

/** Depth first over what each builds on; a circle is given once, in its order. */
function inOrder(formulas: Keyed[], definition: ReportDefinition): { ordered: Levelled[]; cycle: Keyed[] } {
  const parser = languageFor(wholeScope(definition, {}));
  const makers = new Map(formulas.flatMap((formula) => namesOf(formula).map((name): [string, Keyed] => [name, formula])));
  const columns = (table: string): Keyed[] => formulas.filter(({ each, to }) => each === table && to !== undefined);
  const on = new Map(
    formulas.map((formula) => {
      const names = [...namesIn(parser, formula.value)].map((name) => (name.startsWith('row.') ? `rows.${formula.each}.${name.slice(4)}` : name));
      // Going over the rows of a table reads every column of it.
      const made = names.flatMap((name) => (/^rows\.[^.]+$/.test(name) ? columns(name.slice(5)) : (makers.get(name) ?? [])));
      return [formula, made];
    }),
  );
  const done = new Map<Keyed, Levelled>();
  const path: Keyed[] = [];
  let cycle: Keyed[] = [];
  const visit = (formula: Keyed): number => {
    const known = done.get(formula);
    if (known) return known.level;
    if (path.includes(formula)) {
      if (cycle.length === 0) cycle = path.slice(path.indexOf(formula));
      return 0;
    }
    path.push(formula);
    const level = Math.max(-1, ...(on.get(formula) ?? []).map(visit)) + 1;
    path.pop();
    done.set(formula, { formula, level });
    return level;
  };
  for (const formula of formulas) visit(formula);
  const ordered = [...done.values()].filter(({ formula }) => !cycle.includes(formula));
  return { ordered, cycle };
}

/** What an expression calls the result of a formula. */
const namesOf = ({ key, each, to }: Keyed): string[] => [
  ...(each ? [] : [`formula.${key}`]),
  ...(to === undefined ? [] : [each ? `rows.${each}.${to}` : `record.${to}`]),
];

/** `a.b` for every such pair, `rows.table.column` for the plain sum of a column; nothing where the text cannot be parsed, which is said when it is compiled. */
function namesIn({ environment }: Language, text: string): Set<string> {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    const column = summedColumn(node);
    if (column) {
      names.add(column);
      return;
    }
    if (node.op === '.' && (node.args as [Node])[0].op === 'id') names.add(`${(node.args as [Node])[0].args}.${(node.args as [Node, string])[1]}`);
    for (const child of childrenOf(node)) visit(child);
  };
  try {
    visit(environment.parse(text).ast as Node);
  } catch {
    return names;
  }
  return names;
}

function summedColumn(node: Node): string | null {
  const call = callOf(node);
  const [list, column] = call && columnNames.has(call.name) ? call.args : [];
  if (list?.op !== '.' || column?.op !== 'value') return null;
  const [of, table] = list.args as [Node, string];
  return of.args === 'rows' ? `rows.${table}.${column.args}` : null;
}
