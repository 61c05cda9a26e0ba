import type { ValidatorType } from '@rjsf/utils';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { linesAt, type Sheet, type SheetHeadLine } from '../../server/domain/sheet.js';
import { sheetOfRecord } from '../../server/domain/sheet-of-record.js';
import type { FormDesk } from '../forms/form-desk.js';
import { SchemaForm } from '../forms/schema-form.js';
import { SheetLines } from './sheet-lines.js';
import './sheet.css';

/** The report as its sheet of paper: title, head lines with seal and signatures, the form itself, computed values, notes. */
export function SheetPaper({
  desk,
  validator,
  period,
  formulas,
  county,
  remark,
  face,
}: {
  desk: FormDesk;
  validator: ValidatorType;
  period: { key: string; title: string };
  formulas: { key: string; title: string; text: string }[];
  /** Title of the county, for titles that name it. */
  county: string;
  /** Said below the sheet, on the screen only. */
  remark?: string;
  /** What stands around the tables, where it is not what the form says. */
  face?: (form: Sheet) => Pick<Sheet, 'title' | 'head'>;
}) {
  const { t } = useTranslation();
  const { form, office } = desk;
  const plain = useMemo(() => sheetOfRecord(form, {}, { office, county, period, filler: '', footer: '', mark: '' }), [form, office, county, period]);
  const paper = { ...plain, ...face?.(plain) };
  const lines = (place: SheetHeadLine['place'], className: string) => (
    <SheetLines lines={linesAt(paper.head, place)} className={className} title={({ title }) => title} text={({ text }) => text} />
  );
  return (
    <article className="sheet" aria-label={paper.title}>
      <h1 className="sheet-title">{paper.title}</h1>
      {lines('corner', 'sheet-corner')}
      {lines('head', 'sheet-head')}
      <SchemaForm desk={desk} validator={validator} />
      {formulas.length > 0 && (
        <dl className="sheet-formulas">
          {formulas.map(({ key, title, text }) => (
            <div key={key}>
              <dt>
                {title}
                {t('colon')}
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {lines('foot', 'sheet-head sheet-foot')}
      {paper.notes.length > 0 && (
        <div className="sheet-notes">
          {paper.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      )}
      {remark && <p className="sheet-remark">{remark}</p>}
    </article>
  );
}
