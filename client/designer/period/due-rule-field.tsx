import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DueRule, PeriodRule } from '../../../server/domain/definition.generated.js';

type Props = { due: DueRule; every: PeriodRule['every']; label: string; onChange: (due: DueRule) => void };
type DayKind = 'day' | 'last' | 'workday' | 'fromEnd';
type Unit = 'days' | 'weeks' | 'workdays';

/** A due day said with three small controls: from where, which day or how many, of what. */
export function DueRuleField({ due, every, label, onChange }: Props) {
  const { t } = useTranslation();
  const monthly = due.of === 'same' || due.of === 'next';
  const begin = (of: DueRule['of']): DueRule => {
    const staysMonthly = of === 'same' || of === 'next';
    if (staysMonthly && monthly) return { ...due, of };
    if (staysMonthly) return { of, day: 5 };
    if (of === 'start') return monthly ? { of, weeks: 2 } : { ...due, of, ...(counted(due).count === 0 ? { days: 7 } : {}) };
    return monthly ? { of } : { ...due, of };
  };
  return (
    <span className="due-rule">
      <Select
        aria-label={`${label} ${t('design.period.countedFrom')}`}
        value={due.of}
        onChange={(of) => onChange(begin(of))}
        popupMatchSelectWidth={false}
        options={(['same', 'next', 'start', 'end'] as const).map((of) => ({ value: of, label: t(`design.period.of.${of}.${every}` as never) }))}
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

const counted = ({ days, weeks, workdays }: DueRule): { unit: Unit; count: number } =>
  workdays !== undefined
    ? { unit: 'workdays', count: workdays }
    : weeks && !days
      ? { unit: 'weeks', count: weeks }
      : { unit: 'days', count: (days ?? 0) + (weeks ?? 0) * 7 };

function DayCount({ due, label, onChange }: Omit<Props, 'every'>) {
  const { t } = useTranslation();
  const { unit, count } = counted(due);
  const least = due.of === 'start' ? 1 : 0;
  const set = (number: number, of: Unit): void => onChange(number === 0 ? { of: due.of } : { of: due.of, [of]: number });
  return (
    <>
      <InputNumber
        aria-label={`${label} ${t('design.period.number')}`}
        min={least}
        max={{ days: 366, weeks: 52, workdays: 120 }[unit]}
        precision={0}
        value={count}
        onChange={(value) => value !== null && set(value, unit)}
      />
      <Select
        aria-label={`${label} ${t('design.period.unit')}`}
        value={unit}
        onChange={(next) => set(Math.min(Math.max(count, 1), next === 'weeks' ? 52 : 120), next)}
        popupMatchSelectWidth={false}
        options={(['days', 'weeks', 'workdays'] as const).map((one) => ({ value: one, label: t(`design.period.units.${one}`) }))}
      />
      {count === 0 && <span className="quiet">{t('design.period.onLastDay')}</span>}
    </>
  );
}
