import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { codesFor } from '../../../server/domain/expression-words.js';
import type { FormulaSentence } from '../../../server/domain/ready-sentences.js';
import type { ExpressionPlace } from '../../../server/domain/rule-place.js';

type Count = Extract<FormulaSentence, { kind: 'count' }>;
type Props = { place: ExpressionPlace; sentence: Count; onChange(sentence: Count): void };

/** How many rows of a table hold a code, or are ticked. */
export function CountForm({ place, sentence, onChange }: Props) {
  const { t } = useTranslation();
  const { tables } = place.scope;
  const of = (table: string, column: string) => Object.entries(codesFor(`rows.${table}.${column}`, place.codes));
  const columns = Object.entries(tables).flatMap(([table, { title, columns: fields }]) =>
    Object.entries(fields)
      .filter(([key, { type }]) => type === 'bool' || (key !== 'key' && key !== 'stage' && of(table, key).length > 0))
      .map(([key, field]) => ({ value: `${table}.${key}`, label: `${title} · ${field.title}` })),
  );
  const ticked = tables[sentence.table]?.columns[sentence.column]?.type === 'bool';
  return (
    <>
      <Select
        className="name-pick"
        aria-label={t('design.formulas.countColumn')}
        placeholder={t('design.formulas.choose')}
        value={sentence.column === '' ? undefined : `${sentence.table}.${sentence.column}`}
        options={columns}
        notFoundContent={t('design.formulas.countNone')}
        popupMatchSelectWidth={false}
        onChange={(picked: string) => {
          const [table = '', column = ''] = picked.split('.');
          onChange({ kind: 'count', table, column, code: of(table, column)[0]?.[0] ?? '' });
        }}
      />
      {sentence.column !== '' && !ticked && (
        <>
          <span>{t('design.formulas.countIs')}</span>
          <Select
            className="name-pick"
            aria-label={t('design.formulas.countCode')}
            value={sentence.code}
            options={of(sentence.table, sentence.column).map(([value, label]) => ({ value, label }))}
            popupMatchSelectWidth={false}
            onChange={(code: string) => onChange({ ...sentence, code })}
          />
        </>
      )}
      <span>{ticked ? t('design.formulas.countTicked') : t('design.formulas.countRows')}</span>
    </>
  );
}
