import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usesOf } from '../../server/domain/uses-of.js';
import { useDesk } from './design-desk.js';

/** Which forms and ledgers use what is being changed. */
export function UsesLine() {
  const { t } = useTranslation();
  const { id, contents } = useDesk();
  const uses = useMemo(() => usesOf(id, contents), [id, contents]);
  return (
    <p className="uses-line">
      {uses.length === 0 ? t('design.lists.unused') : t('design.lists.usedBy')}
      {uses.map((use) => (
        <Link key={use.id} to={`/forms/${use.id}/design`}>
          {use.title}
        </Link>
      ))}
    </p>
  );
}
