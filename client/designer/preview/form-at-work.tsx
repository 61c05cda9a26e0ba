import { Checkbox } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assessorFor } from '../../../server/domain/assess-record.js';
import { movedData } from '../../../server/domain/move-record.js';
import type { Form } from '../../../server/domain/open-form.js';
import { currentPeriod, periodTitle } from '../../../server/domain/period.js';
import type { RecordData } from '../../../server/domain/record-data.js';
import { applyChange } from '../../../server/domain/report.js';
import { sampleOffice } from '../../../server/domain/sample-office.js';
import type { FormDesk } from '../../forms/form-desk.js';
import { lenient } from '../../forms/server-validator.js';
import { SheetPaper } from '../../report/sheet-paper.js';
import '../../report/report.css';

const nothing = {};

/** The record with the lines that were added and nobody has typed in yet. */
function withLines(data: RecordData, added: { table: string; id: string }[]): RecordData {
  const now = { ...data };
  for (const { table, id } of added) {
    const lines = now[table];
    if (Array.isArray(lines) && !lines.some((line) => line.id === id)) now[table] = [...lines, { id }];
  }
  return now;
}

/** A form to be tried out: cells are typed in, formulas and checks follow, nothing is saved. */
export function FormAtWork({ form, county, data: given, onData }: { form: Form; county: string; data: RecordData; onData: (data: RecordData) => void }) {
  const { t } = useTranslation();
  const [strict, setStrict] = useState(false);
  const assess = useMemo(() => assessorFor(form), [form]);
  const office = useMemo(() => sampleOffice(form.snapshot), [form]);
  const period = useMemo(() => {
    const rule = form.snapshot.definition.period;
    const key = currentPeriod(rule, new Date(), form.calendar);
    return { key, title: periodTitle(key, rule) };
  }, [form]);
  // What the changed form has no place for is left out, as it will be of real reports.
  const data = useMemo(() => movedData(form, given).data, [form, given]);
  const [added, setAdded] = useState<{ table: string; id: string }[]>([]);
  const shown = useMemo(() => withLines(data, added), [data, added]);
  useEffect(() => setAdded((lines) => lines.filter(({ table }) => form.tables.some(({ key }) => key === table))), [form]);
  const judged = useMemo(() => assess(shown, { office, period, carried: nothing }), [assess, shown, office, period]);
  const desk = useMemo(
    (): FormDesk => ({
      form,
      data: judged.data,
      office,
      period,
      readOnly: false,
      everyRow: false,
      issues: judged.issues.filter(({ kind }) => strict || kind !== 'required'),
      notes: nothing,
      others: nothing,
      focus: null,
      onType: (changes) => onData(changes.reduce((now, change) => applyChange(now, change), data)),
      onAddLines: (table, ids) => setAdded((lines) => [...lines, ...ids.map((id) => ({ table, id }))]),
    }),
    [form, judged, office, period, strict, data, onData],
  );
  const seen = desk.issues;
  return (
    <div className="form-at-work">
      <div className="preview-tools">
        <span className="quiet">{t('design.preview.tryIt')}</span>
        <Checkbox checked={strict} onChange={({ target }) => setStrict(target.checked)}>
          {t('design.preview.strict')}
        </Checkbox>
      </div>
      <SheetPaper desk={desk} validator={lenient} period={period} formulas={judged.formulas} county={county} />
      {seen.length > 0 && (
        <ul className="preview-issues" aria-label={t('design.preview.issues')}>
          {seen.slice(0, 20).map(({ id, level, message }) => (
            <li key={id} className={level === 'error' ? 'preview-error' : 'preview-warning'}>
              {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
