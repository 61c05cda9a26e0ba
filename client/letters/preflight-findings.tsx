import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PreflightView } from '../../server/domain/letter-views.js';
import { childPage } from '../places.js';

/** Who can be sent a letter now, and who lacks what, by name. */
export function PreflightFindings({ ledger, found }: { ledger: string; found: PreflightView }) {
  const { t } = useTranslation();
  return (
    <>
      <p>
        <b className={found.ready > 0 ? 'issues-good' : 'issues-bad'}>{t('issue.ready', { count: found.ready })}</b>
        <span className="quiet">　{t('issue.ofChosen', { count: found.chosen })}</span>
      </p>
      {found.problems.map((problem) => (
        <details key={`${problem.kind} ${problem.message}`} className="issue-problem" open={problem.count <= 12}>
          <summary className={problem.level === 'error' ? 'issues-bad' : 'issues-warn'}>
            {t(problem.level === 'error' ? 'issue.problemError' : 'issue.problemWarning', { message: problem.message, count: problem.count })}
          </summary>
          <ul className="left-out">
            {problem.children.map((child) => (
              <li key={child.id}>
                <Link to={childPage({ ledger, child: child.id })} target="_blank">
                  {child.name}
                </Link>{' '}
                <span className="quiet">
                  {child.officeTitle} {child.detail}
                </span>
              </li>
            ))}
          </ul>
          {problem.count > problem.children.length && <p className="quiet">{t('issue.andMore', { count: problem.count - problem.children.length })}</p>}
        </details>
      ))}
    </>
  );
}
