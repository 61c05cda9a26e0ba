import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LetterDefinition } from '../../../server/domain/definition.generated.js';
import { letterWords } from '../../../server/domain/open-letter.js';
import { useDesk } from '../design-desk.js';
import { addField, fieldFrom, freeTitle, nextKey } from './letter-edits.js';
import { ledgerOf, sourceGroups, workedOut } from './letter-words.js';

/** What can be filled in where one writes: what the letter has, any field of the ledger, school and office, or something asked when it is issued. */
export function InsertMenu({ onInsert }: { onInsert: (hole: string) => void }) {
  const { t } = useTranslation();
  const { definition, contents, prefix, edit } = useDesk<LetterDefinition>();
  const [asking, setAsking] = useState<string | null>(null);
  const ledger = ledgerOf(definition, contents);
  const own = byOrder(definition.fields).filter((field) => !field.hidden);
  const sources = sourceGroups(ledger, t).map(({ label, options }) => ({
    label,
    options: options.filter(({ value }) => fieldFrom(definition, value) === null),
  }));
  const worked = workedOut(ledger, t);
  const titleOf = (source: string): string => sources.flatMap(({ options }) => options).find(({ value }) => value === source)?.label ?? source;
  const choose = (value: string) => {
    const [how, what = ''] = [value.slice(0, value.indexOf(':')), value.slice(value.indexOf(':') + 1)];
    if (how === 'hole') return onInsert(what);
    if (how === 'ask') return setAsking('');
    if (how === 'work') return addWorked(what);
    const key = nextKey(what.split('.')[1] ?? 'f', prefix, definition.fields);
    const isDate = ledger?.schema.properties[what.split('.')[1] ?? '']?.format === 'date';
    const title = freeTitle(definition, titleOf(what));
    edit(t('design.letters.steps.addField', { title }), (letter) => addField(letter, key, { title, from: what, ...(isDate ? { type: 'date' } : {}) }));
    onInsert(key);
  };
  const addWorked = (value: string) => {
    const title = freeTitle(definition, worked.find((one) => one.value === value)?.label ?? '');
    const key = nextKey('v', prefix, definition.fields);
    edit(t('design.letters.steps.addField', { title }), (letter) => addField(letter, key, { title, value }));
    onInsert(key);
  };
  const ask = () => {
    const title = freeTitle(definition, (asking ?? '').trim());
    if (title === '') return;
    const key = nextKey('ask', prefix, definition.fields);
    edit(t('design.letters.steps.addField', { title }), (letter) => addField(letter, key, { title, ask: true, type: 'string', maxLength: 60 }));
    setAsking(null);
    onInsert(key);
  };
  return (
    <>
      <Select
        className="insert-menu"
        aria-label={t('design.letters.insert')}
        placeholder={t('design.letters.insert')}
        size="small"
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={260}
        value={null}
        onChange={(value: string | null) => value !== null && choose(value)}
        options={[
          { label: t('design.letters.inLetter'), options: own.map(({ key, title }) => ({ value: `hole:${key}`, label: title })) },
          {
            label: t('design.letters.ofLetter'),
            options: letterWords.map((word) => ({ value: `hole:${word}`, label: t(`design.letters.words.${word}` as never) as string })),
          },
          ...sources.map(({ label, options }) => ({ label, options: options.map((one) => ({ value: `from:${one.value}`, label: one.label })) })),
          ...(worked.length > 0 ? [{ label: t('design.letters.worked'), options: worked.map(({ value, label }) => ({ value: `work:${value}`, label })) }] : []),
          { label: t('design.letters.asked'), options: [{ value: 'ask:', label: t('design.letters.askNew') }] },
        ]}
      />
      <Modal
        open={asking !== null}
        title={t('design.letters.askTitle')}
        okText={t('design.letters.insertThis')}
        cancelText={t('cancel')}
        okButtonProps={{ disabled: (asking ?? '').trim() === '' }}
        onOk={ask}
        onCancel={() => setAsking(null)}
        destroyOnHidden
      >
        <p className="quiet">{t('design.letters.askHint')}</p>
        <Input
          autoFocus
          aria-label={t('design.letters.askName')}
          maxLength={40}
          value={asking ?? ''}
          onChange={({ target }) => setAsking(target.value)}
          onPressEnter={ask}
        />
      </Modal>
    </>
  );
}
