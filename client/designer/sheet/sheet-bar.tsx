import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { hiddenColumns } from './column-edits.js';
import { hiddenParts } from './draw-tables.js';
import { tableOf } from './header-edits.js';
import { useSheet } from './sheet-desk.js';
import { thingAt } from './things.js';

/** What can be done now: adding always, the rest with what is selected. */
export function SheetBar({ firstTable }: { firstTable: string | null }) {
  const { t } = useTranslation();
  const { definition, selection } = useDesk<ReportDefinition>();
  const { marked, refusal, deeds } = useSheet();
  const thing = thingAt(definition, selection);
  const isHeader = thing?.kind === 'column' || thing?.kind === 'group';
  const table = thing && 'table' in thing ? thing.table : firstTable;
  const several = marked !== null && marked.from !== marked.to;
  const deed = (key: string, act: () => void, disabled = false) => (
    <Button key={key} size="small" disabled={disabled} onClick={act}>
      {t(`design.table.deeds.${key}` as never)}
    </Button>
  );
  const add = [
    { key: 'head', label: t('design.table.deeds.addHead'), onClick: () => void deeds.addEntry('head') },
    { key: 'note', label: t('design.table.deeds.addNote'), onClick: () => void deeds.addEntry('note') },
    { key: 'field', label: t('design.table.deeds.addField'), onClick: () => void deeds.addEntry('field') },
    { key: 'table', label: t('design.table.deeds.addTable'), onClick: () => deeds.open({ kind: 'table', table: null }) },
    ...(table ? [{ key: 'paste', label: t('design.table.deeds.paste'), onClick: () => deeds.open({ kind: 'paste', table }) }] : []),
  ];
  const hidden = [
    ...(table && tableOf(definition, table)
      ? hiddenColumns(definition, table).map(({ key, title }) => ({ key: `column.${key}`, label: title, onClick: () => deeds.show(table, key) }))
      : []),
    ...hiddenParts(definition).map(({ path, title }) => ({ key: path.join('.'), label: title, onClick: () => deeds.showEntry(path) })),
  ];
  const moves = thing && ['head', 'note', 'field', 'table'].includes(thing.kind);
  return (
    <div className="sheet-bar">
      <div className="sheet-bar-deeds" role="toolbar" aria-label={t('design.table.deeds.bar')}>
        <Dropdown autoFocus menu={{ items: add }} trigger={['click']}>
          <Button size="small">{t('design.table.deeds.add')}</Button>
        </Dropdown>
        {(isHeader || thing?.kind === 'table') && deed('insertAfter', () => deeds.insert('after'))}
        {isHeader && [
          deed('insertBefore', () => deeds.insert('before')),
          thing.kind === 'group' && deed('insertUnder', () => deeds.insert('under')),
          deed(several ? 'groupMarked' : 'group', () => void deeds.group()),
          thing.kind === 'group' && deed('ungroup', () => deeds.ungroup()),
          thing.kind === 'column' && deed('split', () => deeds.open({ kind: 'split', table: thing.table, key: thing.key })),
          deed('left', () => deeds.moveBy(-1)),
          deed('right', () => deeds.moveBy(1)),
          deed('in', () => deeds.moveIn()),
          deed('out', () => deeds.moveOut()),
          deed('remove', () => deeds.remove()),
        ]}
        {moves && [deed('up', () => deeds.shift(-1)), deed('down', () => deeds.shift(1)), deed('remove', () => deeds.remove())]}
        {hidden.length > 0 && (
          <Dropdown autoFocus menu={{ items: hidden }} trigger={['click']}>
            <Button size="small">{t('design.table.deeds.hidden', { count: hidden.length })}</Button>
          </Dropdown>
        )}
        <Button size="small" onClick={() => deeds.select(['layout', 'paper'])}>
          {t('design.table.deeds.paper')}
        </Button>
      </div>
      <p className={`sheet-said${refusal ? ' is-refusal' : ''}`} role="status">
        {refusal ?? (isHeader ? t('design.table.keysHint') : t('design.table.clickHint'))}
      </p>
    </div>
  );
}
