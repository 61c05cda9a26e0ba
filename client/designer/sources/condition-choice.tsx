import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../design-desk.js';
import { getAt, setAt } from '../edit-tree.js';
import { ExpressionField } from '../expressions/expression-field.js';

type Props = { path: string[]; label: string; presets: { text: string; title: string }[] };

/** A condition chosen from the common ones, or written. '' stands for none. */
export function ConditionChoice({ path, label, presets }: Props) {
  const { t } = useTranslation();
  const { definition, edit } = useDesk();
  const value = getAt(definition, path);
  const text = typeof value === 'string' ? value : '';
  const known = presets.some((preset) => preset.text === text);
  const [own, setOwn] = useState(!known);
  const writing = own || !known;
  return (
    <div className="condition-choice">
      <Select
        aria-label={label}
        className="condition-pick"
        popupMatchSelectWidth={false}
        value={writing ? 'own' : `is ${text}`}
        options={[...presets.map((preset) => ({ value: `is ${preset.text}`, label: preset.title })), { value: 'own', label: t('design.sources.own') }]}
        onChange={(picked: string) => {
          setOwn(picked === 'own');
          if (picked !== 'own')
            edit(t('design.sources.changed', { what: label }), (now) => setAt(now, path, picked.slice(3) === '' ? undefined : picked.slice(3)));
        }}
      />
      {writing && <ExpressionField path={path} label={label} optional />}
    </div>
  );
}
