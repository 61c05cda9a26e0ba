import { useTranslation } from 'react-i18next';
import { periodFaults } from '../../../server/domain/check-period.js';
import type { CalendarDefinition, PeriodRule } from '../../../server/domain/definition.generated.js';
import { dueInWords } from '../../../server/domain/period.js';
import { type UpcomingDue, upcomingDues } from '../../../server/domain/upcoming-dues.js';
import { useSession } from '../../session.js';

/** The rule said back, and what it comes to: the next six due days. */
export function NextDueDays({ rule, calendar }: { rule: PeriodRule; calendar: CalendarDefinition | undefined }) {
  const { t, i18n } = useTranslation();
  const { today } = useSession();
  const sound = periodFaults(rule).length === 0;
  const dues = sound ? upcomingDues(rule, today, calendar) : [];
  const write = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en' : 'zh-CN', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  });
  const dayWords = (day: string): string => write.format(new Date(day));
  const moved = ({ off, holiday, planned, due }: UpcomingDue): string => {
    if (off === null) return '';
    const why = off === 'weekend' ? t('design.period.weekend') : holiday || t('design.period.holiday');
    if (planned === due) return t('design.period.stays', { why });
    return t(planned < due ? 'design.period.movedOn' : 'design.period.movedBack', { day: dayWords(planned), why });
  };
  return (
    <section className="period-next panel" aria-label={t('design.period.next')}>
      <p className="period-words" data-rule>
        {sound ? dueInWords(rule) : t('design.period.unsound')}
      </p>
      {dues.length > 0 && (
        <table className="period-dues">
          <caption>{t('design.period.nextFrom', { day: dayWords(today) })}</caption>
          <thead className="quiet-head">
            <tr>
              <th>{t('design.period.which')}</th>
              <th>{t('design.period.dueDay')}</th>
            </tr>
          </thead>
          <tbody>
            {dues.map((due) => (
              <tr key={due.key} data-period={due.key}>
                <th scope="row">{due.title}</th>
                <td>
                  <span data-due={due.due}>
                    {dayWords(due.due)}
                    {due.time && ` ${due.time}`}
                  </span>
                  {moved(due) && <small>{moved(due)}</small>}
                  {due.last !== due.due && <small>{t('design.period.graceUntil', { day: dayWords(due.last) })}</small>}
                  {due.guessed && <small>{t('design.period.guessed')}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
