import { Button, Checkbox, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import type { FormTable } from '../../../server/domain/form-parts.js';
import { useDesk } from '../design-desk.js';
import { placesIn, removeEntry, setAt } from '../edit-tree.js';
import { keyFor } from '../make-key.js';
import { rowsText } from './rows-text.js';

/** Rows that add up some of the rows: which ones is ticked. */
export function SubtotalsField({ table, form }: { table: string; form: FormTable }) {
  const { t } = useTranslation();
  const { definition, below, prefix, edit } = useDesk<ReportDefinition>();
  const map = ['layout', 'tables', table, 'subtotals'];
  const subtotals = definition.layout.tables[table]?.subtotals ?? {};
  const shown = placesIn(subtotals).filter(({ key }) => !subtotals[key]?.hidden);
  const add = async () => {
    const title = t('design.table.subtotals.new');
    const key = await keyFor(title, prefix, Object.keys(subtotals));
    const first = form.rows[0]?.key ?? '';
    const order = (placesIn(subtotals).at(-1)?.order ?? -10) + 10;
    edit(t('design.table.steps.addSubtotal'), (now) => setAt(now, [...map, key], { title, where: rowsText([first]), order }));
  };
  return (
    <fieldset className="sheet-subtotals">
      <legend>{t('design.table.subtotals.title')}</legend>
      {shown.map(({ key }) => {
        const title = subtotals[key]?.title ?? '';
        const rows = form.subtotals.find((one) => one.key === key)?.rows ?? [];
        return (
          <div key={key} className="sheet-subtotal">
            <Input
              aria-label={t('design.table.subtotals.name')}
              value={title}
              onChange={(event) =>
                event.target.value !== '' &&
                edit(
                  t('design.table.steps.rename', { title: event.target.value }),
                  (now) => setAt(now, [...map, key, 'title'], event.target.value),
                  `${map.join('.')}.${key}`,
                )
              }
            />
            <Checkbox.Group
              aria-label={t('design.table.subtotals.rows', { title })}
              value={rows}
              options={form.rows.map((row) => ({ value: row.key, label: row.title }))}
              onChange={(chosen: string[]) => edit(t('design.table.steps.subtotal', { title }), (now) => setAt(now, [...map, key, 'where'], rowsText(chosen)))}
            />
            <Button size="small" onClick={() => edit(t('design.table.steps.removeSubtotal', { title }), (now) => removeEntry(now, below, [...map, key]))}>
              {t('design.table.subtotals.remove')}
            </Button>
          </div>
        );
      })}
      <Button size="small" onClick={() => void add()}>
        {t('design.table.subtotals.add')}
      </Button>
    </fieldset>
  );
}
