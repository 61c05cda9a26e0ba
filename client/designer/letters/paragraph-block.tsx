import { Button, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterDefinition, LetterText } from '../../../server/domain/definition.generated.js';
import type { JsonMap } from '../../../server/domain/merge-patch.js';
import { useDesk } from '../design-desk.js';
import { isFromBelow, setAt } from '../edit-tree.js';
import { addBehind, moveIn } from '../move-entries.js';
import { PlaceFaults } from '../place-faults.js';
import { InsertMenu } from './insert-menu.js';
import { nextKey, splitText, takeAway } from './letter-edits.js';
import { ledgerOf } from './letter-words.js';
import { PieceDeeds } from './piece-deeds.js';
import { WordingEditor, type WordingHandle } from './wording-editor.js';

const kinds = ['body', 'salutation', 'heading', 'law', 'centre', 'right', 'above', 'subtitle'] as const;

type Props = { entry: LetterText & { key: string }; titles: { [key: string]: string }; number: number };

/** One paragraph as it stands on the paper; chosen, with everything that can be done to it. */
export function ParagraphBlock({ entry, titles, number }: Props) {
  const { t } = useTranslation();
  const { definition, below, prefix, contents, edit, selection, select } = useDesk<LetterDefinition>();
  const handle = useRef<WordingHandle | null>(null);
  const [asksWhom, setAsksWhom] = useState(entry.when !== undefined);
  const path = ['texts', entry.key];
  const kind = entry.kind ?? 'body';
  const isChosen = selection?.[0] === 'texts' && selection[1] === entry.key;
  const ledger = ledgerOf(definition, contents);
  const name = t('design.letters.paragraph', { number });
  const deed = (words: string, change: (letter: LetterDefinition) => LetterDefinition) =>
    edit(t(`design.letters.steps.${words}` as never, { number }) as string, change);
  const addBelow = () => {
    const key = nextKey('p', prefix, definition.texts);
    deed('addText', (letter) => addBehind(letter, ['texts'], letter.texts, key, { text: '' }, entry.key));
    select(['texts', key]);
  };
  return (
    <section className={`paragraph paragraph-${kind}${isChosen ? ' paragraph-chosen' : ''}`} aria-label={name}>
      {entry.when !== undefined && <p className="paragraph-when">{t('design.letters.onlySome')}</p>}
      <WordingEditor
        value={entry.text}
        titles={titles}
        label={name}
        empty={t('design.letters.writeHere')}
        take={(given) => {
          handle.current = given;
          if (given && isChosen && entry.text === '') given.focus();
        }}
        onFocus={() => select(path)}
        onChange={(text) => edit(t('design.letters.steps.changeText', { number }), (letter) => setAt(letter, [...path, 'text'], text), path.join('.'))}
        onLines={(lines) => {
          const { letter, last } = splitText(definition, entry.key, lines, prefix);
          edit(t('design.letters.steps.addText'), (now) => ({ ...now, texts: letter.texts ?? {} }));
          select(['texts', last]);
        }}
      />
      <PlaceFaults path={path} within />
      {isChosen && (
        <div className="paragraph-deeds">
          <InsertMenu onInsert={(hole) => handle.current?.insert(`{${hole}}`)} />
          <Select
            size="small"
            aria-label={t('design.letters.kind')}
            value={kind}
            options={kinds.map((one) => ({ value: one, label: t(`design.letters.kinds.${one}`) }))}
            onChange={(one) =>
              deed('changeKind', (letter) => setAt(letter, [...path, 'kind'], one === 'body' && !isFromBelow(below, [...path, 'kind']) ? undefined : one))
            }
          />
          <Button size="small" onClick={addBelow}>
            {t('design.letters.addBelow')}
          </Button>
          <PieceDeeds
            path={path}
            ledger={ledger}
            asksWhom={asksWhom}
            onMove={(by) => deed('moveText', (letter) => moveIn(letter, ['texts'], letter.texts, entry.key, by))}
            onDrop={() => deed('dropText', (letter) => takeAway(letter, below, path))}
            onAskWhom={(on) => {
              setAsksWhom(on);
              if (!on && entry.when !== undefined) deed('changeWhom', (letter) => setAt(letter, [...path, 'when'], undefined));
            }}
          />
        </div>
      )}
    </section>
  );
}

/** Paragraphs that are not used, with a way back. */
export function HiddenParagraphs({ hidden }: { hidden: (LetterText & { key: string })[] }) {
  const { t } = useTranslation();
  const { below, edit } = useDesk<LetterDefinition>();
  if (hidden.length === 0) return null;
  const backTo = (key: string): false | undefined => ((below as { texts?: { [key: string]: JsonMap } }).texts?.[key]?.hidden === true ? false : undefined);
  return (
    <details className="hidden-paragraphs">
      <summary>{t('design.letters.hiddenCount', { count: hidden.length })}</summary>
      {hidden.map(({ key, text }) => (
        <p key={key}>
          <span className="quiet">{text}</span>{' '}
          <Button size="small" onClick={() => edit(t('design.letters.steps.showText'), (letter) => setAt(letter, ['texts', key, 'hidden'], backTo(key)))}>
            {t('design.letters.useAgain')}
          </Button>
        </p>
      ))}
    </details>
  );
}
