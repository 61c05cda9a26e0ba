import { Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../design-desk.js';

/** Where the rows of a table come from: a list there is, names written down here, or lines people add. */
export type RowsChoice = { kind: 'list' | 'written' | 'free'; list: string | null; names: string };

export function RowsChoiceFields({ value, onChange }: { value: RowsChoice; onChange(next: RowsChoice): void }) {
  const { t } = useTranslation();
  const { contents } = useDesk();
  const lists = Object.values(contents).flatMap((one) => (one.kind === 'code-list' ? [{ value: one.id, label: one.title }] : []));
  return (
    <div className="sheet-rows-choice">
      <Radio.Group
        aria-label={t('design.table.rows.from')}
        value={value.kind}
        onChange={(event) => onChange({ ...value, kind: event.target.value })}
        options={[
          { value: 'list', label: t('design.table.rows.list') },
          { value: 'written', label: t('design.table.rows.written') },
          { value: 'free', label: t('design.table.rows.free') },
        ]}
      />
      {value.kind === 'list' && (
        <Select
          aria-label={t('design.table.rows.whichList')}
          placeholder={t('design.table.rows.whichList')}
          value={value.list}
          options={lists}
          onChange={(list: string) => onChange({ ...value, list })}
        />
      )}
      {value.kind === 'written' && (
        <Input.TextArea
          rows={3}
          aria-label={t('design.table.rows.names')}
          placeholder={t('design.table.rows.namesExample')}
          value={value.names}
          onChange={(event) => onChange({ ...value, names: event.target.value })}
        />
      )}
    </div>
  );
}
