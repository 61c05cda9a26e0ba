// One line for every report that is owed or was filled in, begun or not: what lists, to-dos and counts are made of.
import type { Deps, FormEntry } from '../deps.js';
import { notBegun, stateOf } from '../domain/life.js';
import type { Actor, Office } from '../domain/office.js';
import { owesReport } from '../domain/owes-report.js';
import { dueDate, dueTime, isAsked, isLate, periodTitle } from '../domain/period.js';
import { seesOffice } from '../domain/permissions.js';
import type { ReportHead } from '../domain/report-record.js';
import type { ReportRow } from '../domain/views.js';

export type RowSource = { row: ReportRow; office: Office; entry: FormEntry; head: ReportHead | null };

/** Rows of one form and the given periods for the offices an actor sees, in the order of periods and offices given. */
export async function reportRows(actor: Actor, current: FormEntry, periods: string[], offices: Office[], deps: Deps): Promise<RowSource[]> {
  const county = actor.county;
  const only = periods.length === 1 ? { period: periods[0] as string } : {};
  const heads = await deps.store.records.heads({ county, definition: current.id, path: actor.office.path, ...only });
  const known = new Map(heads.map((head) => [`${head.office} ${head.period}`, head]));
  const titles = new Map(offices.map((office) => [office.id, office.title]));
  const mine = offices.filter((office) => seesOffice(actor, office));
  return periods.flatMap((period) =>
    mine.flatMap((office): RowSource[] => {
      const head = known.get(`${office.id} ${period}`) ?? null;
      const entry = (head && deps.forms.at(county, current.id, head.version)) ?? current;
      const { calendar, snapshot } = entry.form;
      const { definition, life } = snapshot;
      if (!head && !(owesReport(entry.form, office) && isAsked(definition.period, period))) return [];
      const state = head ? stateOf(life, head.state) : notBegun;
      const row: ReportRow = {
        definition: entry.id,
        definitionTitle: definition.title,
        period,
        periodTitle: periodTitle(period, definition.period),
        office: office.id,
        officeTitle: office.title,
        center: office.parent,
        centerTitle: titles.get(office.parent) ?? '',
        township: office.township,
        townshipTitle: titles.get(office.township) ?? '',
        state: { key: state.key, title: state.title, colour: state.colour },
        due: dueDate(definition.period, period, calendar),
        dueTime: dueTime(definition.period, period),
        late: isLate(definition.period, period, head?.handedInAt ?? null, deps.clock(), calendar),
        handedInAt: head?.handedInAt?.toISOString() ?? null,
        updatedAt: head?.updatedAt.toISOString() ?? null,
        explained: head?.explained ?? 0,
        differing: head?.differing ?? 0,
      };
      return [{ row, office, entry, head }];
    }),
  );
}
