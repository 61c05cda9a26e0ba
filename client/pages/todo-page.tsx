import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TodoItem, TodoView } from '../../server/domain/views.js';
import { api } from '../api.js';
import { DueWords } from '../components/due-words.js';
import { EmptyNote } from '../components/empty-note.js';
import { PageHead } from '../components/page-head.js';
import { StateTag } from '../components/state-tag.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { bookPage, reportPage } from '../places.js';
import { useSession } from '../session.js';

const shownAtFirst = 10;

/** What waits for the person signed in, by form and period, the most urgent first. */
export function TodoPage() {
  const { t } = useTranslation();
  const { sections, period } = useSession();
  const todo = useQuery({ queryKey: ['todo'], queryFn: api.todo });
  if (todo.isPending) return <Waiting />;
  if (todo.isError) return <Trouble page error={todo.error} onRetry={() => todo.refetch()} />;
  const groups = grouped(todo.data.items);
  return (
    <>
      <PageHead title={t('sections.todo')} note={todo.data.total > 0 ? t('todo.count', { count: todo.data.total }) : undefined} />
      <BookReminders books={todo.data.books} />
      {groups.length === 0 && todo.data.books.length === 0 && (
        <div className="panel">
          <EmptyNote title={t('todo.none')}>
            <p>{t('todo.next', { period: period.title })}</p>
            {sections.includes('sums') ? <Link to="/sums">{t('todo.toSums')}</Link> : <Link to="/reports">{t('todo.toReports')}</Link>}
          </EmptyNote>
        </div>
      )}
      {groups.map((group) => (
        <TodoGroup key={group.key} items={group.items} />
      ))}
    </>
  );
}

/** Books of ledgers in which children stand that somebody has to see to. */
function BookReminders({ books }: { books: TodoView['books'] }) {
  const { t } = useTranslation();
  if (books.length === 0) return null;
  return (
    <section className="panel todo-group" aria-label={t('todo.books')}>
      <header>
        <h2>{t('todo.books')}</h2>
      </header>
      <ul className="todo-list">
        {books.map(({ ledger, book, title, ledgerTitle, hint, children }) => (
          <li key={`${ledger}/${book}`}>
            <Link to={bookPage(ledger, book)}>{title}</Link>
            <span>{t('todo.children', { count: children })}</span>
            <span className="quiet">{hint || ledgerTitle}</span>
            <Link className="go" to={bookPage(ledger, book)}>
              {t('todo.toBook')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TodoGroup({ items }: { items: TodoItem[] }) {
  const { t } = useTranslation();
  const { office } = useSession();
  const [all, setAll] = useState(false);
  const first = items[0] as TodoItem;
  const shown = all ? items : items.slice(0, shownAtFirst);
  return (
    <section className="panel todo-group" aria-label={`${first.periodTitle} ${first.definitionTitle}`}>
      <header>
        <h2>
          {first.periodTitle} · {first.definitionTitle}
        </h2>
        <span className="quiet">{t(`todo.groups.${first.kind}`, { count: items.length })}</span>
      </header>
      <ul className="todo-list">
        {shown.map((item) => (
          <li key={item.office}>
            <Link to={reportPage(item)}>{item.office === office.id ? t('todo.own') : item.officeTitle}</Link>
            <StateTag state={item.state} />
            <DueWords of={item} overdueDays={item.overdueDays} />
            <Link className={item.kind === 'fill' || item.kind === 'correct' ? 'go go-main' : 'go'} to={reportPage(item)}>
              {t(`todo.go.${item.kind}`)}
            </Link>
            {item.reason && <p className="reason">{t('todo.reason', { reason: item.reason })}</p>}
          </li>
        ))}
      </ul>
      {items.length > shown.length && (
        <button type="button" className="more" onClick={() => setAll(true)}>
          {t('todo.more', { count: items.length - shown.length })}
        </button>
      )}
    </section>
  );
}

function grouped(items: TodoItem[]): { key: string; items: TodoItem[] }[] {
  const groups = new Map<string, TodoItem[]>();
  for (const item of items) {
    const key = `${item.kind}/${item.definition}/${item.period}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups].map(([key, members]) => ({ key, items: members }));
}
