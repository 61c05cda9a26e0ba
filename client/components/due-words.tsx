import { useTranslation } from 'react-i18next';

type Due = { due: string; dueTime: string | null; late: boolean };

/** Time left until the due day, or the hour on it, in words; `overdueDays` is above 0 once the day has passed. */
export function DueWords({ of: { due, dueTime, late }, overdueDays }: { of: Due; overdueDays: number }) {
  const { t } = useTranslation();
  const over = overdueDays > 0 || (overdueDays === 0 && late);
  const today = dueTime === null ? t('due.today') : t(late ? 'due.hourOver' : 'due.hour', { time: dueTime });
  const words = overdueDays > 0 ? t('due.over', { days: overdueDays }) : overdueDays === 0 ? today : t('due.left', { days: -overdueDays });
  const kind = over ? 'over' : overdueDays >= -3 ? 'soon' : 'left';
  return (
    <span className={`due due-${kind}`} title={t('due.day', { day: dueMoment({ due, dueTime }) })}>
      {words}
    </span>
  );
}

/** `2026-10-25 17:00` */
export const dueMoment = ({ due, dueTime }: Pick<Due, 'due' | 'dueTime'>): string => (dueTime === null ? due : `${due} ${dueTime}`);
