import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = { label: string; starts: { key: string; title: string; example: string }[]; onPick(key: string): void; onClose(): void };

/** What one may begin with, each with an example. */
export function StartChoice({ label, starts, onPick, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <section className="starts" aria-label={label}>
      {starts.map(({ key, title, example }) => (
        <button key={key} type="button" className="start" onClick={() => onPick(key)}>
          <strong>{title}</strong>
          <span className="quiet">{example}</span>
        </button>
      ))}
      <Button onClick={onClose}>{t('design.formulas.notAdd')}</Button>
    </section>
  );
}
