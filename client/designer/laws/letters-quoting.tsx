import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ClauseDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { quotationsOf } from './law-edits.js';

/** Which letters quote this law, and where a new edition says something else. */
export function LettersQuoting() {
  const { t } = useTranslation();
  const { definition, contents } = useDesk<ClauseDefinition>();
  const quotations = quotationsOf(definition, contents);
  return (
    <section className="panel law-quoting" aria-label={t('design.letters.quotedBy')}>
      <h2>{t('design.letters.quotedBy')}</h2>
      {quotations.length === 0 && <p className="quiet">{t('design.letters.quotedByNone')}</p>}
      <ul>
        {quotations.map(({ letter, title, article, articleTitle, change }) => (
          <li key={`${letter} ${article}`}>
            <Link to={`/forms/${letter}/design`}>{title}</Link> {articleTitle}{' '}
            {change !== 'same' && <b className={`law-${change}`}>{t(`design.letters.changes.${change}`)}</b>}
          </li>
        ))}
      </ul>
    </section>
  );
}
