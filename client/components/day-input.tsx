import { Input } from 'antd';

/** A day as YYYY-MM-DD, typed or picked in the way of the computer or phone; '' while there is none. */
export function DayInput({
  id,
  label,
  value,
  max,
  describedBy,
  onDay,
}: {
  id?: string;
  label?: string;
  value: string;
  max?: string;
  describedBy?: string;
  onDay: (day: string) => void;
}) {
  return (
    <Input
      className="day-input"
      type="date"
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      value={value}
      min="1900-01-01"
      max={max ?? '2199-12-31'}
      onChange={(event) => onDay(event.target.value)}
    />
  );
}
