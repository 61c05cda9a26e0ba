import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { PropertyForm } from '../properties/property-form.js';
import { CarrySwitch } from './carry-switch.js';
import { ColumnPanel } from './column-panel.js';
import type { Part } from './draw-tables.js';
import { placePath } from './header-edits.js';
import { TablePanel } from './table-panel.js';
import { type Thing, thingAt } from './things.js';
import { TitlePattern } from './title-pattern.js';

const singleSettings = ['title', 'type', 'codeList', 'required', 'blank', 'minimum', 'maximum', 'digits', 'minLength', 'maxLength', 'hint', 'source'];

/** Settings of what is selected on the sheet. */
export function ThingPanel({ parts }: { parts: Part[] }) {
  const { t } = useTranslation();
  const { definition, selection } = useDesk<ReportDefinition>();
  const [keys, setKeys] = useState(false);
  const thing = thingAt(definition, selection);
  return (
    <aside className="sheet-panel" aria-label={t('design.table.panel')}>
      <h2>{thing ? t(`design.table.things.${thing.kind}` as never) : t('design.table.things.none')}</h2>
      {thing ? <Settings thing={thing} parts={parts} /> : <p className="quiet">{t('design.table.choose')}</p>}
      {thing && (
        <Checkbox className="sheet-keys" checked={keys} onChange={(event) => setKeys(event.target.checked)}>
          {t('design.table.showKeys')}
        </Checkbox>
      )}
      {thing && keys && <code className="sheet-key">{thing.path.join('.')}</code>}
    </aside>
  );
}

function Settings({ thing, parts }: { thing: Thing; parts: Part[] }) {
  switch (thing.kind) {
    case 'title':
      return (
        <>
          <PropertyForm path={[]} type="ReportDefinition" only={['title']} />
          <TitlePattern />
          <PropertyForm path={[]} type="ReportDefinition" only={['source']} />
        </>
      );
    case 'paper':
      return <PropertyForm path={thing.path} type="Layout.paper" only={['size', 'landscape', 'fontSize', 'rowHeight']} mayBegin />;
    case 'head':
      return <PropertyForm path={thing.path} type="HeadLine" only={['title', 'text', 'shows', 'place', 'seal', 'sign']} />;
    case 'note':
      return <PropertyForm path={thing.path} type="Layout.paper.notes" only={['text']} />;
    case 'field':
      return (
        <>
          <PropertyForm path={thing.path} type="Field" only={singleSettings} />
          <CarrySwitch field={thing.key} />
        </>
      );
    case 'group':
      return <PropertyForm path={placePath(thing.table, thing.keys)} type="Column" only={['title']} />;
    case 'column':
      return <ColumnPanel table={thing.table} column={thing.key} form={parts.find(({ key }) => key === thing.table)?.table ?? null} />;
    case 'table': {
      const form = parts.find(({ key }) => key === thing.table)?.table;
      return form ? <TablePanel key={thing.table} table={thing.table} form={form} /> : null;
    }
  }
}
