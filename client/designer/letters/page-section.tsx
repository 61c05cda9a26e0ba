import { Button, Checkbox, InputNumber, Radio, Select } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterDefinition } from '../../../server/domain/definition.generated.js';
import { Waiting } from '../../components/waiting.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { isFromBelow, setAt } from '../edit-tree.js';
import { PlaceFaults } from '../place-faults.js';
import { LetterPreview } from './letter-preview.js';
import { holeTitles } from './letter-words.js';
import { useLetterFiles } from './use-letter-files.js';
import './letter-paper.css';

const PageEditor = lazy(async () => ({ default: (await import('./page-editor.js')).PageEditor }));

/** How the sheet is laid out: one of the product's pages, or the county's own, written as text. */
export function Component() {
  const { t } = useTranslation();
  const { definition, below, edit, faults } = useDesk<LetterDefinition>();
  const files = useLetterFiles();
  const { file, text } = definition.template;
  const step = t('design.letters.steps.changePage');
  const start = files.data?.templates.find((one) => one.file === file)?.text;
  const nameOf = (name: string): string => t(`design.letters.pages.${name.split('/')[0]}` as never) as string;
  return (
    <div className="letter-desk">
      <div className="panel letter-page">
        <p className="quiet">{t('design.letters.pageHint')}</p>
        <Radio.Group
          aria-label={t('design.letters.page')}
          value={text === undefined ? (file ?? '') : 'own'}
          onChange={({ target }) =>
            edit(step, (letter) => {
              if (target.value === 'own') return setAt(letter, ['template', 'text'], start ?? '');
              const without = setAt(letter, ['template', 'text'], isFromBelow(below, ['template', 'text']) ? '' : undefined);
              return setAt(without, ['template', 'file'], target.value);
            })
          }
          options={[
            ...(files.data?.templates ?? []).map((one) => ({ value: one.file, label: nameOf(one.file) })),
            { value: 'own', label: t('design.letters.ownPage'), disabled: text === undefined && start === undefined },
          ]}
        />
        <Sizes />
        <Looks />
        <PlaceFaults path={['template']} within />
        {text !== undefined && (
          <>
            <p className="quiet">{t('design.letters.ownHint')}</p>
            <Suspense fallback={<Waiting />}>
              <PageEditor
                value={text}
                label={t('design.letters.ownPage')}
                names={Object.entries(holeTitles(definition, t)).filter(([key]) => definition.fields?.[key])}
                lines={faultsAt(faults, ['template']).flatMap(({ message }) => {
                  const line = /^\D{1,6}(\d+) /.exec(message)?.[1];
                  return line === undefined ? [] : [{ line: Number(line), message }];
                })}
                onChange={(next) => edit(step, (letter) => setAt(letter, ['template', 'text'], next), 'template.text')}
              />
            </Suspense>
            <Button
              size="small"
              disabled={start === undefined || start === text}
              onClick={() => edit(step, (letter) => setAt(letter, ['template', 'text'], start))}
            >
              {t('design.letters.startAgain')}
            </Button>
          </>
        )}
      </div>
      <LetterPreview />
    </div>
  );
}

const sizes = { fontSize: [9, 22, 0.5], lineHeight: [1, 3, 0.1], lawSize: [8, 18, 0.5], titleSize: [12, 40, 1] } as const;

const choices = { titleColour: ['black', 'red'], signDate: ['digits', 'han'] } as const;

/** Colour of the title, the line below it, the day at the foot. */
function Looks() {
  const { t } = useTranslation();
  const { definition, below, edit } = useDesk<LetterDefinition>();
  const set = (name: string, value: unknown) => edit(t('design.letters.steps.changePage'), (letter) => setAt(letter, ['paper', name], value));
  return (
    <fieldset className="letter-sizes" aria-label={t('design.letters.looks')}>
      {(Object.keys(choices) as (keyof typeof choices)[]).map((name) => (
        <div key={name} className="field-setting">
          <span>{t(`design.letters.${name}`)}</span>
          <Select
            aria-label={t(`design.letters.${name}`)}
            value={definition.paper?.[name] ?? choices[name][0]}
            options={choices[name].map((one) => ({ value: one, label: t(`design.letters.${name}s.${one}` as never) as string }))}
            onChange={(one) => set(name, one)}
          />
        </div>
      ))}
      <Checkbox
        checked={definition.paper?.headLine === true}
        onChange={({ target }) => set('headLine', target.checked || (isFromBelow(below, ['paper', 'headLine']) ? false : undefined))}
      >
        {t('design.letters.headLine')}
      </Checkbox>
    </fieldset>
  );
}

/** Larger or smaller letters without writing a layout. */
function Sizes() {
  const { t } = useTranslation();
  const { definition, edit } = useDesk<LetterDefinition>();
  return (
    <fieldset className="letter-sizes" aria-label={t('design.letters.sizes')}>
      {Object.entries(sizes).map(([name, [min, max, step]]) => (
        <div key={name} className="field-setting">
          <span>{t(`design.letters.${name as keyof typeof sizes}`)}</span>
          <InputNumber
            aria-label={t(`design.letters.${name as keyof typeof sizes}`)}
            min={min}
            max={max}
            step={step}
            value={definition.paper?.[name as keyof typeof sizes] ?? null}
            onChange={(next) => edit(t('design.letters.steps.changeSizes'), (letter) => setAt(letter, ['paper', name], next ?? undefined), `paper.${name}`)}
          />
        </div>
      ))}
      <span className="quiet">{t('design.letters.fontHint')}</span>
    </fieldset>
  );
}
