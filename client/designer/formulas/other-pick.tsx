import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OtherReport, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { type OtherForm, otherForms } from '../../../server/domain/other-forms.js';
import type { ExpressionPlace } from '../../../server/domain/rule-place.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { keyFor } from '../make-key.js';

type Props = { place: ExpressionPlace; value: string; onChange(name: string): void };
/** `part` is a table or a field; `row` '' is the total, `*` the same row. */
type Chosen = { key: string; part: string; row: string; column: string };

/** A number of another form, chosen step by step: which form, which table, which row or the total, which column. */
export function OtherPick({ place, value, onChange }: Props) {
  const { t } = useTranslation();
  const { id, definition, contents, prefix, edit } = useDesk<ReportDefinition>();
  const [chosen, setChosen] = useState<Chosen>(() => partsOf(value));
  const [refused, setRefused] = useState('');
  const { scope } = place;
  const form = scope.others?.[chosen.key];
  const forms = Object.values(contents).filter((one) => one.kind === 'report' && one.id !== id && !one.hidden);
  const choose = (next: Chosen) => {
    setChosen(next);
    const name = nameOf(next, scope.others?.[next.key]);
    if (name) onChange(name);
  };
  const chooseForm = async (picked: string) => {
    const report = contents[picked];
    if (report?.kind !== 'report') return;
    const known = Object.entries(definition.others ?? {}).find(([, other]) => other.form === picked && !other.hidden)?.[0];
    const other: OtherReport = { title: report.title, form: picked, missing: 'warning' };
    const tried = otherForms({ ...definition, others: { tried: other } }, contents);
    setRefused(tried.faults[0]?.message ?? '');
    const shape = tried.others.tried;
    if (!shape) return;
    const key = known ?? (await keyFor(report.title, prefix, Object.keys(definition.others ?? {})));
    if (!known) edit(t('design.formulas.steps.addOther'), (now) => setAt(now, ['others', key], other));
    const [only, ...more] = partsIn(shape);
    setChosen({
      key,
      part: only && more.length === 0 ? only.value : '',
      row: scope.rowList && only && sameRows(shape, only.value, scope.rowList) ? '*' : '',
      column: '',
    });
  };
  const table = form?.tables[chosen.part];
  return (
    <span className="terms">
      <Select
        className="name-pick"
        aria-label={t('design.formulas.otherForm')}
        value={form?.form}
        placeholder={t('design.formulas.otherForm')}
        options={forms.map((one) => ({ value: one.id, label: one.title }))}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(picked: string) => void chooseForm(picked)}
      />
      {form && (
        <Select
          className="name-pick"
          aria-label={t('design.formulas.otherPart')}
          value={chosen.part || undefined}
          placeholder={t('design.formulas.otherPart')}
          options={partsIn(form)}
          popupMatchSelectWidth={false}
          onChange={(part: string) => choose({ ...chosen, part, row: sameRows(form, part, scope.rowList) ? '*' : '', column: '' })}
        />
      )}
      {form && table && (
        <>
          <Select
            className="name-pick"
            aria-label={t('design.formulas.otherRow')}
            value={chosen.row}
            options={[
              { value: '', label: t('design.formulas.otherTotal') },
              ...(sameRows(form, chosen.part, scope.rowList) ? [{ value: '*', label: t('design.formulas.otherSameRow') }] : []),
              ...Object.entries(table.rows).map(([row, label]) => ({ value: row, label })),
            ]}
            popupMatchSelectWidth={false}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(row: string) => choose({ ...chosen, row })}
          />
          <Select
            className="name-pick"
            aria-label={t('design.formulas.otherColumn')}
            value={chosen.column || undefined}
            placeholder={t('design.formulas.choose')}
            options={Object.entries(table.columns).map(([column, { title }]) => ({ value: column, label: title }))}
            popupMatchSelectWidth={false}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(column: string) => choose({ ...chosen, column })}
          />
        </>
      )}
      {refused && <span className="formula-fault">{refused}</span>}
      {form && partsIn(form).length === 0 && <span className="formula-fault">{t('design.formulas.otherNoNumbers')}</span>}
    </span>
  );
}

const partsIn = (form: OtherForm): { value: string; label: string }[] => [
  ...Object.entries(form.tables).flatMap(([value, { title, columns }]) => (Object.keys(columns).length > 0 ? [{ value, label: title }] : [])),
  ...Object.entries(form.fields).map(([value, { title }]) => ({ value, label: title })),
];

const sameRows = (form: OtherForm, part: string, rows: string | null): boolean => rows !== null && form.tables[part]?.list === rows;

/** other('key.table.row.column') taken apart. */
function partsOf(value: string): Chosen {
  const [key = '', part = '', ...rest] = (/^other\('([\w.*]*)'\)$/.exec(value)?.[1] ?? '').split('.');
  return { key, part, row: rest.length === 2 ? (rest[0] as string) : '', column: rest.at(-1) ?? '' };
}

/** Null while something is still to be chosen. */
function nameOf({ key, part, row, column }: Chosen, form: OtherForm | undefined): string | null {
  if (form?.fields[part]) return `other('${key}.${part}')`;
  return form?.tables[part]?.columns[column] ? `other('${[key, part, ...(row === '' ? [] : [row]), column].join('.')}')` : null;
}
