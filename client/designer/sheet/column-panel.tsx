import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Field, ReportDefinition } from '../../../server/domain/definition.generated.js';
import type { FormTable } from '../../../server/domain/form-parts.js';
import { useDesk } from '../design-desk.js';
import { getAt } from '../edit-tree.js';
import { PropertyForm } from '../properties/property-form.js';
import { lineOf, setSumWay } from '../sources/sum-ways.js';
import { mayAddUp } from './column-edits.js';
import { usesOfColumn } from './column-uses.js';
import { cellOf, fieldPath, placePath } from './header-edits.js';
import { OnlyRows } from './only-rows.js';

const settings = ['title', 'type', 'codeList', 'required', 'blank', 'minimum', 'maximum', 'digits', 'minLength', 'maxLength', 'hint'];

/** What a column holds, how wide it is, whether it adds up, who counts on it. */
export function ColumnPanel({ table, column, form }: { table: string; column: string; form: FormTable | null }) {
  const { t } = useTranslation();
  const { definition, below, edit, visit } = useDesk<ReportDefinition>();
  const path = fieldPath(table, column);
  const field = getAt(definition, path) as Field;
  const cell = cellOf(definition, table, column);
  const uses = usesOfColumn(definition, table, column);
  const line = lineOf(definition, [table, column], field.title);
  const locked = getAt(below, [...path, 'locked']) === true;
  return (
    <>
      <PropertyForm path={path} type="Field" only={settings} />
      {form && !form.free && !locked && <OnlyRows path={path} title={field.title} form={form} column={column} />}
      {mayAddUp(definition, table, field) && !locked && (
        <section className="sheet-field">
          <h3>{t('design.table.addsUp')}</h3>
          <Select
            aria-label={t('design.sources.sumOf', { title: field.title })}
            value={line.way}
            popupMatchSelectWidth={false}
            options={line.ways.map((value) => ({ value, label: t(`design.sources.ways.${value}`) }))}
            onChange={(way) => edit(t('design.table.steps.sums', { title: field.title }), (now) => setSumWay(now, line, way))}
          />
          <p className="quiet">{t('design.sources.waysHelp')}</p>
        </section>
      )}
      {cell && <PropertyForm path={placePath(table, cell.keys)} type="Column" only={['width']} mayBegin />}
      <PropertyForm path={path} type="Field" only={['source']} />
      {uses.length > 0 && (
        <section className="sheet-uses">
          <h3>{t('design.table.usedBy')}</h3>
          <ul>
            {uses.map((use) => (
              <li key={use.path.join('.')}>
                <button type="button" className="sheet-link" onClick={() => visit(use.path)}>
                  {t(`design.table.leaving.${use.kind}` as never)}
                  {t('colon')}
                  {use.title}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
