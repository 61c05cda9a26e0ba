import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDay } from './read-day.js';

type Props = { label: string; value: string; disabled?: boolean; required?: boolean; onDay: (day: string) => void };

/** A day typed in a table, in whatever way people write days; taken over when the cell is left. */
export function DayCell({ label, value, disabled = false, required = false, onDay }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const day = readDay(typed);
  const wrong = day === null || (required && day === '');
  const take = () => {
    if (day === null || wrong) return;
    setTyped(day);
    if (day !== value) onDay(day);
  };
  return (
    <>
      <input
        className="cell-input cell-day"
        aria-label={label}
        aria-invalid={wrong || undefined}
        title={wrong ? t('design.lists.badDay') : undefined}
        placeholder="—"
        value={typed}
        disabled={disabled}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
      {wrong && <small className="cell-fault">{t('design.lists.badDay')}</small>}
    </>
  );
}
