import { Select } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LifeDefinition, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { Waiting } from '../../components/waiting.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { PlaceFaults } from '../place-faults.js';
import '../edit-parts.css';
import './lives.css';

const Diagram = lazy(async () => ({ default: (await import('./life-diagram.js')).LifeDiagram }));

/** Which life a form has, drawn to be read; it is changed on a page of its own, since other forms share it. */
export function Component() {
  const { t } = useTranslation();
  const { definition, contents, edit } = useDesk<ReportDefinition>();
  const lives = Object.values(contents).filter((one): one is LifeDefinition => one.kind === 'life');
  const life = lives.find(({ id }) => id === definition.life);
  return (
    <div className="life">
      <div className="panel edit-lines">
        <div className="edit-line">
          <div className="edit-line-label">{t('design.lives.ofForm')}</div>
          <div className="edit-line-body">
            <Select
              className="life-of-form"
              aria-label={t('design.lives.ofForm')}
              value={life?.id ?? null}
              onChange={(id) => edit(t('design.lives.changeLife'), (report) => setAt(report, ['life'], id))}
              options={lives.map(({ id, title }) => ({ value: id, label: title }))}
            />
            {life && <Link to={`/forms/${life.id}/design`}>{t('design.lives.openLife')}</Link>}
            <PlaceFaults path={['life']} />
            <span className="quiet">{t('design.lives.sharedHint')}</span>
          </div>
        </div>
      </div>
      {life && (
        <div className="panel life-drawn">
          <Suspense fallback={<Waiting />}>
            <Diagram life={life} faults={[]} selected="" />
          </Suspense>
        </div>
      )}
    </div>
  );
}
