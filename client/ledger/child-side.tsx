import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ChildView } from '../../server/domain/ledger-views.js';
import { StateTag } from '../components/state-tag.js';
import { dayOf } from '../dates.js';
import { LetterState } from '../letters/letter-state.js';
import { childPage, letterPage } from '../places.js';
import { useSession } from '../session.js';

/** Others of the same household. */
export function ChildHousehold({ view }: { view: ChildView }) {
  const { t } = useTranslation();
  if (view.household.length === 0) return null;
  return (
    <section className="panel child-side">
      <h2>{t('child.household')}</h2>
      <ul>
        {view.household.map((other) => (
          <li key={other.id}>
            <Link to={childPage({ ledger: view.ledger.id, child: other.id })}>{other.name}</Link>
            <span className="quiet">
              {other.officeTitle} {other.gradeTitle}
            </span>
            <StateTag state={other.state} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Letters sent about the child, valid ones and those that were taken back. */
export function ChildLetters({ view }: { view: ChildView }) {
  const { t } = useTranslation();
  const { sections } = useSession();
  return (
    <section className="panel child-side">
      <h2>{t('child.letters')}</h2>
      {view.letters.length === 0 && <p className="quiet">{t('child.noLetters')}</p>}
      <ul>
        {view.letters.map((letter) => (
          <li key={letter.id} className={letter.state === 'void' ? 'child-void' : undefined}>
            {sections.includes('letters') ? <Link to={letterPage(letter.id)}>{letter.serial}</Link> : <span>{letter.serial}</span>}
            <span className="quiet">
              {letter.title} · {dayOf(letter.at)} · {letter.by}
            </span>
            <LetterState state={letter.state} />
            {letter.reason && <p className="timeline-reason">{t('history.reason', { reason: letter.reason })}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
