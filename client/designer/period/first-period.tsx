import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { calendarOf, plainCalendar } from '../../../server/domain/calendar.js';
import { periodFaults } from '../../../server/domain/check-period.js';
import type { CalendarDefinition, PeriodRule, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { currentPeriod, isLate, periodView } from '../../../server/domain/period.js';
import { firstAsked, upcomingDues } from '../../../server/domain/upcoming-dues.js';
import type { PeriodView } from '../../../server/domain/views.js';
import { dueMoment } from '../../components/due-words.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';

/** The period people stand in and those that come next, the one a new form begins with, and whether the first of them is over. */
type Beginnings = { periods: PeriodView[]; chosen: PeriodView | undefined; over: PeriodView | null };

function beginningsOf(rule: PeriodRule, definition: CalendarDefinition | undefined): Beginnings {
  if (periodFaults(rule).length > 0) return { periods: [], chosen: undefined, over: null };
  const now = new Date();
  const calendar = definition ? calendarOf(definition) : plainCalendar;
  const { first, ...open } = rule;
  const current = currentPeriod(open, now, calendar);
  const later = upcomingDues(open, periodView(open, current, calendar).due, definition, 6).map(({ key }) => key);
  const periods = [...new Set([...(first ? [first] : []), current, ...later])].map((key) => periodView(rule, key, calendar));
  const begins = first ?? firstAsked(open, now, definition);
  const over = isLate(open, current, null, now, calendar) ? (periods.find(({ key }) => key === current) ?? null) : null;
  return { periods, chosen: periods.find(({ key }) => key === begins), over };
}

/** From which period on a form is asked for. @param fresh before it is published for the first time: says what happens if nothing is chosen */
export function FirstPeriod({ fresh, onChosen }: { fresh: boolean; onChosen?: () => void }) {
  const { t } = useTranslation();
  const { definition, contents, edit } = useDesk<ReportDefinition>();
  const rule = definition.period;
  const calendar = contents[rule.calendar ?? ''];
  const { periods, chosen, over } = beginningsOf(rule, calendar?.kind === 'calendar' ? calendar : undefined);
  const choose = (key: string) => {
    edit(t('design.period.changed'), (report) => setAt(report, ['period', 'first'], key === '' ? undefined : key));
    onChosen?.();
  };
  return (
    <>
      {fresh && over && <p className="publish-warn">{t('design.publish.firstOver', { title: over.title, due: dueMoment(over) })}</p>}
      {fresh && chosen && <p>{t('design.publish.firstWhat', { title: chosen.title, due: dueMoment(chosen) })}</p>}
      <Select
        className="period-preset"
        aria-label={t('design.period.first')}
        value={fresh ? chosen?.key : (rule.first ?? '')}
        onChange={choose}
        popupMatchSelectWidth={false}
        options={[...(fresh ? [] : [{ value: '', label: t('design.period.firstOpen') }]), ...periods.map(({ key, title }) => ({ value: key, label: title }))]}
      />
      {!fresh && <span className="quiet">{t('design.period.firstHelp')}</span>}
    </>
  );
}
