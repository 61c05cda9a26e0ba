// Fills an empty database with the sample counties: offices, people, and reports that went the same way as real ones.
import type { Deps } from '../deps.js';
import { assess } from '../domain/assess-record.js';
import { emptyData } from '../domain/carry.js';
import { type Office, officeFacts } from '../domain/office.js';
import type { Form } from '../domain/open-form.js';
import { periodTitle } from '../domain/period.js';
import { decideAction, openIssues, type Report, reportId } from '../domain/report.js';
import type { ReportEvent, StoredReport } from '../domain/report-record.js';
import { samplePassword } from '../sample-data/sample-accounts.js';
import type { PlantedDifference } from '../sample-data/sample-ledger.js';
import { countyPlans, type SampleCounty, type SampleUser, sampleCity, sampleCounty } from '../sample-data/sample-offices.js';
import { type SampleReport, sampleReports } from '../sample-data/sample-reports.js';
import { beginSampleChildren } from './load-sample-children.js';
import { doerFor } from './sample-doer.js';
import { sealEvent } from './seal-event.js';

/** Does nothing where there is any office. @param counties ids of counties whose packs are there. */
export async function loadSampleCounties(counties: string[], deps: Deps): Promise<void> {
  if (await deps.store.offices.anyExists()) return;
  const passwordHash = await deps.passwords.hash(samplePassword);
  const employ = (users: SampleUser[]): Promise<void> =>
    deps.store.users.insertMany(users.map(({ login, ...user }) => ({ _id: login, ...user, passwordHash })));
  const samples = countyPlans.filter((plan) => counties.includes(plan.county)).map(sampleCounty);
  for (const sample of samples) {
    for (const { id, form, version } of deps.forms.list(sample.county)) {
      const reports = sampleReports(form, sample.schools, deps.clock());
      const planted = sample === samples[0] ? await beginSampleChildren(sample, form, reports, deps) : [];
      const made = reports.map((report) => storedReport(id, form, version, report, sample, planted, deps));
      await deps.store.records.insertMany(made.map(({ record }) => record));
      await deps.store.events.insertMany(made.flatMap(({ events }) => events));
    }
    await employ(sample.users);
  }
  await employ([sampleCity.user]);
  // Offices last: where one is there, everything is.
  await deps.store.offices.insertMany([...samples.flatMap(({ offices }) => offices), sampleCity.office]);
}

function storedReport(
  definition: string,
  form: Form,
  version: number,
  sample: SampleReport,
  county: SampleCounty,
  planted: PlantedDifference[],
  deps: Pick<Deps, 'digest'>,
): { record: StoredReport; events: ReportEvent[] } {
  const { school, period, data, begun, steps } = sample;
  const filler = doerFor(county, 'filler', school);
  const office = school as Office;
  let report: Report = {
    _id: reportId(county.county, definition, school.id, period),
    county: county.county,
    definition,
    version,
    office: school.id,
    path: school.path,
    township: school.township,
    period,
    state: form.snapshot.life.initial,
    n: 0,
    hash: '',
    rev: 1,
    data,
    reasons: {},
    handedInAt: null,
    draft: { at: begun, by: filler.id, byName: filler.name },
    returned: null,
    explained: 0,
    summed: -1,
  };
  const events: ReportEvent[] = [];
  for (const step of steps) {
    const doer = doerFor(county, step.role, school);
    const actor = { id: doer.id, login: doer.id, name: doer.name, role: doer.role, county: county.county, office };
    const { issues } = assess(form, report.data, { office: officeFacts(office), period: { key: period, title: periodTitle(period) }, carried: {} });
    report.reasons = Object.fromEntries(
      openIssues(issues, {})
        .filter((issue) => issue.level === 'warning')
        .map((issue) => [issue.id, '已核实']),
    );
    const differences = planted.filter((one) => one.office === school.id && one.period === period);
    for (const { path, reason } of differences) report.reasons[`fill@${path}`] = reason;
    const from = report.state;
    const action = { ...form.snapshot.life.actions[step.action], key: step.action, title: form.snapshot.life.actions[step.action]?.title ?? step.action };
    const decided = decideAction(form, report, actor, step.action, { n: report.n, rev: report.rev, reason: step.reason }, issues, step.at).report;
    const event = sealEvent(
      { action, from, report: decided, previous: report.hash, before: events.at(-1)?.after ?? emptyData(form), office, doer, reason: step.reason, at: step.at },
      deps.digest,
    );
    events.push(event);
    report = { ...decided, differing: differences.length, hash: event.hash, rev: report.rev + 1 };
  }
  return { record: { ...report, touched: [], updatedAt: events.at(-1)?.at ?? begun, tail: null, unsummed: report.n > 0 }, events };
}
