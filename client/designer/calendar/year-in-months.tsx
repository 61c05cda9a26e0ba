import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarDefinition } from '../../../server/domain/definition.generated.js';
import { addMonths, dayOfMonth, weekdayOf } from '../../../server/domain/shanghai-day.js';
import { markOf, schoolYears } from './calendar-edits.js';

const marks = ['term', 'weekend', 'off', 'worked', 'vacation'] as const;

/** A school year as twelve small months; the tables say the same in words. */
export function YearInMonths({ calendar, today }: { calendar: CalendarDefinition; today: string }) {
  const { t, i18n } = useTranslation();
  const years = schoolYears(calendar);
  const current = Number(today.slice(0, 4)) - (today.slice(5) < '08-01' ? 1 : 0);
  const [chosen, choose] = useState<number | null>(null);
  const year = chosen !== null && years.includes(chosen) ? chosen : years.includes(current) ? current : years.at(-1);
  if (year === undefined) return null;
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const weekday = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'narrow' });
  const monthName = new Intl.DateTimeFormat(language, { timeZone: 'UTC', year: 'numeric', month: 'long' });
  const week = Array.from({ length: 7 }, (_, index) => weekday.format(new Date(Date.UTC(2026, 0, 5 + index))));
  const months = Array.from({ length: 12 }, (_, index) => addMonths(`${year}-08`, index));
  const words = t('design.calendar.yearTitle', { year, after: year + 1 });
  return (
    <section className="panel year-months">
      <div className="year-head">
        <Select
          aria-label={t('design.calendar.showYear')}
          value={year}
          onChange={choose}
          options={years.map((one) => ({ value: one, label: t('design.calendar.yearTitle', { year: one, after: one + 1 }) }))}
        />
        <ul className="year-legend">
          {marks.map((mark) => (
            <li key={mark}>
              <span className={`day-mark day-${mark}`} aria-hidden="true" /> {t(`design.calendar.marks.${mark}`)}
            </li>
          ))}
        </ul>
      </div>
      <div className="year-grid" role="img" aria-label={t('design.calendar.drawn', { year: words })}>
        {months.map((month) => (
          <div key={month} className="small-month">
            <strong>{monthName.format(new Date(`${month}-01`))}</strong>
            <div className="small-days">
              {week.map((name, index) => (
                <i key={`${month} ${String(index)}`}>{name}</i>
              ))}
              {daysOf(month).map((day, index) => {
                if (day === null) return <span key={`${month} empty ${String(index)}`} />;
                const { mark, title } = markOf(calendar, day);
                return (
                  <span key={day} className={`day-${mark}${day === today ? ' day-today' : ''}`} title={title || t(`design.calendar.marks.${mark}`)}>
                    {Number(day.slice(8))}
                  </span>
                );
              })}
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}

/** Days of a month, with empty places before the first: weeks begin on Monday. */
function daysOf(month: string): (string | null)[] {
  const before = (weekdayOf(`${month}-01`) + 6) % 7;
  const count = Number(dayOfMonth(month, 31).slice(8));
  return [...Array<null>(before).fill(null), ...Array.from({ length: count }, (_, index) => dayOfMonth(month, index + 1))];
}
