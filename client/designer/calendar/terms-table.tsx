import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CalendarDefinition } from '../../../server/domain/definition.generated.js';
import { useSession } from '../../session.js';
import { DayCell } from '../day-cell.js';
import { useDesk } from '../design-desk.js';
import { isFromBelow, setAt } from '../edit-tree.js';
import { PlaceFaults } from '../place-faults.js';
import { addSchoolYear, nextSchoolYear, schoolYears, setDay } from './calendar-edits.js';

/** When the terms of each school year begin and end. */
export function TermsTable() {
  const { t } = useTranslation();
  const { today } = useSession();
  const { definition: calendar, below, edit } = useDesk<CalendarDefinition>();
  const next = nextSchoolYear(calendar, today);
  const add = () =>
    edit(t('design.calendar.addYear', { year: next, after: next + 1 }), (now) =>
      addSchoolYear(now, today, { s1: t('design.calendar.autumnOf', { year: next }), s2: t('design.calendar.springOf', { year: next + 1 }) }),
    );
  return (
    <section aria-label={t('design.calendar.terms')}>
      <h2>{t('design.calendar.terms')}</h2>
      <div className="edit-scroll">
        <table className="edit-table">
          <thead>
            <tr>
              <th>{t('design.calendar.schoolYear')}</th>
              {(['s1', 's2'] as const).flatMap((term) =>
                (['from', 'to'] as const).map((end) => <th key={`${term}${end}`}>{t(`design.calendar.ends.${term}.${end}`)}</th>),
              )}
              <th>
                <span className="unseen">{t('design.lists.deeds')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {schoolYears(calendar).map((year) => {
              const key = `y${year}`;
              const terms = calendar.years[key];
              const title = t('design.calendar.yearTitle', { year, after: year + 1 });
              if (!terms) return null;
              return (
                <tr key={key} data-place={`years.${key}`}>
                  <th scope="row">
                    {title}
                    <PlaceFaults path={['years', key]} within />
                  </th>
                  {(['s1', 's2'] as const).flatMap((term) =>
                    (['from', 'to'] as const).map((end) => (
                      <td key={`${term}${end}`}>
                        <DayCell
                          label={`${title} ${t(`design.calendar.ends.${term}.${end}`)}`}
                          value={terms[term][end]}
                          required
                          onDay={(day) =>
                            edit(t('design.calendar.changeTerm', { year: title }), (now) => setDay(now, ['years', key, term], terms[term], end, day))
                          }
                        />
                      </td>
                    )),
                  )}
                  <td>
                    {!isFromBelow(below, ['years', key]) && (
                      <Button
                        size="small"
                        type="text"
                        aria-label={`${t('design.period.remove')} ${title}`}
                        onClick={() => edit(`${t('design.period.remove')} ${title}`, (now) => setAt(now, ['years', key], undefined))}
                      >
                        {t('design.period.remove')}
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <PlaceFaults path={['years']} />
      <Button type="primary" onClick={add}>
        {t('design.calendar.addYear', { year: next, after: next + 1 })}
      </Button>
    </section>
  );
}
