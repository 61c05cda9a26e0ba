import { Input, Modal } from 'antd';
import { type ComponentRef, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { namesOf } from './begin-code-list.js';
import { cellOf } from './header-edits.js';
import { useSheet } from './sheet-desk.js';

/** A column becomes a header with several below it. */
export function SplitDialog({ table, column }: { table: string; column: string }) {
  const { t } = useTranslation();
  const { definition } = useDesk<ReportDefinition>();
  const { deeds } = useSheet();
  const [text, setText] = useState('');
  const box = useRef<ComponentRef<typeof Input>>(null);
  const names = namesOf(text);
  const title = cellOf(definition, table, column)?.title ?? '';
  return (
    <Modal
      open
      afterOpenChange={(open) => open && box.current?.focus()}
      title={t('design.table.split.title', { title })}
      okText={t('design.table.split.ok')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: names.length < 2 }}
      onOk={() => void deeds.split(table, column, names)}
      onCancel={() => deeds.open(null)}
    >
      <div className="sheet-dialog">
        <label htmlFor="sheet-split-names">
          <span>{t('design.table.split.names')}</span>
          <Input
            id="sheet-split-names"
            ref={box}
            value={text}
            placeholder={t('design.table.split.example')}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <p className="quiet">{names[0] === undefined ? t('design.table.split.hint') : t('design.table.split.first', { title, first: names[0] })}</p>
      </div>
    </Modal>
  );
}
