import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExpressionPlace } from '../../../server/domain/rule-place.js';
import { atomTitle } from '../../../server/domain/sentence-messages.js';
import { cellChoices, dayChoices, numberChoices } from './name-choices.js';
import { useChoiceWords } from './use-choice-words.js';

type Props = {
  place: ExpressionPlace;
  value: string;
  label: string;
  onChange(name: string): void;
  /** `cells`: also texts and days; a plain number may be typed otherwise. */
  of?: 'numbers' | 'numbersAndDays' | 'days' | 'cells';
  placeholder?: string;
};

/** A column, total or number, chosen by its title. */
export function NamePick({ place, value, label, onChange, of = 'numbers', placeholder }: Props) {
  const { t } = useTranslation();
  const words = useChoiceWords();
  const [typed, setTyped] = useState('');
  const groups = {
    numbers: numberChoices,
    days: dayChoices,
    cells: cellChoices,
    numbersAndDays: () => [...numberChoices(place, words), ...dayChoices(place, words)],
  }[of](place, words);
  const number = of === 'numbers' && /^\d{1,12}(\.\d{1,6})?$/.test(typed) ? [{ value: typed, label: typed }] : [];
  const known = groups.some(({ options }) => options.some((option) => option.value === value));
  const own = value !== '' && !known ? [{ value, label: atomTitle(value, place) }] : [];
  return (
    <Select
      className="name-pick"
      aria-label={label}
      value={value === '' ? undefined : value}
      placeholder={placeholder ?? t('design.formulas.choose')}
      options={[...number, ...own, ...groups]}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label', onSearch: setTyped }}
      onChange={(name: string) => {
        setTyped('');
        onChange(name);
      }}
    />
  );
}
