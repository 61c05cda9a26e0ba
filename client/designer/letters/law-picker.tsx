import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { articlePart } from '../../../server/domain/article-part.js';
import type { ClauseDefinition } from '../../../server/domain/definition.generated.js';
import { Waiting } from '../../components/waiting.js';
import { articleIn, today, useLetterFiles } from './use-letter-files.js';

const shown = 60;
/** No law has it for a name. */
const all = '';

/** The law library: a law, its articles with their text, whole or one paragraph of one. */
export function LawPicker({
  first,
  onPick,
  onClose,
}: {
  /** The law that is open at first. */
  first: string | undefined;
  onPick: (law: string, article: string, paragraph: number | null) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const files = useLetterFiles();
  const [law, setLaw] = useState<string | null>(first ?? null);
  const [sought, setSought] = useState('');
  const laws = files.data?.laws ?? [];
  const open = laws.filter(({ id }) => law === null || id === law);
  const articles = open.flatMap((one) => articlesOf(one).map((article) => ({ ...article, id: one.id })));
  const found = articles.filter(({ title, text }) => sought.trim() === '' || title.includes(sought.trim()) || text.includes(sought.trim()));
  return (
    <Modal open width="min(860px, 96vw)" style={{ top: 16 }} title={t('design.letters.lawLibrary')} footer={null} onCancel={onClose}>
      {files.isPending && <Waiting />}
      <div className="law-search">
        <Select
          aria-label={t('design.letters.law')}
          value={law ?? all}
          options={[{ value: all, label: t('design.letters.allLaws') }, ...laws.map(({ id, title }) => ({ value: id, label: title }))]}
          onChange={(id: string) => setLaw(id === all ? null : id)}
        />
        <Input.Search
          aria-label={t('design.letters.searchLaw')}
          placeholder={t('design.letters.searchLaw')}
          allowClear
          value={sought}
          onChange={({ target }) => setSought(target.value)}
        />
      </div>
      <ol className="law-articles">
        {found.slice(0, shown).map((article) => {
          const paragraphs = article.text.split('\n');
          const pick = (paragraph: number | null) => onPick(article.id, article.key, paragraph);
          return (
            <li key={`${article.id}.${article.key}`}>
              <div className="law-head">
                <b>{law === null ? t('design.letters.clauseOf', { law: article.law, article: article.title }) : article.title}</b>
                <span className="quiet">{t('design.letters.edition', { passed: article.passed, from: article.from })}</span>
                {!article.isInForce && <span className="law-old">{t('design.letters.notInForce')}</span>}
                <Button size="small" type="primary" ghost aria-label={t('design.letters.quoteWhole', { article: article.title })} onClick={() => pick(null)}>
                  {t('design.letters.quote')}
                </Button>
              </div>
              {paragraphs.map((text, index) => (
                <p key={text}>
                  {text}{' '}
                  {paragraphs.length > 1 && (
                    <Button
                      size="small"
                      type="link"
                      aria-label={t('design.letters.quotePart', { article: article.title, part: articlePart(paragraphs, index + 1) })}
                      onClick={() => pick(index + 1)}
                    >
                      {t('design.letters.quoteOnly', { part: articlePart(paragraphs, index + 1) })}
                    </Button>
                  )}
                </p>
              ))}
            </li>
          );
        })}
      </ol>
      {found.length > shown && <p className="quiet">{t('design.letters.moreArticles', { count: found.length - shown })}</p>}
      {found.length === 0 && !files.isPending && <p>{t('design.letters.noArticle')}</p>}
    </Modal>
  );
}

const articlesOf = (law: ClauseDefinition) =>
  [...new Set(Object.values(law.editions).flatMap((edition) => Object.keys(edition.articles)))].flatMap((key) => articleIn(law, key, today()) ?? []);
