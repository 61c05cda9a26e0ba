// Everything that is wrong with a definition, at once: its size, its words, the names in it, its formulas.
import { calendarFaults } from './check-calendar.js';
import { codeListFaults } from './check-code-list.js';
import { lawFaults } from './check-law.js';
import { ledgerFaults } from './check-ledger.js';
import { letterFaults } from './check-letter.js';
import { lifeFaults } from './check-life.js';
import { periodFaults } from './check-period.js';
import { reportFaults, unknown } from './check-report.js';
import type { CalendarDefinition, CodeListDefinition, Definition, LifeDefinition, ReportDefinition } from './definition.generated.js';
import { codeListsOf, snapshotOf } from './form-snapshot.js';
import type { JudgedDefinition } from './judge-definition.js';
import type { Definitions } from './ledger-snapshot.js';
import { namedOffices } from './named-offices.js';
import { FormError, openForm } from './open-form.js';
import { type OtherForms, otherForms } from './other-forms.js';
import type { Fault } from './problem.js';

/** The definitions around it, by id. */
export type Surroundings = { [id: string]: Definition };

/** @param judge `definitionJudge` of the meta-schema; the text is a whole definition, not an overlay's patch */
export function checkDefinition(text: string, around: Surroundings, judge: (text: string) => JudgedDefinition): Fault[] {
  const { content, faults } = judge(text);
  return content ? meaningFaults(content, around) : faults;
}

/** What the meta-schema cannot see. The definition has passed it. */
export function meaningFaults(content: Definition, around: Surroundings): Fault[] {
  switch (content.kind) {
    case 'report':
      return inOrder([...periodFaults(content.period), ...wholeReportFaults(content, around)]);
    case 'life':
      return lifeFaults(content);
    case 'code-list':
      return codeListFaults(content);
    case 'calendar':
      return calendarFaults(content);
    case 'ledger':
      return ledgerFaults(content, around as Definitions);
    case 'letter':
      return letterFaults(content, around as Definitions);
    case 'clause':
      return lawFaults(content);
    default:
      return [];
  }
}

function wholeReportFaults(report: ReportDefinition, around: Surroundings): Fault[] {
  const lists = pick<CodeListDefinition>(around, 'code-list');
  const faults = reportFaults(report, (list) => Object.keys(lists[list]?.codes ?? {}));
  const { lists: places } = listPlaces(report);
  for (const { path, list } of places) if (!lists[list]) faults.push({ path, message: unknown('代码表', list, Object.keys(lists)) });
  const lives = pick<LifeDefinition>(around, 'life');
  if (!lives[report.life]) faults.push({ path: 'life', message: unknown('办理过程', report.life, Object.keys(lives)) });
  const calendars = pick<CalendarDefinition>(around, 'calendar');
  const { calendar } = report.period;
  if (calendar && !calendars[calendar]) faults.push({ path: 'period.calendar', message: unknown('校历', calendar, Object.keys(calendars)) });
  if (namedOffices(report.filledBy ?? '')?.length === 0) faults.push({ path: 'filledBy', message: '还没有选由哪些学校填' });
  const named = otherForms(report, pick<ReportDefinition | CodeListDefinition>(around, 'report', 'code-list'));
  faults.push(...named.faults);
  // What cannot be compared with is said once, not at every check that would.
  if (named.faults.length > 0) return faults;
  return [...faults, ...expressionFaults(report, lists, lives[report.life] ?? anyLife, named.others, calendars[calendar ?? ''])];
}

/** Formulas and layout, also where a list or life is missing: all faults at once. */
function expressionFaults(
  report: ReportDefinition,
  lists: { [id: string]: CodeListDefinition },
  life: LifeDefinition,
  others: OtherForms,
  calendar?: CalendarDefinition,
): Fault[] {
  const missing = Object.fromEntries(codeListsOf(report).flatMap((id) => (lists[id] ? [] : [[id, { ...noCodes, id }]])));
  try {
    openForm(snapshotOf(report, { ...lists, ...missing }, life, calendar, others));
    return [];
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    return error.faults;
  }
}

const noCodes: CodeListDefinition = { id: '', kind: 'code-list', version: 1, title: '（没有）', codes: {} };
const anyLife: LifeDefinition = { id: 'none', kind: 'life', version: 1, title: '（没有）', initial: 'draft', states: {}, actions: {} };

function listPlaces(report: ReportDefinition): { lists: { path: string; list: string }[] } {
  const lists: { path: string; list: string }[] = [];
  for (const [key, property] of Object.entries(report.schema.properties)) {
    const path = `schema.properties.${key}`;
    if ('codeList' in property && property.codeList) lists.push({ path: `${path}.codeList`, list: property.codeList });
    if (!('each' in property)) continue;
    if (property.rows) lists.push({ path: `${path}.rows.codeList`, list: property.rows.codeList });
    for (const [column, field] of Object.entries(property.each.properties))
      if (field.codeList) lists.push({ path: `${path}.each.properties.${column}.codeList`, list: field.codeList });
  }
  return { lists };
}

function pick<T extends Definition>(around: Surroundings, ...kinds: T['kind'][]): { [id: string]: T } {
  return Object.fromEntries(Object.entries(around).filter(([, content]) => kinds.includes(content.kind))) as { [id: string]: T };
}

const sections = ['id', 'title', 'filledBy', 'period', 'schema', 'layout', 'carry', 'fill', 'formulas', 'others', 'checks', 'sums', 'life'];
/** The order in which a definition is written; one place is named once for one fault. */
function inOrder(faults: Fault[]): Fault[] {
  const place = ({ path }: Fault): number => sections.indexOf(path.split('.')[0] ?? '');
  const once = [...new Map(faults.map((fault) => [`${fault.path} ${fault.message}`, fault])).values()];
  return once
    .map((fault, index) => ({ fault, index }))
    .sort((a, b) => place(a.fault) - place(b.fault) || a.index - b.index)
    .map(({ fault }) => fault);
}
