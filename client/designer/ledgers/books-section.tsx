import { Input, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LedgerBook, LedgerDefinition } from '../../../server/domain/definition.generated.js';
import { expressionPlace } from '../../../server/domain/expression-places.js';
import { readable } from '../../../server/domain/expression-words.js';
import { ledgerReaders } from '../../../server/domain/ledger-permissions.js';
import { ChildCondition } from '../conditions/child-condition.js';
import { RolesField } from '../conditions/roles-field.js';
import { useDesk } from '../design-desk.js';
import { getAt, setAt } from '../edit-tree.js';
import { keyFor } from '../make-key.js';
import { addBehind, lastIn, moveIn } from '../move-entries.js';
import { PlaceFaults } from '../place-faults.js';
import { AddEntry } from './add-entry.js';
import { EntryDeeds } from './entry-deeds.js';
import { bringBack, isKept, takeOut } from './ledger-edits.js';
import { useGround } from './use-ground.js';
import '../edit-parts.css';
import './ledger-parts.css';

/** The books: each shows the children for whom its condition holds. */
export function Component() {
  const { t } = useTranslation();
  const { definition, prefix, edit } = useDesk<LedgerDefinition>();
  const add = async (title: string) => {
    const key = await keyFor(title, prefix, Object.keys(definition.views ?? {}));
    const first = Object.keys(definition.states)[0] ?? '';
    edit(t('design.ledgers.steps.addBook', { title }), (ledger) =>
      addBehind(ledger, ['views'], ledger.views, key, { title, where: `child.${ledger.meanings.state} in ['${first}']` }, lastIn(ledger.views)),
    );
  };
  return (
    <div className="ledger-main ledger-narrow">
      <p className="quiet">{t('design.ledgers.booksHint')}</p>
      {byOrder(definition.views).map((book) => (
        <Book key={book.key} book={book} />
      ))}
      <AddEntry label={t('design.ledgers.newBook')} onAdd={add} />
    </div>
  );
}

function Book({ book }: { book: LedgerBook & { key: string } }) {
  const { t } = useTranslation();
  const { definition, below, contents, edit } = useDesk<LedgerDefinition>();
  const ground = useGround();
  const path = ['views', book.key];
  const step = t('design.ledgers.steps.changeBook', { title: book.title });
  const isLocked = getAt(below, [...path, 'locked']) === true;
  const place = expressionPlace(definition, contents, [...path, 'where']);
  return (
    <section className={`panel book-card${book.hidden ? ' entry-hidden' : ''}`} aria-label={book.title}>
      <div className="field-group-head">
        <Input
          aria-label={t('design.ledgers.bookName')}
          value={book.title}
          maxLength={60}
          onChange={({ target }) => edit(step, (ledger) => setAt(ledger, [...path, 'title'], target.value), `${path.join('.')}.title`)}
        />
        {book.hidden && <Tag>{t('design.ledgers.hidden')}</Tag>}
        <EntryDeeds
          title={book.title}
          isKept={isKept(ground, path)}
          isHidden={book.hidden === true}
          isLocked={isLocked}
          onMove={(by) => edit(step, (ledger) => moveIn(ledger, ['views'], ledger.views, book.key, by))}
          onDrop={() => edit(step, (ledger) => takeOut(ledger, ground, path))}
          onUse={() => edit(step, (ledger) => bringBack(ledger, ground, path))}
        />
      </div>
      <Input
        aria-label={t('design.ledgers.bookHint')}
        placeholder={t('design.ledgers.bookHint')}
        value={book.hint ?? ''}
        maxLength={300}
        onChange={({ target }) =>
          edit(step, (ledger) => setAt(ledger, [...path, 'hint'], target.value === '' ? undefined : target.value), `${path.join('.')}.hint`)
        }
      />
      {isLocked && place ? (
        <p>
          {t('design.ledgers.bookShows')}
          {readable(book.where, place)} <span className="quiet">{t('design.ledgers.bookLocked')}</span>
        </p>
      ) : (
        <>
          <span className="quiet">{t('design.ledgers.bookShows')}</span>
          <ChildCondition
            path={[...path, 'where']}
            ledger={definition}
            label={t('design.ledgers.whereOf', { title: book.title })}
            everybody={t('design.ledgers.bookEverybody')}
            optional={false}
            day="today"
          />
        </>
      )}
      <div className="setting-line">
        <span>{t('design.ledgers.remind')}</span>
        <RolesField path={[...path, 'remind']} roles={ledgerReaders} label={t('design.ledgers.remindOf', { title: book.title })} />
      </div>
      <PlaceFaults path={[...path, 'title']} />
    </section>
  );
}
