import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionChange } from '../../../server/domain/definition-changes.js';

const firstShown = 20;

/** Differences, a sentence each. */
export function ChangeList({ changes }: { changes: DefinitionChange[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  if (changes.length === 0) return <p className="quiet">{t('design.publish.noChanges')}</p>;
  const shown = all ? changes : changes.slice(0, firstShown);
  return (
    <>
      <ul className="publish-list">
        {shown.map(({ definition, path, words }) => (
          <li key={`${definition} ${path} ${words}`}>{words}</li>
        ))}
      </ul>
      {shown.length < changes.length && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('design.publish.showAll', { count: changes.length })}
        </Button>
      )}
    </>
  );
}
