import { Button, Checkbox, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CountSentence, countSentence, countText } from '../../../server/domain/count-sentence.js';
import type { Fill, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { expressionPlace } from '../../../server/domain/expression-places.js';
import { codesFor } from '../../../server/domain/expression-words.js';
import { stampFields } from '../../../server/domain/open-ledger.js';
import { ChildCondition } from '../conditions/child-condition.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { ExpressionField } from '../expressions/expression-field.js';
import { PlaceFaults } from '../place-faults.js';
import { fillFrom, movementsOf, rowFields, standingOf } from './new-fill.js';

/** Which ledger, which movements count, into which row each goes, what a different number means. */
export function FillEditor({ target, fill }: { target: string; fill: Fill }) {
  const { t } = useTranslation();
  const { definition, contents, edit } = useDesk<ReportDefinition>();
  const standing = fill.count === 'standing';
  const ledger = contents[fill.from];
  const said = standing ? null : countSentence(fill.where);
  const [byHand, setByHand] = useState(!standing && said === null);
  const place = expressionPlace(definition, contents, ['fill', target, 'where']);
  const set = (key: keyof Fill, value: unknown) =>
    edit(t('design.sources.steps.fill'), (now) => setAt(now, ['fill', target, key], value), `fill/${target}/${key}`);
  const say = (next: CountSentence) => {
    const text = countText(next);
    if (text !== '') set('where', text);
  };
  const choices = (name: string) => Object.entries(codesFor(name, place?.codes ?? {})).map(([value, label]) => ({ value, label }));
  const several = (part: 'kinds' | 'was' | 'state', name: string, label: string) =>
    said && (
      <>
        <span>{label}</span>
        <Select
          mode="multiple"
          aria-label={label}
          placeholder={t('design.sources.any')}
          value={said[part]}
          options={choices(name)}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(codes: string[]) => say({ ...said, [part]: codes })}
        />
      </>
    );
  const ledgers = Object.values(contents).filter(({ kind }) => kind === 'ledger');
  return (
    <div className="rule-form">
      <span>{t('design.sources.ledger')}</span>
      <Select
        aria-label={t('design.sources.ledger')}
        className="condition-pick"
        value={fill.from}
        options={ledgers.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(from) => edit(t('design.sources.steps.fill'), (now) => setAt(now, ['fill', target], fillFrom(fill, contents[from])))}
      />
      <StandingOrMoved target={target} fill={fill} />
      {standing ? (
        <>
          <span>{t('design.sources.which')}</span>
          {ledger?.kind === 'ledger' && (
            <ChildCondition
              key={fill.from}
              path={['fill', target, 'where']}
              ledger={ledger}
              label={t('design.sources.which')}
              everybody={t('design.sources.everyChild')}
              optional={false}
            />
          )}
        </>
      ) : said && !byHand ? (
        <>
          {several('kinds', 'event.kind', t('design.sources.kinds'))}
          {several('was', 'event.was', t('design.sources.was'))}
          {several('state', 'event.state', t('design.sources.state'))}
          <span />
          <Checkbox checked={said.inPeriod} onChange={({ target: box }) => say({ ...said, inPeriod: box.checked })}>
            {t('design.sources.inPeriod')}
          </Checkbox>
        </>
      ) : (
        <>
          <span>{t('design.sources.where')}</span>
          <ExpressionField path={['fill', target, 'where']} label={t('design.sources.where')} />
        </>
      )}
      {said && !standing && (
        <>
          <span />
          <div>
            <Button type="link" size="small" className="by-hand" onClick={() => setByHand(!byHand)}>
              {byHand ? t('design.formulas.asSentence') : t('design.sources.byHand')}
            </Button>
          </div>
        </>
      )}
      <span>{t('design.sources.by')}</span>
      <Select
        aria-label={t('design.sources.by')}
        className="condition-pick"
        value={fill.by}
        popupMatchSelectWidth={false}
        options={
          standing
            ? rowFields(ledger, contents).map(({ key, title }) => ({ value: `child.${key}`, label: t('design.sources.byField', { title }) }))
            : Object.entries(stampFields).map(([key, { title }]) => ({ value: `event.${key}`, label: t('design.sources.byStamp', { title }) }))
        }
        onChange={(by) => set('by', by)}
      />
      <PlaceFaults path={['fill', target, 'by']} />
      <span>{t('design.sources.whenCounted')}</span>
      <Radio.Group
        aria-label={t('design.sources.whenCounted')}
        value={fill.differs ?? 'warning'}
        options={(['warning', 'error', 'free'] as const).map((value) => ({ value, label: t(`design.sources.differs.${value}`) }))}
        onChange={({ target: { value } }) => set('differs', value)}
      />
    </div>
  );
}

/** Movements of the period, or children at its end; the condition begins anew, for it is about something else. */
function StandingOrMoved({ target, fill }: { target: string; fill: Fill }) {
  const { t } = useTranslation();
  const { contents, edit } = useDesk<ReportDefinition>();
  const count = fill.count ?? 'movements';
  const ledger = contents[fill.from];
  return (
    <>
      <span>{t('design.sources.count')}</span>
      <div>
        <Radio.Group
          aria-label={t('design.sources.count')}
          value={count}
          options={(['movements', 'standing'] as const).map((value) => ({ value, label: t(`design.sources.counts.${value}`) }))}
          onChange={({ target: { value } }) => {
            if (ledger?.kind !== 'ledger') return;
            const { differs, source } = fill;
            const next = {
              ...(value === 'standing' ? standingOf(ledger) : movementsOf(ledger)),
              ...(differs ? { differs } : {}),
              ...(source ? { source } : {}),
            };
            edit(t('design.sources.steps.fill'), (now) => setAt(now, ['fill', target], next));
          }}
        />
        <p className="quiet">{t(`design.sources.countHelp.${count}`)}</p>
      </div>
    </>
  );
}
