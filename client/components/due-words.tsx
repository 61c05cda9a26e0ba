import { useTranslation } from 'react-i18next';

/** Time left until the due day in words; `overdueDays` is above 0 once it has passed. */
export function DueWords({ due, overdueDays }: { due: string; overdueDays: number }) {
  const { t } = useTranslation();
  const words = overdueDays > 0 ? t('due.over', { days: overdueDays }) : overdueDays === 0 ? t('due.today') : t('due.left', { days: -overdueDays });
  const kind = overdueDays > 0 ? 'over' : overdueDays >= -3 ? 'soon' : 'left';
  return (
    <span className={`due due-${kind}`} title={t('due.day', { day: due })}>
      {words}
    </span>
  );
}
