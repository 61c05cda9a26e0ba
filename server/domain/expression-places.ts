// The places of a definition where an expression is written: what it may name there, what has to come out, how it is judged.
import { byOrder } from './by-order.js';
import { compileCondition } from './condition-filter.js';
import type { LedgerDefinition, ReportDefinition } from './definition.generated.js';
import { languageFor } from './expression-environment.js';
import { type ExpressionScope, emptyScope, officeFields, periodFields } from './expression-scope.js';
import { compileExpression, ExpressionError } from './expressions.js';
import { officeScope, rowFactsScope, whenScope } from './form-scopes.js';
import type { LayeredDefinition } from './layers.js';
import { bookConstants, childScope, stampFields } from './open-ledger.js';
import { type Around, codesOf, type ExpressionPlace, type NameCodes, officeCodes, rowCodes, rulePlace, titlesOf } from './rule-place.js';

const values = ['int', 'Decimal', 'string', 'bool'];

/**
 * What may be written at a path of a definition (`checks.key.that`, `formulas.key.value`, `filledBy`, `schema.properties.table.rows.when`,
 * `carry.target.entry.row`, `fill.target.where`, `views.key.where`, `events.key.sets.field`, `events.key.guard.when`, `for`, `once.key`,
 * `texts.key.when`, `clauses.key.when`, `fields.key.value`).
 * Null where no expression is written.
 */
export function expressionPlace(definition: LayeredDefinition, around: Around, path: string[]): ExpressionPlace | null {
  if (definition.kind === 'report') return reportPlace(definition, around, path);
  if (definition.kind === 'ledger') return ledgerPlace(definition, around, path);
  if (definition.kind !== 'letter') return null;
  const ledger = around[definition.of];
  if (ledger?.kind !== 'ledger') return null;
  const schoolYear = { title: '学年' };
  const words: ExpressionScope['words'] = path[0] === 'once' ? { schoolYear, term: { title: '学期' } } : { date: { title: '签发日' }, schoolYear };
  const scope = { ...emptyScope, names: { child: childName(ledger) }, words };
  return { scope, expects: path[0] === 'once' ? ['string'] : path[0] === 'fields' ? values : ['bool'], query: null, codes: childCodes(ledger, around) };
}

function reportPlace(report: ReportDefinition, around: Around, path: string[]): ExpressionPlace | null {
  const [section, key = ''] = path;
  const codes = officeCodes;
  if (section === 'filledBy' || section === 'carry') return { scope: officeScope, expects: ['bool'], query: null, codes };
  if (section === 'fill') {
    const fill = report.fill?.[key];
    const ledger = around[fill?.from ?? ''];
    return ledger?.kind !== 'ledger' ? null : fill?.count === 'standing' ? standingPlace(ledger, around) : fillPlace(ledger, around);
  }
  if (section === 'schema' && path.length > 4) return { scope: rowFactsScope, expects: ['bool'], query: null, codes: rowCodes(report, around, key) };
  if (section === 'schema') return { scope: whenScope, expects: ['bool'], query: null, codes: { ...codes, ...rowCodes(report, around, key) } };
  if (section !== 'checks' && section !== 'formulas') return null;
  const rule = (section === 'checks' ? report.checks?.[key] : report.formulas?.[key]) ?? {};
  const place = rulePlace(report, around, section, key, rule);
  return path[2] === 'message' ? { ...place, expects: values } : place;
}

function ledgerPlace(ledger: LedgerDefinition, around: Around, path: string[]): ExpressionPlace | null {
  const [section, key = ''] = path;
  const child = childName(ledger);
  const codes = childCodes(ledger, around);
  if (section === 'views') {
    const query = { name: 'child', title: child.title, fields: child.fields, path: (field: string) => `data.${field}`, constants: bookConstants };
    return { scope: { ...emptyScope, names: { child }, words: bookConstants.words }, expects: ['bool'], query, codes };
  }
  const event = section === 'events' ? ledger.events[key] : undefined;
  if (!event) return null;
  if (path[2] === 'guard') return { scope: { ...emptyScope, names: { child }, words: { date: { title: '发生日期' } } }, expects: ['bool'], query: null, codes };
  const said = event.schema?.properties ?? {};
  const scope = { ...emptyScope, names: { child, event: { title: event.title, fields: { ...stampFields, ...childScope(said) } } } };
  return { scope, expects: [...values, 'list<string>'], query: null, codes: { ...codes, ...stampCodes(ledger, around), ...codesOf('event', said, around) } };
}

/** What a cell counts: movements by where they found the child. */
function fillPlace(ledger: LedgerDefinition, around: Around): ExpressionPlace {
  const names = { period: { title: '本期', fields: periodFields }, ...officeScope.names };
  const query = {
    name: 'event',
    title: '异动',
    fields: stampFields,
    path: (field: string) => (field === 'kind' || field === 'date' ? field : `stamps.${field}`),
    constants: { names: { ...names, office: { title: '单位', fields: officeFields } }, words: {} },
  };
  const scope = { ...emptyScope, names: { event: { title: '异动', fields: stampFields }, ...names } };
  return { scope, expects: ['bool'], query, codes: { ...officeCodes, ...stampCodes(ledger, around) } };
}

/** What a cell counts: children by what stands in their file. */
function standingPlace(ledger: LedgerDefinition, around: Around): ExpressionPlace {
  const child = childName(ledger);
  const names = { period: { title: '本期', fields: periodFields }, office: { title: '单位', fields: officeFields } };
  const query = { name: 'child', title: child.title, fields: child.fields, path: (field: string) => `data.${field}`, constants: { names, words: {} } };
  return { scope: { ...emptyScope, names: { child, ...names } }, expects: ['bool'], query, codes: { ...officeCodes, ...childCodes(ledger, around) } };
}

/** The first fault of a text at its place, null when it is sound. `at` counts characters from 0. */
export function expressionFault(place: ExpressionPlace, text: string): { at: number; message: string } | null {
  try {
    if (place.query) compileCondition(text, place.query);
    else compileExpression(languageFor(place.scope), text, place.expects);
    return null;
  } catch (error) {
    if (error instanceof ExpressionError) return { at: error.at, message: error.sentence };
    throw error;
  }
}

const childName = (ledger: LedgerDefinition) => ({ title: '学生', fields: childScope(ledger.schema.properties) });
const childCodes = (ledger: LedgerDefinition, around: Around): NameCodes => codesOf('child', ledger.schema.properties, around);

function stampCodes(ledger: LedgerDefinition, around: Around): NameCodes {
  const kinds = Object.fromEntries(byOrder(ledger.events).map(({ key, title }) => [key, title]));
  const ofField = (key: string | undefined) => titlesOf(around, ledger.schema.properties[key ?? '']?.codeList);
  const states = ofField(ledger.meanings.state);
  return { 'event.kind': kinds, 'event.grade': ofField(ledger.meanings.grade), 'event.state': states, 'event.was': states };
}
