// A report with everything around it that decisions need: its office, its form in the version it is filled in, what is carried into it.
import type { Deps, FormEntry } from '../deps.js';
import type { AssessContext, FilledValues, Issue } from '../domain/assess-context.js';
import { assess } from '../domain/assess-record.js';
import { carriedValues, emptyData } from '../domain/carry.js';
import { mayEdit, stateOf } from '../domain/life.js';
import { type Actor, type Office, officeFacts } from '../domain/office.js';
import type { Form } from '../domain/open-form.js';
import { owesReport } from '../domain/owes-report.js';
import { hasBegun, isAsked, periodTitle, previousPeriod } from '../domain/period.js';
import { yearBefore } from '../domain/period-key.js';
import { seesOffice } from '../domain/permissions.js';
import { Problem } from '../domain/problem.js';
import { type Cell, type RecordData, readCell, writeCell } from '../domain/record-data.js';
import { earlierCells, readsEarlier } from '../domain/record-scope.js';
import { carriesOf } from '../domain/record-sources.js';
import { type Report, reportId } from '../domain/report.js';
import type { StoredReport } from '../domain/report-record.js';
import { filledInto } from './counted-events.js';
import { healReport } from './heal-report.js';
import { type OtherReports, otherReports } from './other-reports.js';

export type ReportPlace = { definition: string; office: string; period: string };
export type FoundReport = {
  actor: Actor;
  office: Office;
  entry: FormEntry;
  /** As it stands in the store; null while nobody has begun it. */
  stored: StoredReport | null;
  /** The same, or what it would begin with; carried values stand in the blank cells of a draft that nobody has touched. */
  report: StoredReport;
  carried: { [path: string]: number | string };
  /** Where they come from, or why there are none. */
  carriedFrom: string;
  /** Cells of the last accepted report that formulas ask for. */
  previous?: { [path: string]: Cell };
  /** The same of the report a year before. */
  lastYear?: { [path: string]: Cell };
  /** Reports of other forms that checks compare with. */
  others?: OtherReports;
  issues: Issue[];
  /** Cells counted from a ledger, by path; empty where the office's children are in none. */
  filled: FilledValues;
};

/** @throws Problem NOT_FOUND (also for what the actor may not see), BAD_PERIOD */
export async function findReport(actor: Actor, place: ReportPlace, deps: Deps): Promise<FoundReport> {
  const county = actor.county;
  const office = await deps.store.offices.find(county, place.office);
  if (!office || !seesOffice(actor, office)) throw new Problem('NOT_FOUND');
  const found = await deps.store.records.find({ county, ...place });
  const stored = found && (await healReport(found, deps));
  const entry = stored ? deps.forms.at(county, place.definition, stored.version) : deps.forms.current(county, place.definition);
  if (!entry || !(stored || owesReport(entry.form, office))) throw new Problem('NOT_FOUND');
  const rule = entry.form.snapshot.definition.period;
  if (!isAsked(rule, place.period) || !hasBegun(place.period, deps.clock(), rule, entry.form.calendar)) throw new Problem('BAD_PERIOD');

  const [before, filled, others] = await Promise.all([
    carriedInto(office, entry, place, deps),
    filledInto(office, entry, place.period, deps),
    otherReports(entry.form, office, place.period, deps),
  ]);
  const begun = stored ?? notBegun(office, entry, place, deps.clock());
  const report = mayAnyoneEdit(entry, begun.state) ? { ...begun, data: withUntouched(entry.form, withCounted(begun, filled), before.carried) } : begun;
  return judged({ actor, office, entry, stored, report, filled, ...before, ...(others ? { others } : {}) });
}

/** The same place after a write. */
export const afterWrite = (found: FoundReport, written: StoredReport): FoundReport => judged({ ...found, stored: written, report: written });

function judged(found: Omit<FoundReport, 'issues'>): FoundReport {
  const { report, entry } = found;
  const { issues, data } = assess(entry.form, report.data, contextOf(found));
  return { ...found, report: mayAnyoneEdit(entry, report.state) ? { ...report, data } : report, issues };
}

/** What the rules are given to judge a report by. */
export function contextOf({ office, entry, report, carried, previous, lastYear, others, filled }: Omit<FoundReport, 'issues'>): AssessContext {
  const period = { key: report.period, title: periodTitle(report.period, entry.form.snapshot.definition.period) };
  const given = { ...(previous ? { previous } : {}), ...(lastYear ? { lastYear } : {}), ...(others ? { others } : {}) };
  return { office: officeFacts(office), period, carried, filled, ...given };
}

type Before = Pick<FoundReport, 'carried' | 'carriedFrom' | 'previous' | 'lastYear'>;

async function carriedInto(office: Office, entry: FormEntry, place: ReportPlace, deps: Deps): Promise<Before> {
  const { form } = entry;
  const { period: rule } = form.snapshot.definition;
  const lastYear = readsEarlier(form, 'lastYear') ? await acceptedReport(office, { ...place, period: yearBefore(place.period) }, deps) : null;
  const yearAgo = lastYear?.data ? { lastYear: earlierCells(form, 'lastYear', lastYear.data) } : {};
  const carries = Object.keys(carriesOf(form.snapshot.definition)).length > 0;
  const reads = readsEarlier(form, 'previous');
  if (!carries && !reads) return { carried: {}, carriedFrom: '', ...yearAgo };
  const period = previousPeriod(rule, place.period);
  const found = period ? await acceptedReport(office, { ...place, period }, deps) : null;
  if (!found || !period) return { carried: {}, carriedFrom: carries ? '没有上期报表，需自行填写' : '', ...yearAgo };
  const title = periodTitle(period, rule);
  if (!found.data) return { carried: {}, carriedFrom: carries ? `${title}的报表尚未审核通过，没有带入数据` : '', ...yearAgo };
  return {
    carried: carriedValues(form, officeFacts(office), place.period, found.data),
    carriedFrom: carries ? `自动带入${title}已通过的报表` : '',
    ...(reads ? { previous: earlierCells(form, 'previous', found.data) } : {}),
    ...yearAgo,
  };
}

/** An earlier report of the office; `data` is null while it is not accepted. */
async function acceptedReport(office: Office, place: ReportPlace, deps: Deps): Promise<{ data: RecordData | null } | null> {
  const found = await deps.store.records.find({ county: office.county, definition: place.definition, office: office.id, period: place.period });
  if (!found) return null;
  const life = deps.forms.at(office.county, place.definition, found.version)?.form.snapshot.life;
  return { data: life && stateOf(life, found.state).final === true ? found.data : null };
}

const mayAnyoneEdit = (entry: FormEntry, state: string): boolean => {
  const { life } = entry.form.snapshot;
  return Object.keys(life.states[state]?.editable ?? {}).some((role) => mayEdit(life, state, role as Actor['role']));
};

/**
 * Counted cells follow the ledger until somebody types in them or the report is handed in; afterwards only blank ones do.
 * Nobody counted is a blank cell, as on paper.
 */
function withCounted(report: StoredReport, filled: FilledValues): StoredReport {
  const touched = new Set(report.touched.map(({ path }) => path));
  const data = Object.entries(filled).reduce((now, [path, { value }]) => {
    const follows = !touched.has(path) && (report.n === 0 || readCell(now, path) === null);
    return follows && (readCell(now, path) ?? 0) !== value ? writeCell(now, path, value === 0 ? null : value) : now;
  }, report.data);
  return { ...report, data };
}

/** A cell somebody has cleared on purpose stays clear. */
function withUntouched(form: Form, report: StoredReport, carried: FoundReport['carried']): StoredReport['data'] {
  const touched = new Set(report.touched.map(({ path }) => path));
  // A line that somebody took away does not come back: a list is carried into as a whole, as long as nobody has begun it.
  const begun = new Set([...touched].map(tableOf));
  const lists = new Set(form.tables.filter(({ free }) => free).map(({ key }) => key));
  const closed = (path: string): boolean => lists.has(tableOf(path)) && (report.n > 0 || begun.has(tableOf(path)));
  return Object.entries(carried).reduce(
    (data, [path, value]) => (closed(path) || touched.has(path) || readCell(data, path) !== null ? data : writeCell(data, path, value)),
    report.data,
  );
}

const tableOf = (path: string): string => path.split('.')[0] ?? '';

function notBegun(office: Office, entry: FormEntry, place: ReportPlace, now: Date): StoredReport {
  const report: Report = {
    _id: reportId(office.county, place.definition, office.id, place.period),
    county: office.county,
    definition: place.definition,
    version: entry.version,
    office: office.id,
    path: office.path,
    township: office.township,
    period: place.period,
    state: entry.form.snapshot.life.initial,
    n: 0,
    hash: '',
    rev: 0,
    data: emptyData(entry.form),
    reasons: {},
    handedInAt: null,
    draft: null,
    returned: null,
    explained: 0,
    summed: -1,
  };
  return { ...report, touched: [], updatedAt: now, tail: null, unsummed: false };
}
