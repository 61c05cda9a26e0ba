import { Button, Checkbox, InputNumber, Radio, Select } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CalendarDefinition, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { partTitle } from '../../../server/domain/period.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { flagged } from '../flag-at.js';
import { PlaceFaults } from '../place-faults.js';
import { usePublished } from '../use-published.js';
import { useShowPlace } from '../use-show-place.js';
import { DueRuleField } from './due-rule-field.js';
import { FirstPeriod } from './first-period.js';
import { MonthSpan } from './month-span.js';
import { NextDueDays } from './next-due-days.js';
import { PartDues } from './part-dues.js';
import { applyPreset, type Ground, partsOf, setDue, setEvery, setExcept, setMonthSpan, setOnHoliday } from './period-edits.js';
import { type PresetKey, presets, windowOf } from './period-presets.js';
import { WindowsTable } from './windows-table.js';
import '../edit-parts.css';
import './period.css';

const rhythms = ['week', 'month', 'quarter', 'semester', 'school-year', 'windows'] as const;
const schoolMonths = ['m7', 'm8'];
const months = (odd: boolean): string[] => partsOf('month').filter((part) => (Number(part.slice(1)) % 2 === 1) === odd);

/** How often a form is filled in and by when, in words, with what it comes to beside it. */
export function Component() {
  const { t } = useTranslation();
  const { definition, below, prefix, contents, edit } = useDesk<ReportDefinition>();
  const published = usePublished();
  useShowPlace();
  const ground: Ground = useMemo(() => ({ below, published, prefix }), [below, published, prefix]);
  const rule = definition.period;
  const calendars = Object.values(contents).filter((one): one is CalendarDefinition => one.kind === 'calendar');
  const calendar = calendars.find(({ id }) => id === rule.calendar);
  const change = (name: string, value: unknown) => edit(t('design.period.changed'), (report) => setAt(report, ['period', name], value), `period.${name}`);
  const takePreset = (key: PresetKey) => {
    const preset: (typeof presets)[PresetKey] & { terms?: true; except?: string[]; monthFrom?: number } = presets[key];
    const windows = ('windows' in preset ? preset.windows : undefined)?.map(({ month, part }) =>
      windowOf(month, part, part === 'start' ? t('design.period.monthStart', { month }) : t('design.period.monthEnd', { month })),
    );
    const { every, due, except, monthFrom } = preset;
    edit(t('design.period.changed'), (report) =>
      applyPreset(
        report,
        {
          every,
          due,
          ...(monthFrom ? { monthFrom } : {}),
          ...(except ? { except } : {}),
          ...(windows ? { windows } : {}),
          ...(preset.terms && calendars[0] ? { calendar: calendars[0].id } : {}),
        },
        ground,
      ),
    );
  };
  const except = flagged(rule.except);
  const leaveOut = (parts: string[]) => edit(t('design.period.changeExcept'), (report) => setExcept(report, parts, ground));
  const parts = partsOf(rule.every);
  return (
    <div className="period">
      <div className="panel edit-lines">
        <Line label={t('design.period.common')}>
          <Select
            className="period-preset"
            aria-label={t('design.period.common')}
            placeholder={t('design.period.chooseCommon')}
            value={null}
            listHeight={520}
            onChange={(key: PresetKey) => takePreset(key)}
            options={(Object.keys(presets) as PresetKey[]).map((key) => ({ value: key, label: t(`design.period.presets.${key}`) }))}
          />
          <span className="quiet">{t('design.period.commonHint')}</span>
        </Line>
        <Line label={t('design.period.every')}>
          <Radio.Group
            aria-label={t('design.period.every')}
            optionType="button"
            value={rule.every}
            onChange={(event) => edit(t('design.period.changed'), (report) => setEvery(report, event.target.value, ground))}
            options={rhythms.map((every) => ({ value: every, label: t(`design.period.rhythms.${every}`) }))}
          />
        </Line>
        {rule.every === 'month' && (
          <Line label={t('design.period.monthSpan')} place="monthFrom">
            <MonthSpan rule={rule} onChange={(span) => edit(t('design.period.changed'), (report) => setMonthSpan(report, span), 'period.monthFrom')} />
            <PlaceFaults path={['period', 'monthFrom']} />
          </Line>
        )}
        {rule.every === 'windows' && (
          <Line label={t('design.period.windows')} place="windows">
            <WindowsTable ground={ground} />
          </Line>
        )}
        {parts.length > 0 && (
          <Line label={t('design.period.except')} place="except">
            <Checkbox.Group
              aria-label={t('design.period.except')}
              value={except}
              onChange={(chosen) => leaveOut(chosen)}
              options={parts.map((part) => ({ value: part, label: partTitle(part) }))}
            />
            {(rule.every === 'month' || rule.every === 'week') && (
              <span className="period-quick">
                <Button size="small" onClick={() => leaveOut(schoolMonths)}>
                  {t('design.period.noSummer')}
                </Button>
                <Button size="small" onClick={() => leaveOut(months(true))}>
                  {t('design.period.evenMonths')}
                </Button>
                <Button size="small" onClick={() => leaveOut(months(false))}>
                  {t('design.period.oddMonths')}
                </Button>
                <Button size="small" onClick={() => leaveOut([])}>
                  {t('design.period.allMonths')}
                </Button>
              </span>
            )}
            <PlaceFaults path={['period', 'except']} within />
          </Line>
        )}
        <Line label={t('design.period.due')} place="due">
          <DueRuleField
            due={rule.due}
            every={rule.every}
            label={t('design.period.due')}
            onChange={(due) => edit(t('design.period.changeDue'), (report) => setDue(report, due, null), 'period.due')}
          />
          <PlaceFaults path={['period', 'due']} within />
        </Line>
        {parts.length > 0 && (
          <Line label={t('design.period.own')} place="dues">
            <PartDues ground={ground} />
            <PlaceFaults path={['period', 'dues']} within />
          </Line>
        )}
        <Line label={t('design.period.first')} place="first">
          <FirstPeriod fresh={false} />
          <PlaceFaults path={['period', 'first']} />
        </Line>
        <Line label={t('design.period.onHoliday')}>
          <Radio.Group
            aria-label={t('design.period.onHoliday')}
            value={rule.onHoliday ?? 'keep'}
            onChange={(event) => edit(t('design.period.changed'), (report) => setOnHoliday(report, event.target.value, calendars[0]?.id))}
            options={(['keep', 'next-workday', 'previous-workday'] as const).map((how) => ({ value: how, label: t(`design.period.holidays.${how}`) }))}
          />
        </Line>
        <Line label={t('design.period.calendar')} place="calendar">
          <Select
            className="period-preset"
            aria-label={t('design.period.calendar')}
            value={rule.calendar ?? ''}
            onChange={(id) => change('calendar', id === '' ? undefined : id)}
            options={[{ value: '', label: t('design.period.noCalendar') }, ...calendars.map(({ id, title }) => ({ value: id, label: title }))]}
          />
          {calendar && <Link to={`/forms/${calendar.id}/design`}>{t('design.period.openCalendar')}</Link>}
          <PlaceFaults path={['period', 'calendar']} />
        </Line>
        <Line label={t('design.period.grace')}>
          <InputNumber
            aria-label={t('design.period.grace')}
            min={0}
            max={60}
            precision={0}
            value={rule.grace ?? 0}
            onChange={(days) => days !== null && change('grace', days === 0 ? undefined : days)}
          />
          <span className="quiet">{t('design.period.graceHint')}</span>
        </Line>
      </div>
      <NextDueDays rule={rule} calendar={calendar} />
    </div>
  );
}

/** @param place what of the period it sets, so that a fault leads here */
function Line({ label, place, children }: { label: string; place?: string; children: ReactNode }) {
  return (
    <div className="edit-line" data-place={place && `period.${place}`}>
      <div className="edit-line-label">{label}</div>
      <div className="edit-line-body">{children}</div>
    </div>
  );
}
