// Kept sums, brought up to date before anybody sees them.
import type { Deps, FormEntry, KeptSum, Line } from '../deps.js';
import type { Office } from '../domain/office.js';
import type { Form } from '../domain/open-form.js';
import { owesReport } from '../domain/owes-report.js';
import { isLate, periodTitle } from '../domain/period.js';
import { Problem } from '../domain/problem.js';
import type { RecordData } from '../domain/record-data.js';
import type { StoredReport } from '../domain/report-record.js';
import { addUp, shownSum } from '../domain/sums.js';

/** A center school or township with the offices that report through it. `key` '' holds those without one. */
export type OfficeGroup = { key: string; offices: Office[] };

const lines: Line[] = ['center', 'township'];

/** The offices that report on a form, by the group they belong to on a line; a center school that reports itself is in its own. */
export function groupsOn(line: Line, form: Form, offices: Office[]): OfficeGroup[] {
  const groups = new Map<string, Office[]>();
  for (const office of offices.filter((one) => one.kind === 'school' || owesReport(form, one))) {
    const key = line === 'township' ? office.township : office.kind === 'center' ? office.id : office.parent;
    groups.set(key, [...(groups.get(key) ?? []), office]);
  }
  return [...groups].map(([key, members]) => ({ key, offices: members }));
}

/** The kept sums of a period on one line, after a recount of every group that has moved since. @throws Problem BUSY */
export async function freshSums(entry: FormEntry, period: string, line: Line, offices: Office[], deps: Deps): Promise<KeptSum[]> {
  const { county, id } = entry;
  const [moved, kept] = await Promise.all([deps.store.records.unsummed(county, id, period), deps.store.sums.ofPeriod(county, id, period)]);
  const movedOffices = new Set(moved.map(({ office }) => office));
  const outdated = new Set(kept.filter(({ version }) => version !== entry.version).map((sum) => `${sum.line} ${sum.group}`));
  const stale = lines.flatMap((one) =>
    groupsOn(one, entry.form, offices)
      .filter((group) => outdated.has(`${one} ${group.key}`) || group.offices.some((office) => movedOffices.has(office.id)))
      .map((group) => ({ line: one, group })),
  );
  if (stale.length === 0) return kept.filter((sum) => sum.line === line);
  await Promise.all(stale.map((one) => recount(entry, period, one.line, one.group, deps)));
  await deps.store.records.markSummed(moved);
  return (await deps.store.sums.ofPeriod(county, id, period)).filter((sum) => sum.line === line);
}

/** Counts after reading the sum's `rev` and writes only over that: of two recounts at once the one that read first gives way. */
async function recount(entry: FormEntry, period: string, line: Line, group: OfficeGroup, deps: Deps): Promise<void> {
  const { county, id: definition, version } = entry;
  const key = { county, definition, period, line, group: group.key };
  for (let attempt = 0; attempt < 20; attempt++) {
    const before = await deps.store.sums.find(key);
    const records = await handedIn(entry, { period, offices: group.offices.map(({ id }) => id) }, deps);
    const finals = records.filter((record) => lifeOf(record, entry, deps).states[record.state]?.final === true);
    const late = records.filter((record) => isLate(entry.form.snapshot.definition.period, period, record.handedInAt, deps.clock(), entry.form.calendar));
    const data = addUp(
      entry.form,
      records.map((record) => record.data),
    );
    const sum: Omit<KeptSum, '_id'> = {
      ...key,
      version,
      rev: before?.rev ?? 0,
      handedIn: records.length,
      final: finals.length,
      lateHandedIn: late.length,
      data,
    };
    if (await deps.store.sums.keep(sum, before?.rev ?? 0)) return;
  }
  throw new Problem('BUSY');
}

/** Reports of a period that have left their school, each judged by the life of its own version. */
async function handedIn(entry: FormEntry, where: { period: string; offices: string[] }, deps: Deps): Promise<StoredReport[]> {
  const records = await deps.store.records.whole({ county: entry.county, definition: entry.id, ...where });
  return records.filter((record) => lifeOf(record, entry, deps).states[record.state]?.handedIn === true);
}

const lifeOf = (record: StoredReport, entry: FormEntry, deps: Pick<Deps, 'forms'>) =>
  (deps.forms.at(entry.county, entry.id, record.version) ?? entry).form.snapshot.life;

/** What people see of a sum. */
export const describedSum = ({ form }: Pick<FormEntry, 'form'>, key: string, added: RecordData): ReturnType<typeof shownSum> =>
  shownSum(form, added, { key, title: periodTitle(key, form.snapshot.definition.period) });
