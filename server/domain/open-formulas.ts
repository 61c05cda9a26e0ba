// Formulas in the order they have to be computed in, each typed by those it builds on.
import { byOrder } from './by-order.js';
import type { Field, Formula, ReportDefinition, Table } from './definition.generated.js';
import { type Language, languageFor } from './expression-environment.js';
import { callOf, childrenOf, type Node } from './expression-rules.js';
import type { ExpressionScope, ScopeFields, ScopeType } from './expression-scope.js';
import { compileExpression } from './expressions.js';
import { rowScope, wholeScope } from './form-scopes.js';
import type { Attempt, FormFormula } from './open-form.js';
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
    faults.push({ path: `formulas.${cycle[0]}.value`, message: `公式互相引用，绕成了圈：${[...cycle, cycle[0]].join(' → ')}；请让其中一个不再引用另一个` });
  const types: ScopeFields = {};
  const languages = new Map<string, Language>();
  const opened = ordered.flatMap((formula): FormFormula[] => {
    const whole = wholeScope(definition, types);
    // Languages are shared until a formula adds a name to them.
    const name = `${formula.each ?? ''} ${Object.keys(types).length}`;
    const language = languages.get(name) ?? languageFor(formula.each ? rowScope(whole, formula.each) : whole);
    languages.set(name, language);
    const value = attempt(`formulas.${formula.key}.value`, () => compileExpression(language, formula.value, expectedOf(formula, definition)));
    if (!value) return [];
    if (!formula.each) types[formula.key] = { type: value.type as ScopeType, title: formula.title, waits: true };
    const { key, title, show = 'number', digits = 0, each = null, to = null } = formula;
    return [{ key, title, value, show, digits, each, to }];
  });
  return { formulas: opened, whole: wholeScope(definition, types) };
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
  return other ? [{ path: `${place}.to`, message: `“${to}”已由公式 ${other.key} 算出，一格只能有一个公式` }] : [];
}

/** Depth first over what each builds on; a circle is given once, in its order. */
function inOrder(formulas: Keyed[], definition: ReportDefinition): { ordered: Keyed[]; cycle: string[] } {
  const parser = languageFor(wholeScope(definition, {}));
  const on = new Map(formulas.map((formula) => [formula, formulas.filter((other) => buildsOn(parser, formula, other))]));
  const done = new Set<Keyed>();
  const ordered: Keyed[] = [];
  let cycle: string[] = [];
  const visit = (formula: Keyed, path: Keyed[]): void => {
    if (path.includes(formula)) cycle = cycle.length ? cycle : path.slice(path.indexOf(formula)).map(({ key }) => key);
    if (done.has(formula) || path.includes(formula)) return;
    for (const other of on.get(formula) ?? []) visit(other, [...path, formula]);
    done.add(formula);
    ordered.push(formula);
  };
  for (const formula of formulas) visit(formula, []);
  return { ordered: cycle.length ? ordered.filter(({ key }) => !cycle.includes(key)) : ordered, cycle };
}

/** True when `formula` names what `other` computes: itself by name, its column in the row, or the table its column is in. */
function buildsOn(parser: Language, formula: Keyed, other: Keyed): boolean {
  const names = namesIn(parser, formula.value);
  if (names.has(`formula.${other.key}`)) return true;
  if (other.to === undefined) return false;
  if (!other.each) return names.has(`record.${other.to}`);
  return names.has(`rows.${other.each}`) || names.has(`rows.${other.each}.${other.to}`) || (formula.each === other.each && names.has(`row.${other.to}`));
}

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
  const [list, column] = call?.name === 'sum' ? call.args : [];
  if (list?.op !== '.' || column?.op !== 'value') return null;
  const [of, table] = list.args as [Node, string];
  return of.args === 'rows' ? `rows.${table}.${column.args}` : null;
}
