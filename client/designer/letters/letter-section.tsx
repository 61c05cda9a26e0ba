import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LetterDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { addBehind, lastIn } from '../move-entries.js';
import { PlaceFaults } from '../place-faults.js';
import { ClauseList } from './clause-list.js';
import { nextKey } from './letter-edits.js';
import { LetterPreview } from './letter-preview.js';
import { holeTitles } from './letter-words.js';
import { HiddenParagraphs, ParagraphBlock } from './paragraph-block.js';
import { ReceiptBlock } from './receipt-block.js';
import { serialExample } from './serial-words.js';
import './letter-paper.css';

/** A letter edited where its words stand on the paper, with the page it makes beside it. */
export function Component() {
  const { t } = useTranslation();
  const { definition, prefix, edit, select, go } = useDesk<LetterDefinition>();
  const titles = holeTitles(definition, t);
  const texts = byOrder(definition.texts);
  const shown = texts.filter((text) => !text.hidden).map((entry, index) => ({ entry, number: index + 1 }));
  const above = shown.filter(({ entry }) => entry.kind === 'above');
  const subtitles = shown.filter(({ entry }) => entry.kind === 'subtitle');
  const wording = shown.filter(({ entry }) => entry.kind !== 'above' && entry.kind !== 'subtitle');
  const law = wording.findIndex(({ entry }) => entry.kind === 'law');
  const add = (after: string | null, entry: { text: string; kind?: 'law' | 'above' }) => {
    const key = nextKey('p', prefix, definition.texts);
    edit(t('design.letters.steps.addText'), (letter) => addBehind(letter, ['texts'], letter.texts, key, entry, after));
    select(['texts', key]);
  };
  const paragraphs = (some: typeof shown) => some.map(({ entry, number }) => <ParagraphBlock key={entry.key} entry={entry} titles={titles} number={number} />);
  return (
    <div className="letter-desk">
      <div className="letter-paper">
        {paragraphs(above)}
        <Input.TextArea
          className="letter-title"
          variant="borderless"
          autoSize
          aria-label={t('design.letters.title')}
          value={definition.title}
          maxLength={120}
          onFocus={() => select(['title'])}
          onChange={({ target }) =>
            edit(t('design.letters.steps.changeTitle'), (letter) => setAt(letter, ['title'], target.value.replaceAll('\n', '')), 'title')
          }
        />
        <PlaceFaults path={['title']} />
        {paragraphs(subtitles)}
        <button type="button" className="letter-serial" onClick={() => go('letter-rules', ['serial'])} title={t('design.letters.changeSerial')}>
          {serialExample(definition, t('design.letters.anySchool'))}
        </button>
        {paragraphs(law < 0 ? wording : wording.slice(0, law + 1))}
        {law >= 0 && <ClauseList />}
        {law >= 0 && paragraphs(wording.slice(law + 1))}
        <div className="paragraph-deeds">
          <Button size="small" onClick={() => add(lastIn(definition.texts), { text: '' })}>
            {t('design.letters.addText')}
          </Button>
          <Button size="small" onClick={() => add(lastIn(definition.texts), { text: '', kind: 'above' })}>
            {t('design.letters.addAbove')}
          </Button>
          {law < 0 && (
            <Button size="small" onClick={() => add(lastIn(definition.texts), { text: t('design.letters.lawHeading'), kind: 'law' })}>
              {t('design.letters.withLaw')}
            </Button>
          )}
        </div>
        <HiddenParagraphs hidden={texts.filter((text) => text.hidden)} />
        <button type="button" className="letter-sign" onClick={() => go('letter-page', ['paper'])}>
          {t('design.letters.sign')}
        </button>
        <ReceiptBlock titles={titles} />
      </div>
      <LetterPreview />
    </div>
  );
}
