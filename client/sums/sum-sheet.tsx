import { useMemo } from 'react';
import type { Form } from '../../server/domain/open-form.js';
import { sumHead } from '../../server/domain/sum-head.js';
import type { SumView } from '../../server/domain/views.js';
import type { FormDesk } from '../forms/form-desk.js';
import { lenient } from '../forms/server-validator.js';
import { SheetPaper } from '../report/sheet-paper.js';
import { useSession } from '../session.js';

const nothing = () => {};

/** The form itself with everything added up in its cells. */
export function SumSheet({ sum, form }: { sum: SumView; form: Form }) {
  const { office, county } = useSession();
  const desk = useMemo(
    (): FormDesk => ({
      form,
      data: sum.total.data,
      office: { id: office.id, title: sum.within?.title ?? office.title, kind: office.kind, stages: [] },
      period: sum.period,
      readOnly: true,
      everyRow: true,
      issues: [],
      notes: {},
      others: {},
      focus: null,
      onType: nothing,
      onAddLines: nothing,
    }),
    [form, sum, office],
  );
  const formulas = form.formulas.filter(({ key }) => key in sum.total.formulas).map(({ key, title }) => ({ key, title, text: sum.total.formulas[key] ?? '' }));
  return (
    <div className="report-body">
      <SheetPaper
        desk={desk}
        validator={lenient}
        period={sum.period}
        formulas={formulas}
        county={county.title}
        face={(form) => sumHead(form, sum.within?.title ?? office.title, sum.period.title)}
      />
    </div>
  );
}
