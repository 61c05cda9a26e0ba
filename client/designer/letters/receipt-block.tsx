import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LetterDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { isFromBelow, setAt } from '../edit-tree.js';
import { addBehind, lastIn, moveIn } from '../move-entries.js';
import { PlaceFaults } from '../place-faults.js';
import { InsertMenu } from './insert-menu.js';
import { nextKey, takeAway } from './letter-edits.js';
import { ReceiptCopies } from './receipt-copies.js';
import { WordingEditor, type WordingHandle } from './wording-editor.js';

type Line = { key: string; title: string; text?: string; hidden?: boolean };

/** The receipt at the foot of the sheet: lines printed, and lines left to be written by hand. */
export function ReceiptBlock({ titles }: { titles: { [key: string]: string } }) {
  const { t } = useTranslation();
  const { definition, below, prefix, edit, select } = useDesk<LetterDefinition>();
  const [begun, setBegun] = useState('');
  const { receipt } = definition;
  const lines: Line[] = byOrder(receipt?.lines);
  const step = t('design.letters.steps.changeReceipt');
  if (!receipt || receipt.hidden)
    return (
      <Button
        size="small"
        onClick={() =>
          edit(step, (letter) =>
            letter.receipt
              ? setAt(letter, ['receipt', 'hidden'], isFromBelow(below, ['receipt', 'hidden']) ? false : undefined)
              : setAt(letter, ['receipt'], {
                  title: t('design.letters.receiptTitle'),
                  lines: {
                    document: { title: t('design.letters.receiptDocument'), text: '{letterTitle}　{serial}' },
                    sign: { title: t('design.letters.receiptSign') },
                  },
                }),
          )
        }
      >
        {t('design.letters.withReceipt')}
      </Button>
    );
  const add = () => {
    const key = nextKey('r', prefix, receipt.lines);
    edit(step, (letter) =>
      addBehind(letter, ['receipt', 'lines'], letter.receipt?.lines, key, { title: t('design.letters.newLine') }, lastIn(letter.receipt?.lines)),
    );
    select(['receipt', 'lines', key]);
    setBegun(key);
  };
  return (
    <section className="receipt-block" aria-label={t('design.letters.receipt')}>
      <p className="receipt-cut">{t('design.letters.cut')}</p>
      <Input
        className="receipt-title"
        variant="borderless"
        aria-label={t('design.letters.receiptName')}
        value={receipt.title}
        onChange={({ target }) => edit(step, (letter) => setAt(letter, ['receipt', 'title'], target.value), 'receipt.title')}
      />
      <PlaceFaults path={['receipt', 'title']} />
      {lines
        .filter((line) => !line.hidden)
        .map((line, index) => (
          <ReceiptLine key={line.key} line={line} number={index + 1} titles={titles} isNew={line.key === begun} />
        ))}
      <ReceiptCopies />
      <div className="paragraph-deeds">
        <Button size="small" onClick={add}>
          {t('design.letters.addLine')}
        </Button>
        <Button size="small" danger onClick={() => edit(step, (letter) => takeAway(letter, below, ['receipt']))}>
          {t('design.letters.noReceipt')}
        </Button>
        {lines
          .filter((line) => line.hidden)
          .map((line) => (
            <Button
              key={line.key}
              size="small"
              type="dashed"
              onClick={() =>
                edit(step, (letter) =>
                  setAt(letter, ['receipt', 'lines', line.key, 'hidden'], isFromBelow(below, ['receipt', 'lines', line.key, 'hidden']) ? false : undefined),
                )
              }
            >
              {t('design.letters.lineAgain', { title: line.title })}
            </Button>
          ))}
      </div>
    </section>
  );
}

type LineProps = { line: Line; number: number; titles: { [key: string]: string }; isNew: boolean };

function ReceiptLine({ line, number, titles, isNew }: LineProps) {
  const { t } = useTranslation();
  const { below, edit, selection, select } = useDesk<LetterDefinition>();
  const handle = useRef<WordingHandle | null>(null);
  const named = useRef(false);
  const path = ['receipt', 'lines', line.key];
  const isChosen = selection?.join('.') === path.join('.');
  const step = t('design.letters.steps.changeReceipt');
  const move = (by: -1 | 1) => edit(step, (letter) => moveIn(letter, ['receipt', 'lines'], letter.receipt?.lines, line.key, by));
  return (
    <div className={`receipt-line${isChosen ? ' paragraph-chosen' : ''}`}>
      <Input
        variant="borderless"
        aria-label={t('design.letters.lineName', { number })}
        value={line.title}
        ref={(box) => {
          // What was just added wants its name next.
          if (isNew && !named.current) box?.focus({ cursor: 'all' });
          if (box) named.current = true;
        }}
        onFocus={() => select(path)}
        onChange={({ target }) => edit(step, (letter) => setAt(letter, [...path, 'title'], target.value), `${path.join('.')}.title`)}
      />
      <WordingEditor
        value={line.text ?? ''}
        titles={titles}
        label={t('design.letters.lineText', { number })}
        empty={t('design.letters.byHand')}
        take={(given) => {
          handle.current = given;
        }}
        onFocus={() => select(path)}
        onChange={(text) =>
          edit(step, (letter) => setAt(letter, [...path, 'text'], text === '' && !isFromBelow(below, [...path, 'text']) ? undefined : text), path.join('.'))
        }
      />
      <PlaceFaults path={path} within />
      {isChosen && (
        <div className="paragraph-deeds">
          <InsertMenu onInsert={(hole) => handle.current?.insert(`{${hole}}`)} />
          <Button size="small" aria-label={t('design.letters.up')} onClick={() => move(-1)}>
            ↑
          </Button>
          <Button size="small" aria-label={t('design.letters.down')} onClick={() => move(1)}>
            ↓
          </Button>
          <Button size="small" danger onClick={() => edit(step, (letter) => takeAway(letter, below, path))}>
            {isFromBelow(below, path) ? t('design.letters.hide') : t('design.letters.remove')}
          </Button>
        </div>
      )}
    </div>
  );
}
