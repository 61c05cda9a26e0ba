import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifeDefinition } from '../../../server/domain/definition.generated.js';
import { Waiting } from '../../components/waiting.js';
import { useDesk } from '../design-desk.js';
import { PlaceFaults } from '../place-faults.js';
import { usePublished } from '../use-published.js';
import { UsesLine } from '../uses-line.js';
import { ActionPanel } from './action-panel.js';
import type { Ground } from './life-edits.js';
import { LifeTables } from './life-tables.js';
import { StatePanel } from './state-panel.js';
import { StepSentence } from './step-sentence.js';
import '../edit-parts.css';
import './lives.css';

const Diagram = lazy(async () => ({ default: (await import('./life-diagram.js')).LifeDiagram }));

/** A life: drawn, in tables, and what is selected beside it to be changed. */
export function Component() {
  const { t } = useTranslation();
  const { definition: life, below, faults, selection, select } = useDesk<LifeDefinition>();
  const published = usePublished();
  const ground: Ground = useMemo(() => ({ below, published }), [below, published]);
  const [part, key] = selection ?? [];
  const state = part === 'states' && key !== undefined && life.states[key] ? key : null;
  const action = part === 'actions' && key !== undefined && life.actions[key] ? key : null;
  const chosen = selection?.slice(0, 2).join('.') ?? '';
  const side = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen !== '') side.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div className="life">
      <UsesLine />
      <StepSentence />
      <PlaceFaults path={['states']} />
      <PlaceFaults path={['initial']} />
      <div className="life-two">
        <div className="panel life-drawn">
          <Suspense fallback={<Waiting />}>
            <Diagram life={life} faults={faults} selected={chosen} onSelect={select} />
          </Suspense>
        </div>
        <div className="life-side" ref={side}>
          {state !== null && <StatePanel key={state} state={state} ground={ground} />}
          {action !== null && <ActionPanel key={action} action={action} ground={ground} />}
          {state === null && action === null && <p className="panel life-none">{t('design.lives.choose')}</p>}
        </div>
        <LifeTables />
      </div>
    </div>
  );
}
