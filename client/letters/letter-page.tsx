import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { LetterView } from '../../server/domain/letter-views.js';
import { PageHead } from '../components/page-head.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { momentOf } from '../dates.js';
import { PrintDialog } from '../files/print-dialog.js';
import { childPage, jobPage, letterPage } from '../places.js';
import { useSession } from '../session.js';
import { letterApi, letterLinks } from './letter-api.js';
import { LetterState } from './letter-state.js';
import { VoidDialog } from './void-dialog.js';
import '../ledger/ledger.css';
import '../report/report.css';
import './letters.css';

/** One issued letter: what it said, the law as it stood, its place in the chain, and what may still be done. */
export function LetterPage() {
  const { t } = useTranslation();
  const { letter: id = '' } = useParams();
  const { today } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const query = useQuery({ queryKey: ['letter', id], queryFn: () => letterApi.letter(id) });
  const kinds = useQuery({ queryKey: ['letter-kinds'], queryFn: letterApi.kinds, staleTime: 60_000 });
  const [printing, setPrinting] = useState(false);
  const [ending, setEnding] = useState<'void' | 'reissue' | null>(null);
  if (query.isError) return <Trouble page error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <Waiting />;
  const letter = query.data;
  const kind = kinds.data?.items.find((one) => one.id === letter.letter);
  function done(next: LetterView) {
    for (const key of ['letters', 'letter', 'child', 'letter-kinds']) void queries.invalidateQueries({ queryKey: [key] });
    setEnding(null);
    if (next.id !== letter.id) void navigate(letterPage(next.id));
    else queries.setQueryData(['letter', id], next);
  }
  return (
    <>
      <PageHead title={letter.serial} note={letter.title}>
        <Link to="/letters">{t('letters.back')}</Link>
        <Button onClick={() => setPrinting(true)}>{t('letters.printAgain')}</Button>
        {letter.mayVoid && <Button onClick={() => setEnding('void')}>{t('letters.void')}</Button>}
        {letter.mayReissue && kind && (
          <Button onClick={() => setEnding('reissue')}>{t(letter.state === 'void' ? 'letters.issueAgain' : 'letters.reissue')}</Button>
        )}
      </PageHead>
      {!letter.sound && (
        <p className="notice notice-bad" role="alert">
          {t('letters.unsound')}
        </p>
      )}
      {letter.state === 'void' && (
        <p className="notice notice-warn">
          {t('letters.voidBecause', { reason: letter.reason })}
          {letter.replacedBy && <Link to={letterPage(letter.replacedBy)}>{t('letters.toNew')}</Link>}
        </p>
      )}
      <div className="letter-body">
        <section className="panel letter-said">
          <dl className="settings">
            <dt>{t('letters.child')}</dt>
            <dd>
              {kind ? <Link to={childPage({ ledger: kind.ledger, child: letter.child })}>{letter.childName}</Link> : letter.childName}
              <span className="quiet">{`　${letter.officeTitle} ${letter.village}`}</span>
            </dd>
            <dt>{t('reports.state')}</dt>
            <dd>
              <LetterState state={letter.state} />
            </dd>
            <dt>{t('letters.issuedAt')}</dt>
            <dd>
              {momentOf(letter.at, today)}　{letter.by}　{letter.job && <Link to={jobPage(letter.job)}>{t('letters.ofJob')}</Link>}
            </dd>
            {letter.said.map(({ title, text }) => (
              <LetterFact key={`${title} ${text}`} title={title} text={text || t('blank')} />
            ))}
            <dt>{t('letters.hash')}</dt>
            <dd>
              <code className="letter-hash">{letter.hash}</code>
              <p className={letter.sound ? 'issues-good' : 'issues-bad'}>{t(letter.sound ? 'letters.soundNote' : 'letters.unsoundNote')}</p>
            </dd>
          </dl>
        </section>
        <div className="child-aside">
          {letter.chain.length > 1 && (
            <section className="panel letter-part">
              <h2>{t('letters.chain')}</h2>
              <ol className="timeline">
                {letter.chain.map((link) => (
                  <li key={link.id} className={link.state === 'void' ? 'child-gone' : undefined}>
                    {link.id === letter.id ? <b>{link.serial}</b> : <Link to={letterPage(link.id)}>{link.serial}</Link>} <LetterState state={link.state} />
                    <p className="quiet">{momentOf(link.at, today)}</p>
                    {link.reason && <p className="timeline-reason">{t('history.reason', { reason: link.reason })}</p>}
                  </li>
                ))}
              </ol>
            </section>
          )}
          {letter.clauses.length > 0 && (
            <section className="panel letter-part">
              <h2>{t('letters.clauses')}</h2>
              {letter.clauses.map((clause) => (
                <div key={`${clause.law} ${clause.title}`} className="clause">
                  <p>
                    <b>
                      《{clause.law}》{clause.title}
                    </b>
                    <span className="quiet">　{clause.edition}</span>
                    {clause.superseded && <span className="due-over">　{t('letters.clauseOld')}</span>}
                  </p>
                  <p className="clause-text">{clause.text}</p>
                </div>
              ))}
            </section>
          )}
        </div>
      </div>
      {printing && <PrintDialog title={`${letter.serial} ${letter.childName}`} path={letterLinks.pdf(letter.id)} onClose={() => setPrinting(false)} />}
      {ending && <VoidDialog letter={letter} kind={kind} deed={ending} onCancel={() => setEnding(null)} onDone={done} />}
    </>
  );
}

function LetterFact({ title, text }: { title: string; text: string }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{text}</dd>
    </>
  );
}
