import { DownOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { ChildEventView, ChildView, MovementChoice } from '../../server/domain/ledger-views.js';
import { StateTag } from '../components/state-tag.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { useSession } from '../session.js';
import { ChildFacts } from './child-facts.js';
import { ChildForm } from './child-form.js';
import { ChildHistory } from './child-history.js';
import { ChildHousehold, ChildLetters } from './child-side.js';
import { type ChildAddress, ledgerApi } from './ledger-api.js';
import { childQuery, openLedgerQuery } from './ledger-queries.js';
import '../report/report.css';
import './ledger.css';

const MovementDialog = lazy(async () => ({ default: (await import('./movement-dialog.js')).MovementDialog }));
const UnmaskDialog = lazy(async () => ({ default: (await import('./unmask-dialog.js')).UnmaskDialog }));
const ReversalDialog = lazy(async () => ({ default: (await import('./reversal-dialog.js')).ReversalDialog }));

/** The file of one child: facts, what happened, letters, household, and what may be done now. */
export function ChildPage() {
  const { t } = useTranslation();
  const at = useParams() as ChildAddress;
  const { sections } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const child = useQuery(childQuery(at));
  const opened = useQuery(openLedgerQuery(at.ledger, child.data?.ledger.version));
  const [editing, setEditing] = useState(false);
  const [moving, setMoving] = useState<MovementChoice | null>(null);
  const [reversing, setReversing] = useState<ChildEventView | null>(null);
  const [asking, setAsking] = useState('');
  const [seen, setSeen] = useState<Record<string, string>>({});
  const [said, setSaid] = useState('');
  const failed = [child, opened].find((query) => query.isError);
  if (failed) return <Trouble page error={failed.error} onRetry={() => failed.refetch()} />;
  if (!child.data || !opened.data) return <Waiting />;
  const view = child.data;
  const ledger = opened.data;
  const titleOf = (field: string) => ledger.fields.find(({ key }) => key === field)?.title ?? field;

  function taken(next: ChildView, words: string) {
    queries.setQueryData(childQuery(at).queryKey, next);
    for (const key of ['children', 'report', 'cell']) void queries.invalidateQueries({ queryKey: [key] });
    setSaid(words);
    setSeen({});
    setEditing(false);
    setMoving(null);
    setReversing(null);
  }

  return (
    <>
      <div className="page-head child-head">
        <Link to={`/ledger?ledger=${at.ledger}`} className="report-back">
          {t('child.back', { ledger: view.ledger.title })}
        </Link>
        <h1>{view.name || t('blank')}</h1>
        <StateTag state={view.state} />
        <span className="quiet">{view.office.title}</span>
        {view.books.map((book) => (
          <span key={book.key} className="child-book">
            {book.title}
          </span>
        ))}
        <span className="page-head-actions">
          {sections.includes('letters') && (
            <Button
              onClick={() =>
                navigate(`/letters/new?ledger=${at.ledger}`, {
                  state: { choice: { children: [view.id] }, chosen: 1, people: [{ id: view.id, name: view.name }] },
                })
              }
            >
              {t('ledger.sendLetters')}
            </Button>
          )}
          {view.editable && !editing && <Button onClick={() => setEditing(true)}>{t('child.edit')}</Button>}
          {view.movements.length > 0 && (
            <Dropdown
              autoFocus
              trigger={['click']}
              menu={{
                items: view.movements.map(({ kind, title, hint, withheld }) => ({
                  key: kind,
                  label: withheld === '' ? title : t('move.withheld', { movement: title, why: withheld }),
                  title: hint,
                  disabled: withheld !== '',
                })),
                onClick: ({ key }) => setMoving(view.movements.find(({ kind }) => kind === key) ?? null),
              }}
            >
              <Button type="primary">
                {t('child.move')} <DownOutlined aria-hidden />
              </Button>
            </Dropdown>
          )}
        </span>
      </div>
      {said && (
        <div className="notice notice-good" role="status">
          <span className="notice-grow">{said}</span>
          <Button size="small" onClick={() => setSaid('')}>
            {t('understood')}
          </Button>
        </div>
      )}
      {!view.sound && (
        <p className="notice notice-bad" role="alert">
          {t('child.unsound')}
        </p>
      )}
      {view.warnings.length > 0 && (
        <div className="notice notice-warn">
          <ul className="child-warnings">
            {view.warnings.map(({ field, message }) => (
              <li key={`${field} ${message}`}>
                {titleOf(field)}
                {t('colon')}
                {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="child-body">
        <div className="child-main">
          {editing ? (
            <ChildForm
              ledger={ledger}
              view={view}
              save={(changes) => ledgerApi.correct(at, { n: view.n, changes })}
              onDone={(next) => taken(next, t('child.saved'))}
              onStale={() => child.refetch()}
              onCancel={() => setEditing(false)}
            />
          ) : (
            <ChildFacts ledger={ledger} view={view} seen={seen} onUnmask={setAsking} />
          )}
          <ChildHousehold view={view} />
        </div>
        <div className="child-aside">
          <ChildLetters view={view} />
          <ChildHistory at={at} view={view} onReverse={setReversing} />
        </div>
      </div>
      <Suspense fallback={null}>
        {moving && (
          <MovementDialog
            ledger={ledger}
            at={at}
            view={view}
            movement={moving}
            onCancel={() => setMoving(null)}
            onStale={() => child.refetch()}
            onDone={(next) => taken(next, t('child.moved', { movement: moving.title, state: next.state.title }))}
          />
        )}
        {reversing && (
          <ReversalDialog
            at={at}
            view={view}
            event={reversing}
            onCancel={() => setReversing(null)}
            onDone={(next) => taken(next, t('child.reversed', { movement: reversing.title, state: next.state.title }))}
          />
        )}
        {asking && (
          <UnmaskDialog
            at={at}
            field={asking}
            title={titleOf(asking)}
            name={view.name}
            onCancel={() => setAsking('')}
            onSeen={(text) => {
              setSeen((now) => ({ ...now, [asking]: text }));
              setAsking('');
            }}
          />
        )}
      </Suspense>
    </>
  );
}
