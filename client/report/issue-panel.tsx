import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Issue } from '../../server/domain/assess-context.js';
import type { ReportView } from '../../server/domain/views.js';
import { reportPage } from '../places.js';
import type { Facts } from './report-facts.js';

type Compared = Pick<ReportView, 'office' | 'others'>;

/** What is wrong, what is missing and what wants a reason, beside the sheet; a click goes to the cell. */
export function IssuePanel({
  facts,
  view,
  reasons,
  editable,
  onJump,
  onExplain,
}: {
  facts: Facts;
  view: Compared;
  reasons: { [issue: string]: string };
  editable: boolean;
  onJump: (path: string) => void;
  onExplain: (issue: string, reason: string) => void;
}) {
  const { t } = useTranslation();
  const { faults, blanks, warnings } = facts;
  if (faults.length + blanks.length + warnings.length === 0)
    return editable ? (
      <aside className="issues">
        <p className="issues-good">{t('issues.none')}</p>
      </aside>
    ) : null;
  return (
    <aside className="issues" aria-label={t('issues.title')}>
      {faults.length > 0 && (
        <section>
          <h2 className="issues-bad">{t('issues.faults', { count: faults.length })}</h2>
          <ul>
            {faults.map((issue) => (
              <li key={issue.id}>
                <IssueLink issue={issue} among={faults} view={view} onJump={onJump} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {blanks.length > 0 && editable && (
        <section>
          <h2>{t('issues.blanks', { count: blanks.length })}</h2>
          <ul>
            <li>
              <button type="button" className="issue-link" onClick={() => onJump((blanks[0] as Issue).path)}>
                {t('issues.firstBlank', { message: (blanks[0] as Issue).message })}
              </button>
            </li>
          </ul>
        </section>
      )}
      {warnings.length > 0 && (
        <section>
          <h2 className="issues-warn">{t(editable ? 'issues.warnings' : 'issues.warningsRead', { count: warnings.length })}</h2>
          <ul>
            {warnings.map((issue) => (
              <li key={issue.id}>
                <IssueLink issue={issue} among={warnings} view={view} onJump={onJump} />
                {editable ? (
                  <ReasonBox issue={issue} reason={reasons[issue.id] ?? ''} onExplain={onExplain} />
                ) : (
                  <p className="issue-reason">{reasons[issue.id] ? t('issues.reasonRead', { reason: reasons[issue.id] }) : t('issues.noReason')}</p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}

/** Why the rule stands is said once, at the first of its faults. */
function IssueLink({ issue, among, view, onJump }: { issue: Issue; among: Issue[]; view: Compared; onJump: (path: string) => void }) {
  return (
    <>
      <button type="button" className="issue-link" onClick={() => onJump(issue.path)}>
        {issue.message}
      </button>
      <OtherLinks issue={issue} view={view} />
      {issue.explain && among.find((one) => one.explain === issue.explain) === issue && <p className="quiet">{issue.explain}</p>}
    </>
  );
}

/** The reports of other forms a fault is about: how far each is, and the way to it. */
function OtherLinks({ issue, view }: { issue: Issue; view: Compared }) {
  const { t } = useTranslation();
  return issue.others?.map((key) => {
    const other = view.others?.[key];
    return (
      other && (
        <p key={key} className="quiet">
          <Link to={reportPage({ definition: other.form, office: view.office.id, period: other.period.key })}>
            {t('issues.openOther', { title: other.title, period: other.period.title })}
          </Link>
          {t('issues.otherState', { state: other.state ?? t('issues.otherNotBegun') })}
        </p>
      )
    );
  });
}

/** The reason is taken in when the box is left. */
function ReasonBox({ issue, reason, onExplain }: { issue: Issue; reason: string; onExplain: (issue: string, reason: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(reason);
  useEffect(() => setText(reason), [reason]);
  const label = t('issues.reason', { message: issue.message });
  return (
    <Input.TextArea
      aria-label={label}
      placeholder={t('issues.reasonHere')}
      autoSize={{ minRows: 1, maxRows: 4 }}
      maxLength={200}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => text.trim() !== reason && onExplain(issue.id, text.trim())}
    />
  );
}
