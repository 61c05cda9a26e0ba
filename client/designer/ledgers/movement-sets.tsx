import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LedgerDefinition } from '../../../server/domain/definition.generated.js';
import { expressionPlace } from '../../../server/domain/expression-places.js';
import { readable } from '../../../server/domain/expression-words.js';
import { useDesk } from '../design-desk.js';
import { isFromBelow, setAt } from '../edit-tree.js';
import { ExpressionField } from '../expressions/expression-field.js';
import { PlaceFaults } from '../place-faults.js';
import { statesOf } from './ledger-edits.js';

/** What the movement makes of the child: its state, and any field, each to what was written down, to a code, or by a formula. */
export function MovementSets({ name, isLocked }: { name: string; isLocked: boolean }) {
  const { t } = useTranslation();
  const { definition, below, contents, edit } = useDesk<LedgerDefinition>();
  const event = definition.events[name];
  const place = ['events', name, 'sets'];
  const { state } = definition.meanings;
  const sets = event?.sets ?? {};
  const step = t('design.ledgers.steps.changeMovement', { title: event?.title ?? '' });
  const [asFormula, setAsFormula] = useState<string[]>([]);
  const words = {
    day: t('design.ledgers.theDay'),
    written: (said: string) => t('design.ledgers.asWritten', { said }),
    yes: t('design.ledgers.hows.yes'),
    no: t('design.ledgers.hows.no'),
    oneMore: t('design.ledgers.oneMore'),
    nought: t('design.ledgers.nought'),
  };
  const rows = [state, ...Object.keys(sets).filter((key) => key !== state)];
  const open = byOrder(definition.schema.properties).filter(({ key, hidden }) => !hidden && !rows.includes(key));
  const set = (key: string, text: string | undefined) => edit(step, (ledger) => setAt(ledger, [...place, key], text), `${place.join('.')}.${key}`);
  return (
    <div className="sets">
      {rows.map((key) => {
        const field = definition.schema.properties[key];
        const text = sets[key]?.trim() ?? '';
        const about = expressionPlace(definition, contents, [...place, key]);
        const title = field?.title ?? key;
        const held = isLocked && isFromBelow(below, [...place, key]);
        const options = choicesFor(definition, contents, name, key, words);
        const stays = { value: '', label: t('design.ledgers.stays') };
        const clear = { value: "''", label: t('design.ledgers.cleared') };
        const all = [...(key === state ? [stays] : []), ...options, ...(key !== state && field?.type === 'string' ? [clear] : [])];
        if (held)
          return (
            <div key={key} className="setting-line">
              <span>{title}</span>
              <span>{all.find(({ value }) => value === text)?.label ?? (about ? readable(text, about) : text)}</span>
            </div>
          );
        const isChoice = !asFormula.includes(key) && all.some(({ value }) => value === text);
        return (
          <div key={key} className="setting-line">
            <span>{title}</span>
            <span className="sets-value">
              <Select
                aria-label={t('design.ledgers.setTo', { title })}
                showSearch={{ optionFilterProp: 'label' }}
                value={isChoice ? text : 'formula'}
                options={[...all, { value: 'formula', label: t('design.ledgers.byFormula') }]}
                onChange={(value: string) => {
                  setAsFormula((now) => (value === 'formula' ? [...now, key] : now.filter((one) => one !== key)));
                  if (value !== 'formula') set(key, value === '' ? undefined : value);
                  else if (text === '') set(key, `child.${key}`);
                }}
              />
              {key !== state && !isFromBelow(below, [...place, key]) && (
                <Button size="small" type="text" aria-label={t('design.ledgers.dropSet', { title })} onClick={() => set(key, undefined)}>
                  ✕
                </Button>
              )}
              {isChoice ? <PlaceFaults path={[...place, key]} /> : <ExpressionField path={[...place, key]} label={t('design.ledgers.setTo', { title })} />}
            </span>
          </div>
        );
      })}
      <Select
        className="short-input"
        size="small"
        aria-label={t('design.ledgers.alsoSet')}
        placeholder={t('design.ledgers.alsoSet')}
        showSearch={{ optionFilterProp: 'label' }}
        value={null}
        options={open.map(({ key, title }) => ({ value: key, label: title }))}
        onChange={(key: string | null) => key !== null && set(key, choicesFor(definition, contents, name, key, words)[0]?.value ?? `child.${key}`)}
      />
    </div>
  );
}

type Words = { day: string; written: (said: string) => string; yes: string; no: string; oneMore: string; nought: string };
type Choice = { value: string; label: string };

/** Values that fit the field: codes, what is written down, the day. */
function choicesFor(ledger: LedgerDefinition, contents: ReturnType<typeof useDesk>['contents'], name: string, key: string, words: Words): Choice[] {
  const field = ledger.schema.properties[key];
  if (!field) return [];
  if (key === ledger.meanings.state)
    return statesOf(ledger, contents)
      .filter(({ isUsed }) => isUsed)
      .map(({ key: code, title }) => ({ value: `'${code}'`, label: title }));
  const said = byOrder(ledger.events[name]?.schema?.properties).filter(
    (one) => !one.hidden && one.type === field.type && one.format === field.format && (!field.codeList || one.codeList === field.codeList),
  );
  const list = contents[field.codeList ?? ''];
  return [
    ...said.map((one) => ({ value: `event.${one.key}`, label: words.written(one.title) })),
    ...(field.format === 'date' ? [{ value: 'event.date', label: words.day }] : []),
    ...(field.type === 'integer'
      ? [
          { value: `has(child.${key}) ? child.${key} + 1 : 1`, label: words.oneMore },
          { value: '0', label: words.nought },
        ]
      : []),
    ...(field.type === 'boolean'
      ? [
          { value: 'true', label: words.yes },
          { value: 'false', label: words.no },
        ]
      : []),
    ...(list?.kind === 'code-list' && field.type === 'string' ? byOrder(list.codes).map(({ key: code, title }) => ({ value: `'${code}'`, label: title })) : []),
  ];
}
