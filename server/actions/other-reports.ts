// The reports of other forms that a form's checks compare with: of the same office, as they are stored now.
import type { Deps } from '../deps.js';
import type { OtherValues } from '../domain/assess-context.js';
import { stateOf } from '../domain/life.js';
import { type Office, officeFacts } from '../domain/office.js';
import type { Form } from '../domain/open-form.js';
import { otherCells, othersNamed, periodOfOther } from '../domain/other-values.js';
import { owesReport } from '../domain/owes-report.js';
import { periodTitle } from '../domain/period.js';

export type OtherReports = { [key: string]: OtherValues };

/** Those that are asked of the office for the period, begun or not; undefined where the form compares with none. */
export async function otherReports(form: Form, office: Office, period: string, deps: Pick<Deps, 'forms' | 'store'>): Promise<OtherReports | undefined> {
  const paths = othersNamed(form);
  if (paths.length === 0) return undefined;
  const found = await Promise.all(
    Object.entries(form.snapshot.others ?? {}).map(async ([key, { form: id, title }]): Promise<[string, OtherValues][]> => {
      const current = deps.forms.current(office.county, id)?.form;
      if (!current) return [];
      const rule = current.snapshot.definition.period;
      const own = { rule: form.snapshot.definition.period, calendar: form.calendar };
      const of = periodOfOther(period, own, { rule, calendar: current.calendar });
      if (!of) return [];
      const stored = await deps.store.records.find({ county: office.county, definition: id, office: office.id, period: of });
      const filled = stored && deps.forms.at(office.county, id, stored.version)?.form;
      if (!filled && !owesReport(current, office)) return [];
      const asked = paths.filter((path) => path.startsWith(`${key}.`));
      return [
        [
          key,
          {
            form: id,
            title,
            period: { key: of, title: periodTitle(of, rule) },
            state: stored && filled ? stateOf(filled.snapshot.life, stored.state).title : null,
            cells: stored && filled ? otherCells(asked, filled, stored.data, officeFacts(office)) : {},
          },
        ],
      ];
    }),
  );
  return Object.fromEntries(found.flat());
}
