import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../design-desk.js';
import { getAt, setAt } from '../edit-tree.js';
import { ExpressionField } from '../expressions/expression-field.js';

type Props = {
  path: string[];
  label: string;
  presets: { text: string; title: string }[];
  /** A condition of another shape that is chosen in a field of its own. */
  picked?: { title: string; empty: string; is(text: string): boolean; field: ReactNode };
};

/** A condition chosen from the common ones, or written. '' stands for none. */
export function ConditionChoice({ path, label, presets, picked: other }: Props) {
  const { t } = useTranslation();
  const { definition, edit } = useDesk();
  const value = getAt(definition, path);
  const text = typeof value === 'string' ? value : '';
  const among = other?.is(text) ?? false;
  const known = among || presets.some((preset) => preset.text === text);
  const [own, setOwn] = useState(!known);
  const writing = own || !known;
  return (
    <div className="condition-choice">
      <Select
        aria-label={label}
        className="condition-pick"
        popupMatchSelectWidth={false}
        value={writing ? 'own' : among ? 'picked' : `is ${text}`}
        options={[
          ...presets.map((preset) => ({ value: `is ${preset.text}`, label: preset.title })),
          ...(other ? [{ value: 'picked', label: other.title }] : []),
          { value: 'own', label: t('design.sources.own') },
        ]}
        onChange={(picked: string) => {
          setOwn(picked === 'own');
          const next = picked === 'picked' ? (other?.empty ?? '') : picked.slice(3);
          if (picked !== 'own') edit(t('design.sources.changed', { what: label }), (now) => setAt(now, path, next === '' ? undefined : next));
        }}
      />
      {among && !writing && other?.field}
      {writing && <ExpressionField path={path} label={label} optional />}
    </div>
  );
}
