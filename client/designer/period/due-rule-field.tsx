import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DueRule, PeriodRule } from '../../../server/domain/definition.generated.js';

type Props = { due: DueRule; every: PeriodRule['every']; label: string; onChange: (due: DueRule) => void };
const counting: From[] = ['start', 'before', 'end'];
const froms: From[] = ['same', 'next', ...counting];
type DayKind = 'day' | 'last' | 'workday' | 'fromEnd';
type From = DueRule['of'] | 'before';
type Unit = 'days' | 'weeks' | 'workdays';

/** A due day and its hour, said with small controls. */
export function DueRuleField({ due, every, label, onChange }: Props) {
  const { time, ...day } = due;
  return (
    <span className="due-rule">
      <DueDay due={day} every={every} label={label} onChange={(next) => onChange({ ...next, ...(time === undefined ? {} : { time }) })} />
      <DueTime time={time} label={label} onChange={(next) => onChange({ ...day, ...(next === undefined ? {} : { time: next }) })} />
    </span>
  );
}

const hours = Array.from({ length: 34 }, (_, half) => `${String(7 + Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`);

/** Every half hour of a working day, and whatever else was written. */
function DueTime({ time, label, onChange }: { time: string | undefined; label: string; onChange: (time: string | undefined) => void }) {
  const { t } = useTranslation();
  const known = time === undefined || hours.includes(time) ? hours : [time, ...hours];
  return (
    <Select
      showSearch
      aria-label={`${label} ${t('design.period.hour')}`}
      title={t('design.period.hourHelp')}
      value={time ?? ''}
      popupMatchSelectWidth={false}
      onChange={(next) => onChange(next === '' ? undefined : next)}
      options={[{ value: '', label: t('design.period.wholeDay') }, ...known.map((one) => ({ value: one, label: t('design.period.before', { time: one }) }))]}
    />
  );
}

/** From where, which day or how many, of what. */
function DueDay({ due, every, label, onChange }: Props) {
  const { t } = useTranslation();
  const monthly = due.of === 'same' || due.of === 'next';
  if (every === 'week' && !due.workdays && counted(due).count > 0 && days(due) <= 7) return <WeekDay due={due} label={label} onChange={onChange} />;
  const from: From = due.of === 'end' && counted(due).count < 0 ? 'before' : due.of;
  const begin = (next: From): DueRule => {
    if (next === 'same' || next === 'next') return monthly ? { ...due, of: next } : { of: next, day: 5 };
    const { unit, count } = monthly ? ({ unit: 'days', count: 7 } as const) : counted(due);
    const kept = Math.abs(count);
    if (next === 'start') return { of: 'start', [unit]: kept || 7 };
    if (next === 'before') return { of: 'end', [unit]: -(kept || 7) };
    return monthly || kept === 0 ? { of: 'end' } : { of: 'end', [unit]: kept };
  };
  return (
    <span className="due-rule">
      <Select
        aria-label={`${label} ${t('design.period.countedFrom')}`}
        value={from}
        onChange={(next) => onChange(begin(next))}
        popupMatchSelectWidth={false}
        options={(every === 'week' ? counting : froms).map((of) => ({ value: of, label: t(`design.period.of.${of}.${every}` as never) }))}
      />
      {monthly ? <MonthDay due={due} label={label} onChange={onChange} /> : <DayCount due={due} label={label} onChange={onChange} />}
    </span>
  );
}

function MonthDay({ due, label, onChange }: Omit<Props, 'every'>) {
  const { t } = useTranslation();
  const { of, day, workday } = due;
  const kind: DayKind = workday ? (workday > 0 ? 'workday' : 'fromEnd') : (day ?? 31) >= 31 ? 'last' : 'day';
  const begins: { [kind in DayKind]: DueRule } = { day: { of, day: 5 }, last: { of, day: 31 }, workday: { of, workday: 5 }, fromEnd: { of, workday: -1 } };
  const [number, most] = kind === 'day' ? [day ?? 5, 30] : [Math.abs(workday ?? 1), kind === 'fromEnd' ? 10 : 23];
  const type = (value: number | null) => value && onChange(kind === 'day' ? { of, day: value } : { of, workday: kind === 'fromEnd' ? -value : value });
  return (
    <>
      <Select
        aria-label={`${label} ${t('design.period.whichDay')}`}
        value={kind}
        onChange={(next) => onChange(begins[next])}
        popupMatchSelectWidth={false}
        options={(['day', 'last', 'workday', 'fromEnd'] as const).map((one) => ({ value: one, label: t(`design.period.dayKind.${one}`) }))}
      />
      {kind !== 'last' && <InputNumber aria-label={`${label} ${t('design.period.number')}`} min={1} max={most} precision={0} value={number} onChange={type} />}
      {kind !== 'last' && <span>{t(`design.period.after.${kind}`)}</span>}
      {kind === 'day' && number > 28 && <span className="quiet">{t('design.period.shortMonth')}</span>}
    </>
  );
}

/** The count of a rule that counts; below zero before the end. */
const counted = (due: DueRule): { unit: Unit; count: number } =>
  due.workdays !== undefined
    ? { unit: 'workdays', count: due.workdays }
    : due.weeks && !due.days
      ? { unit: 'weeks', count: due.weeks }
      : { unit: 'days', count: days(due) };
const days = ({ days: single = 0, weeks = 0 }: DueRule): number => single + weeks * 7;

/** A weekly form is due on a day of its week, or of the next. */
function WeekDay({ due, label, onChange }: Omit<Props, 'every'>) {
  const { t } = useTranslation();
  return (
    <span className="due-rule">
      <Select
        aria-label={`${label} ${t('design.period.countedFrom')}`}
        value={due.of}
        onChange={(of) => onChange({ of, days: days(due) })}
        popupMatchSelectWidth={false}
        options={(['start', 'end'] as const).map((of) => ({ value: of, label: t(`design.period.weeks.${of}`) }))}
      />
      <Select
        aria-label={`${label} ${t('design.period.whichDay')}`}
        value={days(due)}
        onChange={(day) => onChange({ of: due.of, days: day })}
        popupMatchSelectWidth={false}
        options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: day, label: t(`design.period.weekdays.${day}` as never) }))}
      />
      <span>{t('design.period.after.week')}</span>
    </span>
  );
}

function DayCount({ due, label, onChange }: Omit<Props, 'every'>) {
  const { t } = useTranslation();
  const { unit, count: signed } = counted(due);
  const [count, sign] = [Math.abs(signed), signed < 0 ? -1 : 1];
  const least = due.of === 'start' || sign < 0 ? 1 : 0;
  const set = (number: number, of: Unit): void => onChange(number === 0 ? { of: due.of } : { of: due.of, [of]: number * sign });
  return (
    <>
      <InputNumber
        aria-label={`${label} ${t('design.period.number')}`}
        min={least}
        max={sign < 0 ? { days: 120, weeks: 17, workdays: 80 }[unit] : { days: 366, weeks: 52, workdays: 120 }[unit]}
        precision={0}
        value={count}
        onChange={(value) => value !== null && set(value, unit)}
      />
      <Select
        aria-label={`${label} ${t('design.period.unit')}`}
        value={unit}
        onChange={(next) => set(Math.min(Math.max(count, 1), next === 'weeks' ? 17 : 80), next)}
        popupMatchSelectWidth={false}
        options={(['days', 'weeks', 'workdays'] as const).map((one) => ({
          value: one,
          label: t(`design.period.units.${sign < 0 ? 'before' : 'within'}.${one}`),
        }))}
      />
      {count === 0 && <span className="quiet">{t('design.period.onLastDay')}</span>}
    </>
  );
}
