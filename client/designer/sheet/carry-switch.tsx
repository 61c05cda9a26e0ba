import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { isFromBelow, setAt } from '../edit-tree.js';
import { columnTitle, fieldChoices } from '../sources/table-columns.js';

/** Whether a single field begins with what stood in the report before; more about it is said where numbers come from. */
export function CarrySwitch({ field }: { field: string }) {
  const { t } = useTranslation();
  const { definition, below, edit, visit } = useDesk<ReportDefinition>();
  const path = ['carry', field];
  const rule = definition.carry?.[field];
  const carried = rule !== undefined && !rule.hidden;
  if (!carried && !fieldChoices(definition).some(({ value }) => value === field)) return null;
  const turn = (on: boolean) =>
    edit(t('design.sources.steps.carry'), (now) => {
      if (on) return rule ? setAt(now, [...path, 'hidden'], undefined) : setAt(now, path, { from: field, of: 'previous' });
      return isFromBelow(below, path) ? setAt(now, [...path, 'hidden'], true) : setAt(now, path, undefined);
    });
  return (
    <section className="sheet-plain-field">
      <Checkbox checked={carried} onChange={({ target }) => turn(target.checked)}>
        {t('design.sources.carrySingle')}
      </Checkbox>
      <p className="quiet">
        {carried
          ? t('design.sources.carryWords', { to: columnTitle(definition, field), from: columnTitle(definition, rule.from) })
          : t('design.sources.singleHelp')}{' '}
        {carried && (
          <button type="button" className="sheet-link" onClick={() => visit(path)}>
            {t('design.sources.carryMore')}
          </button>
        )}
      </p>
    </section>
  );
}
