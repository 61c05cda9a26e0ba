import { Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { Carry, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { ExpressionField } from '../expressions/expression-field.js';
import { columnChoices, fieldChoices } from './table-columns.js';

/** From which column, what a new school year does, which grades begin with admissions, what a different number means. */
export function CarryEditor({ target, carry }: { target: string; carry: Carry }) {
  const { t } = useTranslation();
  const { definition, contents, below, edit } = useDesk<ReportDefinition>();
  const all = columnChoices(definition, true);
  const column = all.find(({ value }) => value === target);
  const singles = fieldChoices(definition);
  const single = singles.find(({ value }) => value === target)?.field;
  const list = column?.table.type === 'array';
  const columns = all.filter(({ table }) => (list ? table === column?.table : table.type === 'object'));
  const choices = single
    ? singles.filter(({ field }) => field.type === single.type && field.codeList === single.codeList)
    : columns.filter(({ field }) => field.type === column?.field.type);
  const from = t(single ? 'design.sources.carryFromField' : 'design.sources.carryFrom');
  const set = (key: keyof Carry, value: unknown) => edit(t('design.sources.steps.carry'), (now) => setAt(now, ['carry', target, key], value));
  const codes = contents[column?.table.rows?.codeList ?? ''];
  const rows = codes?.kind === 'code-list' ? byOrder(codes.codes).filter(({ hidden }) => !hidden) : [];
  const wasBelow = (row: string): boolean => (below.carry as { [target: string]: Carry } | undefined)?.[target]?.entry?.[row] !== undefined;
  const none = "!('primary' in office.stages)";
  return (
    <div className="rule-form">
      <span>{from}</span>
      <Select
        aria-label={from}
        className="condition-pick"
        value={carry.from}
        options={choices.map(({ value, label }) => ({ value, label }))}
        onChange={(from) => set('from', from)}
      />
      {!list && !single && (
        <>
          <span>{t('design.sources.schoolYear')}</span>
          <Radio.Group
            aria-label={t('design.sources.schoolYear')}
            value={carry.schoolYear ?? 'same-row'}
            options={[
              { value: 'same-row', label: t('design.sources.sameRow') },
              { value: 'next-grade', label: t('design.sources.nextGrade') },
            ]}
            onChange={({ target: { value } }) => set('schoolYear', value)}
          />
        </>
      )}
      {carry.schoolYear === 'next-grade' && (
        <>
          <span>{t('design.sources.entry')}</span>
          <ul className="entry-rows">
            {rows.map(({ key, title }) => {
              const entry = carry.entry?.[key];
              const way = entry === true ? 'always' : entry === none ? 'noPrimary' : typeof entry === 'string' ? 'own' : 'never';
              return (
                <li key={key}>
                  <span className="entry-title">{title}</span>
                  <Select
                    aria-label={t('design.sources.entryOf', { row: title })}
                    value={way}
                    popupMatchSelectWidth={false}
                    options={(['never', 'always', 'noPrimary', 'own'] as const).map((value) => ({ value, label: t(`design.sources.entries.${value}`) }))}
                    onChange={(next) => {
                      const value = { never: wasBelow(key) ? false : undefined, always: true, noPrimary: none, own: "'primary' in office.stages" }[
                        next as string
                      ];
                      edit(t('design.sources.steps.carry'), (now) => setAt(now, ['carry', target, 'entry', key], value));
                    }}
                  />
                  {way === 'own' && <ExpressionField path={['carry', target, 'entry', key]} label={t('design.sources.entryOf', { row: title })} />}
                </li>
              );
            })}
          </ul>
        </>
      )}
      <span>{t('design.sources.whenDiffers')}</span>
      <Radio.Group
        aria-label={t('design.sources.whenDiffers')}
        value={carry.differs ?? 'free'}
        options={(['warning', 'error', 'free'] as const).map((value) => ({ value, label: t(`design.sources.differs.${value}`) }))}
        onChange={({ target: { value } }) => set('differs', value)}
      />
    </div>
  );
}
