import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LetterDefinition } from '../../../server/domain/definition.generated.js';
import { letterIssuers } from '../../../server/domain/ledger-permissions.js';
import { ChildCondition } from '../conditions/child-condition.js';
import { RolesField } from '../conditions/roles-field.js';
import { useDesk } from '../design-desk.js';
import { isFromBelow, setAt } from '../edit-tree.js';
import { ExpressionField } from '../expressions/expression-field.js';
import { PlaceFaults } from '../place-faults.js';
import { LetterPreview } from './letter-preview.js';
import { ledgerOf } from './letter-words.js';
import { onceRules, ruleOf } from './once-rules.js';
import { digitsOf, plainPattern, serialExample, withDigits } from './serial-words.js';
import { WordingEditor, type WordingHandle } from './wording-editor.js';
import '../edit-parts.css';
import './letter-paper.css';

/** The letter's number, who issues it, to whom, and how often one may have it. */
export function Component() {
  const { t } = useTranslation();
  const { definition, below, contents, edit } = useDesk<LetterDefinition>();
  const number = useRef<WordingHandle | null>(null);
  const ledger = ledgerOf(definition, contents);
  const { pattern } = definition.serial;
  const step = t('design.letters.steps.changeSerial');
  const words = {
    office: t('design.letters.serialOffice'),
    school: t('design.letters.serialSchool'),
    year: t('design.letters.serialYear'),
    schoolYear: t('design.letters.words.schoolYear'),
    number: t('design.letters.serialNumber'),
  };
  const per = definition.once?.per ?? 'child';
  const rules = onceRules(ledger, contents, t, per);
  const rule = ruleOf(definition, rules);
  return (
    <div className="letter-desk">
      <div className="panel edit-lines">
        <Line label={t('design.letters.serial')}>
          <div className="serial-pattern">
            <WordingEditor
              value={plainPattern(pattern)}
              titles={words}
              label={t('design.letters.serialPattern')}
              take={(given) => {
                number.current = given;
              }}
              onChange={(text) =>
                edit(step, (letter) => setAt(letter, ['serial', 'pattern'], withDigits(text, digitsOf(letter.serial.pattern))), 'serial.pattern')
              }
            />
          </div>
          <span className="serial-parts">
            {Object.entries(words).map(([key, title]) => (
              <Button key={key} size="small" onClick={() => number.current?.insert(`{${key}}`)}>
                {t('design.letters.serialInsert', { title })}
              </Button>
            ))}
          </span>
          <span>{t('design.letters.serialLike', { example: serialExample(definition, t('design.letters.anySchool')) })}</span>
          <PlaceFaults path={['serial', 'pattern']} />
        </Line>
        <Line label={t('design.letters.serialOffice')}>
          <Input
            className="short-input"
            aria-label={t('design.letters.serialOffice')}
            maxLength={20}
            value={definition.serial.office ?? ''}
            onChange={({ target }) =>
              edit(
                step,
                (letter) => setAt(letter, ['serial', 'office'], target.value === '' && !isFromBelow(below, ['serial', 'office']) ? undefined : target.value),
                'serial.office',
              )
            }
          />
          <PlaceFaults path={['serial', 'office']} />
        </Line>
        <Line label={t('design.letters.serialDigits')}>
          <InputNumber
            aria-label={t('design.letters.serialDigits')}
            min={0}
            max={8}
            precision={0}
            value={digitsOf(pattern)}
            onChange={(digits) =>
              digits !== null && edit(step, (letter) => setAt(letter, ['serial', 'pattern'], withDigits(letter.serial.pattern, digits)), 'serial.digits')
            }
          />
          <span className="quiet">{t('design.letters.serialDigitsHint')}</span>
        </Line>
        <Line label={t('design.letters.numbersPer')}>
          {(['school', 'schoolYear'] as const).map((what) => (
            <Checkbox
              key={what}
              checked={definition.serial.per?.[what] === true}
              onChange={({ target }) =>
                edit(step, (letter) =>
                  setAt(letter, ['serial', 'per', what], target.checked || (isFromBelow(below, ['serial', 'per', what]) ? false : undefined)),
                )
              }
            >
              {t(`design.letters.numbers.${what}`)}
            </Checkbox>
          ))}
          <span className="quiet">{t('design.letters.numbersHint')}</span>
        </Line>
        <Line label={t('design.letters.by')}>
          <RolesField path={['by']} roles={letterIssuers} label={t('design.letters.by')} />
        </Line>
        <Line label={t('design.letters.of')}>
          <Select
            className="short-input"
            aria-label={t('design.letters.of')}
            value={definition.of}
            options={Object.values(contents).flatMap(({ id, kind, title }) => (kind === 'ledger' ? [{ value: id, label: title }] : []))}
            onChange={(of) => edit(t('design.letters.steps.changeLedger'), (letter) => setAt(letter, ['of'], of))}
          />
          <PlaceFaults path={['of']} />
        </Line>
        <Line label={t('design.letters.for')}>
          {ledger && <ChildCondition path={['for']} ledger={ledger} label={t('design.letters.for')} everybody={t('design.letters.forAll')} day="date" />}
        </Line>
        <Line label={t('design.letters.once')}>
          <Select
            className="short-input"
            aria-label={t('design.letters.once')}
            value={rule}
            options={[
              { value: 'any', label: t('design.letters.onceAny') },
              ...rules.map(({ key, title }) => ({ value: key, label: title })),
              ...(rule === 'own' ? [{ value: 'own', label: t('design.letters.onceOwn') }] : []),
            ]}
            onChange={(chosen) => {
              const found = rules.find(({ key }) => key === chosen);
              edit(t('design.letters.steps.changeOnce'), (letter) => {
                if (found) return setAt(letter, ['once'], { ...letter.once, key: found.text, title: found.title });
                // What lies below cannot be taken away; an empty word lets a child have any number.
                return isFromBelow(below, ['once'])
                  ? setAt(letter, ['once'], { key: "''", title: t('design.letters.onceAny') })
                  : setAt(letter, ['once'], undefined);
              });
            }}
          />
          {rule !== 'any' && (
            <Checkbox
              checked={per === 'household'}
              disabled={!ledger?.meanings.household && per !== 'household'}
              onChange={({ target }) =>
                edit(t('design.letters.steps.changeOnce'), (letter) => {
                  const next = target.checked ? 'household' : 'child';
                  const title = onceRules(ledger, contents, t, next).find(({ key }) => key === rule)?.title ?? letter.once?.title;
                  return setAt(letter, ['once'], { ...letter.once, title, per: next });
                })
              }
            >
              {t('design.letters.perHousehold')}
            </Checkbox>
          )}
          <PlaceFaults path={['once']} within />
          {rule === 'own' && (
            <div className="paragraph-condition">
              <Input
                aria-label={t('design.letters.onceTitle')}
                value={definition.once?.title ?? ''}
                onChange={({ target }) => edit(t('design.letters.steps.changeOnce'), (letter) => setAt(letter, ['once', 'title'], target.value), 'once.title')}
              />
              <ExpressionField path={['once', 'key']} label={t('design.letters.once')} />
            </div>
          )}
        </Line>
        {byOrder(definition.fields).some((field) => field.ask && !field.hidden) && <p className="quiet">{t('design.letters.askedHint')}</p>}
      </div>
      <LetterPreview />
    </div>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="edit-line">
      <div className="edit-line-label">{label}</div>
      <div className="edit-line-body edit-line-tall">{children}</div>
    </div>
  );
}
