import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Line = { key: string; sign?: boolean; seal?: boolean };

/** Lines above, beside or below the table, with room for seals and signatures; nothing where there are none. */
export function SheetLines<T extends Line>({
  lines,
  className,
  title,
  text,
}: {
  lines: T[];
  className: string;
  title: (line: T) => ReactNode;
  text: (line: T) => ReactNode;
}) {
  const { t } = useTranslation();
  if (lines.length === 0) return null;
  return (
    <dl className={className}>
      {lines.map((line) => (
        <div key={line.key} className={`sheet-line${line.sign ? ' sheet-sign' : ''}${line.seal ? ' sheet-seal' : ''}`}>
          <dt>
            {title(line)}
            {t('colon')}
          </dt>
          <dd>
            {text(line)}
            {line.seal && (
              <span className="seal" aria-hidden>
                {t('report.seal')}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
