import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClauseDefinition, ClauseEdition } from '../../../server/domain/definition.generated.js';
import { articlesIn, articleTitle } from '../../../server/domain/law-text.js';
import { DayInput } from '../../components/day-input.js';
import { useDesk } from '../design-desk.js';
import { isFromBelow, setAt } from '../edit-tree.js';
import { PlaceFaults } from '../place-faults.js';
import { EditionDialog } from './edition-dialog.js';
import { LettersQuoting } from './letters-quoting.js';
import '../edit-parts.css';
import './laws.css';

/** A law: its editions with their days, and the articles of the one that is open. */
export function Component() {
  const { t } = useTranslation();
  const { definition, below, edit, selection, select } = useDesk<ClauseDefinition>();
  const editions = Object.entries(definition.editions).sort(([, a], [, b]) => (a.from < b.from ? 1 : -1));
  const key = (selection?.[0] === 'editions' ? selection[1] : undefined) ?? editions[0]?.[0] ?? '';
  const edition = definition.editions[key];
  const [copying, setCopying] = useState(false);
  const [pasting, setPasting] = useState(false);
  if (!edition) return null;
  const path = ['editions', key];
  const isOwn = !isFromBelow(below, path);
  const step = t('design.letters.steps.changeEdition');
  const set = (name: keyof ClauseEdition, value: string) =>
    edit(step, (law) => setAt(law, [...path, name], value === '' ? undefined : value), [...path, name].join('.'));
  const nextNumber = Math.max(0, ...Object.keys(edition.articles).map((one) => Number(/^a(\d+)/.exec(one)?.[1] ?? 0))) + 1;
  return (
    <div className="law-desk">
      <section className="panel edit-lines" aria-label={t('design.letters.editionOpen')}>
        <div className="law-deeds">
          <Select
            className="law-edition"
            aria-label={t('design.letters.editionOpen')}
            value={key}
            options={editions.map(([one, { title, from, until }]) => ({
              value: one,
              label: t('design.letters.editionName', { title, from, until: until ?? t('design.letters.untilNow') }),
            }))}
            onChange={(one) => select(['editions', one])}
          />
          <Button onClick={() => setCopying(true)}>{t('design.letters.copyEdition')}</Button>
          {isOwn && <Button onClick={() => setPasting(true)}>{t('design.letters.pasteLaw')}</Button>}
        </div>
        {!isOwn && <p className="quiet">{t('design.letters.editionBelow')}</p>}
        <div className="law-days">
          {isOwn && (
            <div className="law-title">
              <span>{t('design.letters.editionTitle')}</span>
              <Input
                aria-label={t('design.letters.editionTitle')}
                value={edition.title}
                maxLength={200}
                onChange={({ target }) => set('title', target.value)}
              />
            </div>
          )}
          {(['passed', 'from', 'until'] as const).map((name) => (
            <div key={name} className="field-setting">
              <span>{t(`design.letters.days.${name}`)}</span>
              {isOwn || name === 'until' ? (
                <DayInput
                  label={t(`design.letters.days.${name}`)}
                  value={edition[name] ?? ''}
                  onDay={(day) => (day !== '' || name === 'until') && set(name, day)}
                />
              ) : (
                <span>{edition[name]}</span>
              )}
            </div>
          ))}
        </div>
        <PlaceFaults path={path} within />
      </section>
      <LettersQuoting />
      <ol className="panel law-articles law-articles-open">
        {Object.entries(edition.articles).map(([article, { title, text }]) => (
          <Article key={`${key}.${article}`} path={[...path, 'articles', article]} title={title} text={text} isOwn={isOwn} />
        ))}
      </ol>
      {isOwn && (
        <Button
          onClick={() => {
            edit(step, (law) => setAt(law, [...path, 'articles', `a${nextNumber}`], { title: articleTitle(nextNumber), text: t('design.letters.newArticle') }));
            select([...path, 'articles', `a${nextNumber}`]);
          }}
        >
          {t('design.letters.addArticle')}
        </Button>
      )}
      {copying && (
        <EditionDialog
          copied={key}
          onClose={() => setCopying(false)}
          onMade={(made) => {
            setCopying(false);
            select(['editions', made]);
          }}
        />
      )}
      {pasting && <PasteDialog path={[...path, 'articles']} onClose={() => setPasting(false)} />}
    </div>
  );
}

function Article({ path, title, text, isOwn }: { path: string[]; title: string; text: string; isOwn: boolean }) {
  const { t } = useTranslation();
  const { edit, selection, select } = useDesk<ClauseDefinition>();
  const isOpen = isOwn && selection?.join('.') === path.join('.');
  const step = t('design.letters.steps.changeEdition');
  return (
    <li>
      <div className="law-head">
        <b>{title}</b>
        {isOwn && (
          <>
            <Button
              size="small"
              aria-label={t('design.letters.editArticle', { title })}
              aria-expanded={isOpen}
              onClick={() => select(isOpen ? path.slice(0, 2) : path)}
            >
              {isOpen ? t('design.letters.doneArticle') : t('design.letters.changeArticle')}
            </Button>
            <Button
              size="small"
              type="text"
              danger
              aria-label={t('design.letters.dropArticle', { title })}
              onClick={() => edit(step, (law) => setAt(law, path, undefined))}
            >
              {t('design.letters.remove')}
            </Button>
          </>
        )}
      </div>
      {isOpen ? (
        <Input.TextArea
          autoSize
          aria-label={title}
          value={text}
          maxLength={5000}
          onChange={({ target }) => edit(step, (law) => setAt(law, [...path, 'text'], target.value), path.join('.'))}
        />
      ) : (
        text.split('\n').map((paragraph) => <p key={paragraph}>{paragraph}</p>)
      )}
    </li>
  );
}

/** The whole text pasted, cut at 第…条 and shown before it takes the place of the articles. */
function PasteDialog({ path, onClose }: { path: string[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { edit } = useDesk<ClauseDefinition>();
  const [text, setText] = useState('');
  const articles = articlesIn(text);
  const found = Object.values(articles);
  return (
    <Modal
      open
      width="min(820px, 96vw)"
      style={{ top: 16 }}
      title={t('design.letters.pasteLaw')}
      okText={t('design.letters.takeArticles')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: found.length === 0 }}
      onCancel={onClose}
      onOk={() => {
        edit(t('design.letters.steps.changeEdition'), (law) => setAt(law, path, articles));
        onClose();
      }}
    >
      <p className="quiet">{t('design.letters.pasteHint')}</p>
      <Input.TextArea autoFocus rows={12} aria-label={t('design.letters.pasteLaw')} value={text} onChange={({ target }) => setText(target.value)} />
      <p role="status">
        {found.length > 0
          ? t('design.letters.articlesFound', { count: found.length, first: found[0]?.title ?? '', last: found.at(-1)?.title ?? '' })
          : text.trim() !== '' && t('design.letters.noArticlesFound')}
      </p>
    </Modal>
  );
}
