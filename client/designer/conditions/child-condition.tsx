import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LedgerDefinition, LedgerField } from '../../../server/domain/definition.generated.js';
import { DayInput } from '../../components/day-input.js';
import { useDesk } from '../design-desk.js';
import { getAt, setAt } from '../edit-tree.js';
import { ExpressionField } from '../expressions/expression-field.js';
import { PlaceFaults } from '../place-faults.js';
import { type ConditionRow, conditionRows, conditionText, type DayWord, howsOf } from './condition-rows.js';
import './child-condition.css';

type Props = {
  path: string[];
  ledger: LedgerDefinition;
  label: string;
  /** What holds while nothing is asked, such as 人人都有. */
  everybody: string;
  /** The place may be taken away; else an empty text stays. */
  optional?: boolean;
  /** What the condition may call the day it is asked on. */
  day?: DayWord;
};

/** Which children: chosen field by field, or written as a formula by who likes. */
export function ChildCondition({ path, ledger, label, everybody, optional = true, day }: Props) {
  const { t } = useTranslation();
  const { definition, contents, edit } = useDesk();
  const text = String(getAt(definition, path) ?? '');
  const fields = ledger.schema.properties;
  const [rows, setRows] = useState<ConditionRow[] | null>(() => conditionRows(text, fields, day));
  const [asFormula, setAsFormula] = useState(false);
  const read = conditionRows(text, fields, day);
  // Undone or changed elsewhere: what stands in the definition counts. What is not chosen to the end yet stands only here.
  if (rows === null ? read !== null : conditionText(rows, fields, day) !== (read === null ? text : conditionText(read, fields, day))) setRows(read);
  const write = (next: ConditionRow[]) => {
    setRows(next);
    const said = conditionText(next, fields, day);
    edit(t('design.ledgers.changeCondition', { what: label }), (now) => setAt(now, path, said === '' && optional ? undefined : said), path.join('.'));
  };
  // A condition without values is left out of the formula: without a word the letter would go to everybody.
  const unfinished = rows?.some((row) => conditionText([row], fields, day) === '') ?? false;
  const choices = byOrder(fields)
    .filter((field) => !field.hidden)
    .map(({ key, title }) => ({ value: key, label: title }));
  const change = (at: number, row: ConditionRow) => write((rows ?? []).map((one, index) => (index === at ? row : one)));
  if (rows === null || asFormula)
    return (
      <div className="condition">
        <ExpressionField path={path} label={label} optional={optional} />
        {rows === null ? (
          <Button size="small" onClick={() => write([])}>
            {t('design.ledgers.chooseInstead')}
          </Button>
        ) : (
          <Button size="small" onClick={() => setAsFormula(false)}>
            {t('design.ledgers.chooseAgain')}
          </Button>
        )}
      </div>
    );
  return (
    <fieldset className="condition" aria-label={label}>
      {rows.length === 0 && <p className="quiet">{everybody}</p>}
      {rows.map((row, at) => {
        const field = fields[row.field] as LedgerField;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their place.
          <div key={at} className="condition-row">
            <Select
              aria-label={t('design.ledgers.conditionField')}
              showSearch={{ optionFilterProp: 'label' }}
              value={row.field}
              options={choices}
              onChange={(key: string) => change(at, { field: key, how: howsOf(fields[key] as LedgerField, day)[0] ?? 'is', values: [] })}
            />
            <Select
              aria-label={t('design.ledgers.conditionHow')}
              value={row.how}
              options={howsOf(field, day).map((how) => ({ value: how, label: t(`design.ledgers.hows.${how}`) }))}
              onChange={(how) => change(at, { ...row, how, values: [] })}
            />
            <RowValues row={row} field={field} codes={codesOf(field, contents)} onChange={(values) => change(at, { ...row, values })} />
            <Button size="small" type="text" aria-label={t('design.ledgers.dropCondition')} onClick={() => write(rows.filter((_, index) => index !== at))}>
              ✕
            </Button>
          </div>
        );
      })}
      <div className="condition-deeds">
        <Button
          size="small"
          onClick={() => {
            const first = choices.find(({ value }) => value === ledger.meanings.state) ?? choices.find(({ value }) => fields[value]?.codeList) ?? choices[0];
            if (first) write([...rows, { field: first.value, how: howsOf(fields[first.value] as LedgerField, day)[0] ?? 'is', values: [] }]);
          }}
        >
          {rows.length === 0 ? t('design.ledgers.firstCondition') : t('design.ledgers.addCondition')}
        </Button>
        <Button size="small" type="text" onClick={() => setAsFormula(true)}>
          {t('design.ledgers.asFormula')}
        </Button>
      </div>
      {unfinished ? (
        <p className="place-faults" role="alert">
          {t('design.ledgers.unfinishedCondition')}
        </p>
      ) : (
        <PlaceFaults path={path} />
      )}
    </fieldset>
  );
}

const codesOf = ({ codeList }: LedgerField, contents: ReturnType<typeof useDesk>['contents']): { value: string; label: string }[] => {
  const list = contents[codeList ?? ''];
  return list?.kind === 'code-list' ? byOrder(list.codes).map(({ key, title }) => ({ value: key, label: title })) : [];
};

type ValuesProps = { row: ConditionRow; field: LedgerField; codes: { value: string; label: string }[]; onChange: (values: string[]) => void };

function RowValues({ row, field, codes, onChange }: ValuesProps) {
  const { t } = useTranslation();
  const [from = '', to = ''] = row.values;
  if (row.how === 'is' || row.how === 'not')
    return (
      <Select
        className="condition-values"
        mode={field.codeList ? 'multiple' : 'tags'}
        aria-label={t('design.ledgers.conditionValues')}
        placeholder={field.codeList ? t('design.ledgers.chooseValues') : t('design.ledgers.typeValues')}
        showSearch={{ optionFilterProp: 'label' }}
        value={row.values}
        options={codes}
        onChange={onChange}
      />
    );
  if (row.how !== 'between') return <span className="condition-values" />;
  if (field.format === 'date')
    return (
      <span className="condition-values condition-span">
        <DayInput value={from} label={t('design.ledgers.from')} onDay={(day) => onChange([day, to])} />
        <span>{t('design.ledgers.until')}</span>
        <DayInput value={to} label={t('design.ledgers.to')} onDay={(day) => onChange([from, day])} />
      </span>
    );
  const number = (value: string, label: string, take: (text: string) => void) => (
    <InputNumber aria-label={label} precision={0} value={value === '' ? null : Number(value)} onChange={(next) => take(next === null ? '' : String(next))} />
  );
  return (
    <span className="condition-values condition-span">
      {number(from, t('design.ledgers.from'), (text) => onChange([text, to]))}
      <span>{t('design.ledgers.until')}</span>
      {number(to, t('design.ledgers.to'), (text) => onChange([from, text]))}
    </span>
  );
}
