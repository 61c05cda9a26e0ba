import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usesOf } from '../../../server/domain/uses-of.js';
import { useDesk } from '../design-desk.js';

/** Which forms, ledgers and letters a list, a life or a calendar is seen in. */
export function Component() {
  const { t } = useTranslation();
  const { id, contents } = useDesk();
  const uses = useMemo(() => usesOf(id, contents), [id, contents]);
  if (uses.length === 0) return <p className="preview-said">{t('design.preview.unused')}</p>;
  return (
    <>
      <p>{t('design.preview.uses', { count: uses.length })}</p>
      <ul className="preview-uses">
        {uses.map((use) => (
          <li key={use.id}>
            <span className="quiet">{t(`design.list.kinds.${use.kind}` as never)}</span> <Link to={`/forms/${use.id}/design`}>{use.title}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
