import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CalendarDefinition } from '../../../server/domain/definition.generated.js';
import { useSession } from '../../session.js';
import { useDesk } from '../design-desk.js';
import { keyFor } from '../make-key.js';
import { useShowPlace } from '../use-show-place.js';
import { UsesLine } from '../uses-line.js';
import { copyHolidays, holidaysToCopy, holidayYears } from './calendar-edits.js';
import { SpansTable } from './spans-table.js';
import { TermsTable } from './terms-table.js';
import { YearInMonths } from './year-in-months.js';
import '../edit-parts.css';
import './calendar.css';

/** A school calendar: terms, days off, weekends worked, and the year to look at. */
export function Component() {
  const { t } = useTranslation();
  const { today } = useSession();
  useShowPlace();
  const { definition: calendar, prefix, edit } = useDesk<CalendarDefinition>();
  const year = holidayYears(calendar).find((one) => holidaysToCopy(calendar, one).fixed.length > 0 && one + 1 >= Number(today.slice(0, 4)));
  const { fixed: copied, moving } = year === undefined ? { fixed: [], moving: [] } : holidaysToCopy(calendar, year);
  const copy = async (from: number) => {
    const taken = new Set(Object.keys(calendar.holidays ?? {}));
    const keys: { [key: string]: string } = {};
    for (const [key, { title }] of copied) {
      keys[key] = await keyFor(`${title ?? ''}${from + 1}`, prefix, taken);
      taken.add(keys[key]);
    }
    edit(t('design.calendar.copyHolidays', { from, year: from + 1 }), (now) => copyHolidays(now, keys, t('design.calendar.guessed', { from })));
  };
  return (
    <div className="calendar-part">
      <UsesLine />
      <YearInMonths calendar={calendar} today={today} />
      <TermsTable />
      <SpansTable part="holidays">
        {year !== undefined && copied.length > 0 && (
          <p className="calendar-copy">
            <Button onClick={() => void copy(year)}>{t('design.calendar.copyHolidays', { from: year, year: year + 1 })}</Button>
            <span className="quiet">
              {moving.length > 0 && t('design.calendar.notGuessed', { titles: moving.map(({ title, from }) => title ?? from).join(t('design.lists.and')) })}
              {t('design.calendar.copyHint')}
            </span>
          </p>
        )}
      </SpansTable>
      <SpansTable part="workdays" />
    </div>
  );
}
