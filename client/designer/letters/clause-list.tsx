import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { articlePart } from '../../../server/domain/article-part.js';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LetterClause, LetterDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { isFromBelow, setAt } from '../edit-tree.js';
import { addBehind, lastIn, moveIn } from '../move-entries.js';
import { PlaceFaults } from '../place-faults.js';
import { LawPicker } from './law-picker.js';
import { nextKey, takeAway } from './letter-edits.js';
import { ledgerOf } from './letter-words.js';
import { PieceDeeds } from './piece-deeds.js';
import { articleIn, today, useLetterFiles } from './use-letter-files.js';

/** The quoted articles as they will be printed, word for word; nobody types them. */
export function ClauseList() {
  const { t } = useTranslation();
  const { definition, below, prefix, edit } = useDesk<LetterDefinition>();
  const [picking, setPicking] = useState(false);
  const clauses = byOrder(definition.clauses);
  const hidden = clauses.filter((clause) => clause.hidden);
  return (
    <section className="clauses" aria-label={t('design.letters.clauses')}>
      {clauses
        .filter((clause) => !clause.hidden)
        .map((clause) => (
          <Clause key={clause.key} clause={clause} />
        ))}
      <Button size="small" onClick={() => setPicking(true)}>
        {t('design.letters.addClause')}
      </Button>
      {hidden.length > 0 && (
        <details className="hidden-paragraphs">
          <summary>{t('design.letters.hiddenClauses', { count: hidden.length })}</summary>
          {hidden.map((clause) => (
            <p key={clause.key}>
              <ClauseName clause={clause} />{' '}
              <Button
                size="small"
                onClick={() =>
                  edit(t('design.letters.steps.addClause'), (letter) =>
                    setAt(letter, ['clauses', clause.key, 'hidden'], isFromBelow(below, ['clauses', clause.key, 'hidden']) ? false : undefined),
                  )
                }
              >
                {t('design.letters.useAgain')}
              </Button>
            </p>
          ))}
        </details>
      )}
      {picking && (
        <LawPicker
          first={clauses[0]?.law}
          onClose={() => setPicking(false)}
          onPick={(law, article, paragraph) => {
            const key = nextKey('c', prefix, definition.clauses);
            const clause: LetterClause = { law, article, ...(paragraph === null ? {} : { paragraph }) };
            edit(t('design.letters.steps.addClause'), (letter) => addBehind(letter, ['clauses'], letter.clauses, key, clause, lastIn(letter.clauses)));
            setPicking(false);
          }}
        />
      )}
    </section>
  );
}

function useArticle({ law, article }: LetterClause) {
  const files = useLetterFiles();
  return {
    isPending: files.isPending,
    found: articleIn(
      files.data?.laws.find(({ id }) => id === law),
      article,
      today(),
    ),
  };
}

function ClauseName({ clause }: { clause: LetterClause }) {
  const { t } = useTranslation();
  const { found } = useArticle(clause);
  const { paragraph: number } = clause;
  if (!found) return <b>{clause.article}</b>;
  const name = { law: found.law, article: found.title };
  return (
    <b>
      {number === undefined
        ? t('design.letters.clauseName', name)
        : t('design.letters.clausePart', { ...name, part: articlePart(found.text.split('\n'), number) })}
    </b>
  );
}

function Clause({ clause }: { clause: LetterClause & { key: string } }) {
  const { t } = useTranslation();
  const { definition, below, contents, edit, selection, select } = useDesk<LetterDefinition>();
  const { found, isPending } = useArticle(clause);
  const [asksWhom, setAsksWhom] = useState(clause.when !== undefined);
  const path = ['clauses', clause.key];
  const isChosen = selection?.[0] === 'clauses' && selection[1] === clause.key;
  const ledger = ledgerOf(definition, contents);
  const paragraphs = found?.text.split('\n') ?? [];
  const text = clause.paragraph === undefined ? paragraphs : paragraphs.slice(clause.paragraph - 1, clause.paragraph);
  const move = (by: -1 | 1) => edit(t('design.letters.steps.moveClause'), (letter) => moveIn(letter, ['clauses'], letter.clauses, clause.key, by));
  return (
    <div className={`clause${isChosen ? ' paragraph-chosen' : ''}`}>
      {clause.when !== undefined && <p className="paragraph-when">{t('design.letters.onlySome')}</p>}
      <button type="button" className="clause-text" aria-expanded={isChosen} onClick={() => select(isChosen ? null : path)}>
        <ClauseName clause={clause} />
        {text.join(' ')}
      </button>
      {!isPending && !found && <p className="place-faults">{t('design.letters.noArticle')}</p>}
      {found && !found.isInForce && <p className="place-faults">{t('design.letters.clauseOld', { day: found.until })}</p>}
      <PlaceFaults path={path} within />
      {isChosen && (
        <div className="paragraph-deeds">
          {found && <span className="quiet">{t('design.letters.edition', { passed: found.passed, from: found.from })}</span>}
          <PieceDeeds
            path={path}
            ledger={ledger}
            asksWhom={asksWhom}
            onMove={move}
            onDrop={() => edit(t('design.letters.steps.dropClause'), (letter) => takeAway(letter, below, path))}
            onAskWhom={(on) => {
              setAsksWhom(on);
              if (!on && clause.when !== undefined) edit(t('design.letters.steps.changeWhom'), (letter) => setAt(letter, [...path, 'when'], undefined));
            }}
          />
        </div>
      )}
    </div>
  );
}
