import { Button, Checkbox, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Ledger } from '../../server/domain/open-ledger.js';

/** Chooses the columns of the list; null goes back to those of the definition. */
export function ColumnPicker({ ledger, columns, onChoose }: { ledger: Ledger; columns: string[]; onChoose: (columns: string[] | null) => void }) {
  const { t } = useTranslation();
  const keys = ledger.fields.map(({ key }) => key);
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      content={
        <div className="column-picker">
          {ledger.fields.map(({ key, title }) => (
            <Checkbox
              key={key}
              checked={columns.includes(key)}
              disabled={columns.length === 1 && columns[0] === key}
              onChange={({ target }) => onChoose(keys.filter((one) => (one === key ? target.checked : columns.includes(one))))}
            >
              {title}
            </Checkbox>
          ))}
          <button type="button" className="more" onClick={() => onChoose(null)}>
            {t('ledger.columnsReset')}
          </button>
        </div>
      }
    >
      <Button className="column-button">{t('ledger.columns')}</Button>
    </Popover>
  );
}
