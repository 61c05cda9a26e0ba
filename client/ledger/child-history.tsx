import { FilePdfOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ChildEventView, ChildView, FileView } from '../../server/domain/ledger-views.js';
import { StateTag } from '../components/state-tag.js';
import { momentOf } from '../dates.js';
import { useSession } from '../session.js';
import { type ChildAddress, ledgerLinks } from './ledger-api.js';

/** What happened to a child, newest first, with its proofs; what was taken back stays readable, struck through, with the reason. */
export function ChildHistory({ at, view, onReverse }: { at: ChildAddress; view: ChildView; onReverse: (event: ChildEventView) => void }) {
  const { t } = useTranslation();
  return (
    <section className="panel child-side child-history">
      <h2>{t('child.history')}</h2>
      <ol className="timeline">
        {view.history.map((event) => (
          <HistoryEvent key={event.n} at={at} event={event} others={view.history} onReverse={() => onReverse(event)} />
        ))}
      </ol>
    </section>
  );
}

function HistoryEvent({ at, event, others, onReverse }: { at: ChildAddress; event: ChildEventView; others: ChildEventView[]; onReverse: () => void }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const gone = event.reversedBy !== null;
  const taker = gone ? others.find(({ n }) => n === event.reversedBy) : undefined;
  return (
    <li className={gone ? 'child-gone' : undefined}>
      <p className="child-event">
        <b>{event.date}</b>
        <StateTag state={{ key: event.kind, title: event.title, colour: event.colour }} />
        {gone && <span className="due-over">{t('child.takenBack')}</span>}
      </p>
      <p className="quiet child-said">
        {[event.stamps.officeTitle, event.stamps.gradeTitle, event.stamps.className].filter(Boolean).join(' ')}
        {event.said.map(({ key, title, text }) => (
          <span key={key}>
            {title}
            {t('colon')}
            {text}
          </span>
        ))}
      </p>
      {event.reason && <p className="timeline-reason">{t('history.reason', { reason: event.reason })}</p>}
      {taker && <p className="timeline-reason">{t('child.takenBackWhy', { by: taker.by, at: momentOf(taker.at, today), reason: taker.reason })}</p>}
      {event.proofs.length > 0 && (
        <ul className="proofs">
          {event.proofs.map((proof) => (
            <Proof key={proof.id} at={at} proof={proof} />
          ))}
        </ul>
      )}
      {event.changes.length > 0 && (
        <details>
          <summary>{t('history.changes', { count: event.changes.length })}</summary>
          <table className="plain timeline-changes">
            <tbody>
              {event.changes.map((change) => (
                <tr key={change.field}>
                  <td>{change.title}</td>
                  <td>{change.before || t('blank')}</td>
                  <td>
                    <b>{change.after || t('blank')}</b>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      <p className="quiet child-by">
        {t('child.writtenBy', { at: momentOf(event.at, today), office: event.officeTitle, role: event.roleTitle, by: event.by })}
        {event.mayReverse && (
          <button
            type="button"
            className="issue-link child-see"
            aria-label={t('child.reverseEvent', { movement: event.title, date: event.date })}
            onClick={onReverse}
          >
            {t('child.reverse')}
          </button>
        )}
      </p>
    </li>
  );
}

/** A small picture of the proof; it opens in a window of its own. */
function Proof({ at, proof }: { at: ChildAddress; proof: FileView }) {
  const address = ledgerLinks.file(at, proof.id);
  return (
    <li>
      <a href={address} target="_blank" rel="noreferrer" className="proof" title={proof.name}>
        {proof.type === 'application/pdf' ? <FilePdfOutlined className="proof-pdf" aria-hidden /> : <img src={address} alt="" loading="lazy" />}
        <span>{proof.name}</span>
      </a>
    </li>
  );
}
