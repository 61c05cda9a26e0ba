import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';

export type DayInputProps = { id?: string; label?: string; value: string; max?: string; describedBy?: string; onDay: (day: string) => void };

/** The calendar behind DayInput. */
export function DayPicker({ id, label, value, max, describedBy, onDay }: DayInputProps) {
  return (
    <DatePicker
      className="day-input"
      placeholder="YYYY-MM-DD"
      {...(id ? { id } : {})}
      {...(max ? { maxDate: dayjs(max) } : {})}
      aria-label={label}
      aria-describedby={describedBy}
      value={value ? dayjs(value) : null}
      onChange={(day) => onDay(day ? day.format('YYYY-MM-DD') : '')}
    />
  );
}
