import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { usesOfColumn } from './column-uses.js';
import { tableOf } from './header-edits.js';
import { useSheet } from './sheet-desk.js';
import type { Leaving } from './sheet-state.js';

/** Who counts on the columns that are to go, named before they go. */
export function LeavingDialog({ leaving }: { leaving: Leaving }) {
  const { t } = useTranslation();
  const { definition, visit } = useDesk<ReportDefinition>();
  const { deeds } = useSheet();
  const { table, keys } = leaving;
  const titles = keys.map((key) => tableOf(definition, table).each.properties[key]?.title ?? '').join(t('design.table.and'));
  const found = keys.flatMap((key) => usesOfColumn(definition, table, key));
  const uses = [...new Map(found.map((use) => [use.path.join('.'), use])).values()];
  const deletes = deeds.willDelete(table, keys);
  return (
    <Modal
      open
      title={t(deletes ? 'design.table.leaving.deleteTitle' : 'design.table.leaving.hideTitle', { title: titles })}
      okText={t(deletes ? 'design.table.leaving.delete' : 'design.table.leaving.hide')}
      okButtonProps={{ danger: true }}
      cancelText={t('design.table.leaving.stay')}
      onOk={() => deeds.removeAnyway(table, keys)}
      onCancel={() => deeds.stay()}
    >
      <p>{t(deletes ? 'design.table.leaving.deleteText' : 'design.table.leaving.hideText')}</p>
      <ul className="sheet-uses">
        {uses.map((use) => (
          <li key={use.path.join('.')}>
            {t(`design.table.leaving.${use.kind}` as never)}
            {t('colon')}
            {use.title}{' '}
            <button
              type="button"
              className="sheet-link"
              onClick={() => {
                deeds.stay();
                visit(use.path);
              }}
            >
              {t('design.table.leaving.visit')}
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
