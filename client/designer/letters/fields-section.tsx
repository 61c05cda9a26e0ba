import { Button, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LetterDefinition, LetterField } from '../../../server/domain/definition.generated.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { isFromBelow, setAt } from '../edit-tree.js';
import { ExpressionField } from '../expressions/expression-field.js';
import { moveIn } from '../move-entries.js';
import { PlaceFaults } from '../place-faults.js';
import { InsertMenu } from './insert-menu.js';
import { takeAway, usesOf } from './letter-edits.js';
import { LetterPreview } from './letter-preview.js';
import { ledgerOf, sourceGroups, workedOut } from './letter-words.js';
import { useLetterFiles } from './use-letter-files.js';
import '../edit-parts.css';
import './letter-paper.css';

/** Everything that is filled into the letter: where each comes from, and what holds where it is missing. */
export function Component() {
  const { t } = useTranslation();
  const { definition, below, edit } = useDesk<LetterDefinition>();
  const fields = byOrder(definition.fields);
  const hidden = fields.filter((field) => field.hidden);
  return (
    <div className="letter-desk">
      <div className="panel letter-fields">
        <p className="quiet">{t('design.letters.fieldsHint')}</p>
        <ul className="field-cards">
          {fields
            .filter((field) => !field.hidden)
            .map((field) => (
              <FieldCard key={field.key} field={field} />
            ))}
        </ul>
        <InsertMenu onInsert={() => {}} />
        {hidden.length > 0 && (
          <details className="hidden-paragraphs">
            <summary>{t('design.letters.hiddenFields', { count: hidden.length })}</summary>
            {hidden.map(({ key, title }) => (
              <p key={key}>
                {title}{' '}
                <Button
                  size="small"
                  onClick={() =>
                    edit(t('design.letters.steps.changeField'), (letter) =>
                      setAt(letter, ['fields', key, 'hidden'], isFromBelow(below, ['fields', key, 'hidden']) ? false : undefined),
                    )
                  }
                >
                  {t('design.letters.useAgain')}
                </Button>
              </p>
            ))}
          </details>
        )}
      </div>
      <LetterPreview />
    </div>
  );
}

function FieldCard({ field }: { field: LetterField & { key: string } }) {
  const { t } = useTranslation();
  const { definition, below, contents, faults, edit, selection, select } = useDesk<LetterDefinition>();
  const path = ['fields', field.key];
  const files = useLetterFiles();
  const page = files.data?.templates.find(({ file }) => file === definition.template.file)?.text ?? '';
  const uses = usesOf(definition, field.key, page);
  const isOpen = selection?.join('.').startsWith(path.join('.')) === true || faultsAt(faults, path).length > 0;
  const set = (name: string, value: unknown) =>
    edit(
      t('design.letters.steps.changeField'),
      (letter) =>
        setAt(letter, [...path, name], value === undefined && isFromBelow(below, [...path, name]) && typeof field[name as 'ask'] === 'boolean' ? false : value),
      [...path, name].join('.'),
    );
  const ledger = ledgerOf(definition, contents);
  const groups = sourceGroups(ledger, t);
  const lacking = field.required ? 'required' : field.wanted ? 'wanted' : 'free';
  return (
    <li className="field-card">
      <div className="field-card-line">
        <Input
          aria-label={t('design.letters.fieldName')}
          value={field.title}
          maxLength={40}
          onFocus={() => select(path)}
          onChange={({ target }) => set('title', target.value)}
        />
        <Select
          aria-label={t('design.letters.fieldFrom')}
          showSearch={{ optionFilterProp: 'label' }}
          value={field.ask ? 'ask' : field.value !== undefined ? 'value' : (field.from ?? null)}
          options={[
            { label: t('design.letters.asked'), options: [{ value: 'ask', label: t('design.letters.askAtIssue') }] },
            { label: t('design.letters.worked'), options: [{ value: 'value', label: t('design.letters.byFormula') }] },
            ...groups,
          ]}
          onChange={(from: string) => {
            select(path);
            edit(t('design.letters.steps.changeField'), (letter) => {
              const asked = from === 'ask';
              const isWorked = from === 'value';
              const next = setAt(letter, [...path, 'ask'], asked ? true : isFromBelow(below, [...path, 'ask']) ? false : undefined);
              const worked = setAt(next, [...path, 'value'], isWorked ? (workedOut(ledger, t)[0]?.value ?? "''") : undefined);
              return setAt(worked, [...path, 'from'], asked || isWorked ? undefined : from);
            });
          }}
        />
        <span className="quiet">{uses > 0 ? t('design.letters.used', { count: uses }) : t('design.letters.unused')}</span>
        <Button size="small" aria-expanded={isOpen} onClick={() => select(isOpen ? null : path)}>
          {t('design.letters.more')}
        </Button>
      </div>
      <PlaceFaults path={path} within />
      {field.value !== undefined && <ExpressionField path={[...path, 'value']} label={t('design.letters.byFormula')} />}
      {isOpen && (
        <div className="field-card-more">
          <div className="field-setting">
            <span>{t('design.letters.writtenAs')}</span>
            <Select
              aria-label={t('design.letters.writtenAs')}
              value={field.type ?? 'string'}
              options={[
                { value: 'string', label: t('design.letters.asText') },
                { value: 'date', label: t('design.letters.asDate') },
                { value: 'han-date', label: t('design.letters.asHanDate') },
              ]}
              onChange={(type) => set('type', type)}
            />
          </div>
          <div className="field-setting">
            <span>{t('design.letters.lacking')}</span>
            <Select
              aria-label={t('design.letters.lacking')}
              value={lacking}
              options={(['required', 'wanted', 'free'] as const).map((how) => ({ value: how, label: t(`design.letters.lacks.${how}`) }))}
              onChange={(how) => {
                edit(t('design.letters.steps.changeField'), (letter) => {
                  const flag = (name: string) => (how === name ? true : isFromBelow(below, [...path, name]) ? false : undefined);
                  return setAt(setAt(letter, [...path, 'required'], flag('required')), [...path, 'wanted'], flag('wanted'));
                });
              }}
            />
          </div>
          {field.ask && (
            <>
              <div className="field-setting">
                <span>{t('design.letters.proposed')}</span>
                <Input
                  aria-label={t('design.letters.proposed')}
                  maxLength={300}
                  value={field.default ?? ''}
                  onChange={({ target }) => set('default', target.value === '' ? undefined : target.value)}
                />
              </div>
              <div className="field-setting">
                <span>{t('design.letters.longest')}</span>
                <InputNumber
                  aria-label={t('design.letters.longest')}
                  min={1}
                  max={500}
                  precision={0}
                  value={field.maxLength ?? 200}
                  onChange={(most) => most !== null && set('maxLength', most)}
                />
              </div>
              <div className="field-setting">
                <span>{t('design.letters.hint')}</span>
                <Input
                  aria-label={t('design.letters.hint')}
                  maxLength={300}
                  value={field.hint ?? ''}
                  onChange={({ target }) => set('hint', target.value === '' ? undefined : target.value)}
                />
              </div>
            </>
          )}
          <span className="paragraph-deeds">
            <Button
              size="small"
              aria-label={t('design.letters.up')}
              onClick={() => edit(t('design.letters.steps.changeField'), (letter) => moveIn(letter, ['fields'], letter.fields, field.key, -1))}
            >
              ↑
            </Button>
            <Button
              size="small"
              aria-label={t('design.letters.down')}
              onClick={() => edit(t('design.letters.steps.changeField'), (letter) => moveIn(letter, ['fields'], letter.fields, field.key, 1))}
            >
              ↓
            </Button>
            <Button
              size="small"
              danger
              onClick={() => edit(t('design.letters.steps.dropField', { title: field.title }), (letter) => takeAway(letter, below, path))}
            >
              {isFromBelow(below, path) ? t('design.letters.hide') : t('design.letters.remove')}
            </Button>
          </span>
        </div>
      )}
    </li>
  );
}
