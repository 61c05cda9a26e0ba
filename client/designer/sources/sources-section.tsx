import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import '../formulas/formulas.css';
import { CarryList } from './carry-list.js';
import { FillList } from './fill-list.js';
import { FilledBy } from './filled-by.js';
import './sources.css';
import { SumRules } from './sum-rules.js';

/** Who fills in, where numbers come from, and what becomes of them in sums. */
export function Component() {
  const { t } = useTranslation();
  const block = (title: string, hint: string, body: ReactNode) => (
    <section className="source-block" aria-label={title}>
      <h3>{title}</h3>
      <p className="quiet">{hint}</p>
      {body}
    </section>
  );
  return (
    <div className="rules">
      {block(t('design.sources.who'), t('design.sources.whoHint'), <FilledBy />)}
      {block(t('design.sources.carry'), t('design.sources.carryHint'), <CarryList />)}
      {block(t('design.sources.fill'), t('design.sources.fillHint'), <FillList />)}
      {block(t('design.sources.sums'), t('design.sources.sumsHint'), <SumRules />)}
    </div>
  );
}
