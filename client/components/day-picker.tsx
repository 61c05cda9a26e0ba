import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import { useTranslation } from 'react-i18next';

export type DayInputProps = { id?: string; label?: string; value: string; max?: string; describedBy?: string; onDay: (day: string) => void };

/** The calendar behind DayInput. */
export function DayPicker({ id, label, value, max, describedBy, onDay }: DayInputProps) {
  const { t } = useTranslation();
  return (
    <DatePicker
      className="day-input"
      placeholder={t('dayLike')}
      {...(id ? { id } : {})}
      {...(max ? { maxDate: dayjs(max) } : {})}
      aria-label={label}
      aria-describedby={describedBy}
      value={value ? dayjs(value) : null}
      onChange={(day) => onDay(day ? day.format('YYYY-MM-DD') : '')}
    />
  );
}
