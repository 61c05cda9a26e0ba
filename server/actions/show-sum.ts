// The sum of a form over a county's offices, by center school or township, down to the schools of one; over counties for a city.
import type { Deps, FormEntry, KeptSum, Line } from '../deps.js';
import { notBegun, stateOf } from '../domain/life.js';
import type { Actor, Office } from '../domain/office.js';
import { owesReport } from '../domain/owes-report.js';
import { hasBegun, isAsked, isLate, periodView } from '../domain/period.js';
import { Problem } from '../domain/problem.js';
import type { RecordData } from '../domain/record-data.js';
import { addUp } from '../domain/sums.js';
import type { SumCounts, SumGroup, SumView } from '../domain/views.js';
import { describedSum, freshSums, groupsOn } from './keep-sums.js';
import { knownForm } from './known-form.js';

export type SumQuestion = { definition: string; period: string; by?: Line; within?: string };

/** @throws Problem NOT_FOUND (also for a group the actor may not see), BAD_PERIOD, BUSY */
export async function showSum(actor: Actor, asked: SumQuestion, deps: Deps): Promise<SumView> {
  const entry = knownForm(actor, asked.definition, deps);
  const rule = entry.form.snapshot.definition.period;
  if (!isAsked(rule, asked.period) || !hasBegun(asked.period, deps.clock(), rule, entry.form.calendar)) throw new Problem('BAD_PERIOD');
  if (actor.role === 'city-viewer') {
    if (asked.within || asked.by) throw new Problem('NOT_FOUND');
    return cityView(actor, entry, asked.period, deps);
  }
  const offices = await deps.store.offices.ofCounty(actor.county);
  // Whoever works at a center school sees that center school, whatever is asked.
  const own = actor.office.kind === 'center' ? actor.office.id : undefined;
  if (own !== undefined && asked.within !== undefined && asked.within !== own) throw new Problem('NOT_FOUND');
  const line = own === undefined ? (asked.by ?? 'center') : 'center';
  const kept = await freshSums(entry, asked.period, line, offices, deps);
  const within = own ?? asked.within;
  return within === undefined ? countyView(entry, asked.period, line, offices, kept, deps) : groupView(entry, asked.period, line, within, offices, kept, deps);
}

function countyView(entry: FormEntry, period: string, line: Line, offices: Office[], kept: KeptSum[], deps: Deps): SumView {
  const titles = new Map(offices.map((office) => [office.id, office]));
  const groups = groupsOn(line, entry.form, offices).map(({ key, offices: members }): SumGroup => {
    const office = titles.get(key);
    const sum = kept.find(({ group }) => group === key);
    const title = office?.title ?? '未归属乡镇';
    return {
      key,
      title,
      kind: office?.kind ?? 'township',
      counts: countsOf(entry, period, members, sum ? [sum] : [], deps),
      ...describedSum(entry, period, sum?.data ?? {}),
      link: 'group',
      state: null,
    };
  });
  return view(
    entry,
    period,
    line,
    null,
    groups,
    kept.map(({ data }) => data),
  );
}

async function groupView(entry: FormEntry, period: string, line: Line, key: string, offices: Office[], kept: KeptSum[], deps: Deps): Promise<SumView> {
  const group = groupsOn(line, entry.form, offices).find((one) => one.key === key);
  if (!group) throw new Problem('NOT_FOUND');
  const records = new Map(
    (await deps.store.records.whole({ county: entry.county, definition: entry.id, period, offices: group.offices.map(({ id }) => id) })).map((record) => [
      record.office,
      record,
    ]),
  );
  const groups = group.offices
    .filter((office) => owesReport(entry.form, office) || records.has(office.id))
    .map((office): SumGroup => {
      const record = records.get(office.id);
      const form = (record && deps.forms.at(entry.county, entry.id, record.version))?.form ?? entry.form;
      const state = record ? stateOf(form.snapshot.life, record.state) : notBegun;
      const { handedIn = false, final = false } = record ? stateOf(form.snapshot.life, record.state) : {};
      const late = isLate(entry.form.snapshot.definition.period, period, record?.handedInAt ?? null, deps.clock(), entry.form.calendar);
      const counts: SumCounts = { asked: 1, handedIn: Number(handedIn), accepted: Number(final), late: Number(late), missing: Number(!handedIn) };
      // What has not left the school is the school's own and not part of the sum.
      return {
        key: office.id,
        title: office.title,
        kind: office.kind,
        counts,
        ...describedSum(entry, period, record && handedIn ? addUp(entry.form, [record.data]) : {}),
        link: 'report',
        state: { key: state.key, title: state.title, colour: state.colour },
      };
    });
  const title = offices.find(({ id }) => id === key)?.title ?? '未归属乡镇';
  return view(
    entry,
    period,
    'school',
    { key, title },
    groups,
    kept.filter((sum) => sum.group === key).map(({ data }) => data),
  );
}

/** One line a county: what the city may see. */
async function cityView(actor: Actor, entry: FormEntry, period: string, deps: Deps): Promise<SumView> {
  const groups: SumGroup[] = [];
  const totals: RecordData[] = [];
  for (const county of actor.office.counties ?? []) {
    const theirs = deps.forms.current(county, entry.id);
    if (!theirs) continue;
    const offices = await deps.store.offices.ofCounty(county);
    const kept = await freshSums(theirs, period, 'center', offices, deps);
    const data = addUp(
      entry.form,
      kept.map((sum) => sum.data),
    );
    totals.push(data);
    const title = deps.places.titleOf(county);
    groups.push({
      key: county,
      title,
      kind: 'county',
      counts: countsOf(theirs, period, offices, kept, deps),
      ...describedSum(entry, period, data),
      link: null,
      state: null,
    });
  }
  return view(entry, period, 'county', null, groups, totals);
}

function countsOf(entry: FormEntry, period: string, offices: Office[], kept: KeptSum[], deps: Pick<Deps, 'clock'>): SumCounts {
  const asked = offices.filter((office) => owesReport(entry.form, office)).length;
  const total = (read: (sum: KeptSum) => number): number => kept.reduce((sum, one) => sum + read(one), 0);
  const handedIn = total((sum) => sum.handedIn);
  const missing = Math.max(0, asked - handedIn);
  const overdue = isLate(entry.form.snapshot.definition.period, period, null, deps.clock(), entry.form.calendar);
  return { asked, handedIn, accepted: total((sum) => sum.final), late: total((sum) => sum.lateHandedIn) + (overdue ? missing : 0), missing };
}

function view(entry: FormEntry, period: string, by: SumView['by'], within: SumView['within'], groups: SumGroup[], totals: RecordData[]): SumView {
  const counts: SumCounts = { asked: 0, handedIn: 0, accepted: 0, late: 0, missing: 0 };
  for (const group of groups) for (const key of Object.keys(counts) as (keyof SumCounts)[]) counts[key] += group.counts[key];
  const { definition } = entry.form.snapshot;
  return {
    definition: { id: entry.id, title: definition.title, version: entry.version },
    period: periodView(definition.period, period, entry.form.calendar),
    by,
    within,
    provisional: counts.accepted < counts.asked,
    counts,
    groups,
    total: describedSum(entry, period, addUp(entry.form, totals)),
  };
}
