import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Cell } from '../../server/domain/record-data.js';
import { api } from '../api.js';
import { momentOf } from '../dates.js';
import { reportPage } from '../places.js';
import { useSession } from '../session.js';
import type { Draft } from './use-draft.js';
import type { Said } from './use-report-actions.js';

/** What has to be known before one reads the sheet: returned, taken over, changed by others, left over. Nothing here goes away by itself. */
export function ReportNotices({
  draft,
  said,
  text,
  label,
  onForget,
  onJump,
}: {
  draft: Draft;
  said: Said | null;
  text: (path: string, value: Cell) => string;
  label: (path: string) => string;
  onForget: () => void;
  onJump: (path: string) => void;
}) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { view, others, leftOver, stopped, queue } = draft;
  const changed = Object.entries(others);
  return (
    <>
      {said?.done && <DoneNotice draft={draft} said={said} />}
      {said && !said.done && (
        <div className={`notice notice-${said.kind}`} role="alert">
          <span className="notice-grow">
            {said.text}
            {said.request && <span className="quiet">　{t('trouble.request', { request: said.request })}</span>}
          </span>
          <Button size="small" onClick={onForget}>
            {t('understood')}
          </Button>
        </div>
      )}
      {stopped && (
        <div className="notice notice-bad" role="alert">
          <span className="notice-grow">
            {t('report.stopped', { why: stopped.message })}
            {stopped.problem.request && <span className="quiet">　{t('trouble.request', { request: stopped.problem.request })}</span>}
          </span>
          <Button size="small" onClick={() => window.location.reload()}>
            {t('report.reload')}
          </Button>
        </div>
      )}
      {leftOver && (
        <div className="notice notice-warn" role="alert">
          <span className="notice-grow">
            {t('report.leftOver', { count: Object.keys(leftOver.touched).length + Object.keys(leftOver.reasons).length })}
            <span className="quiet">
              {Object.entries(leftOver.touched)
                .slice(0, 6)
                .map(([path, { to }]) => `${label(path)} ${text(path, to)}`)
                .join(t('listComma'))}
            </span>
          </span>
          {view.editable && (
            <Button size="small" type="primary" onClick={draft.restore}>
              {t('report.restore')}
            </Button>
          )}
          <Button size="small" onClick={draft.discard}>
            {t('report.discard')}
          </Button>
        </div>
      )}
      {view.returned && !said?.done && (
        <div className="notice notice-bad" role="note">
          <span className="notice-grow">
            <b>{t('report.returned', { by: view.returned.by, time: momentOf(view.returned.at, today) })}</b>
            {view.returned.reason}
          </span>
        </div>
      )}
      {changed.length > 0 && (
        <div className="notice notice-busy" role="status">
          <span className="notice-grow">
            {t('report.others', { count: changed.length })}
            {changed.slice(0, 6).map(([path, change]) => (
              <button key={path} type="button" className="issue-link" onClick={() => onJump(path)}>
                {label(path)}
                {change.by && `（${change.by}）`}
              </button>
            ))}
          </span>
          <Button size="small" onClick={() => queue.forgetOthers()}>
            {t('understood')}
          </Button>
        </div>
      )}
    </>
  );
}

/** A step has been taken: what it was, what happens now, and the next one waiting of the same kind. */
function DoneNotice({ draft, said }: { draft: Draft; said: Said }) {
  const { t } = useTranslation();
  const { sections } = useSession();
  const { view } = draft;
  const todo = useQuery({ queryKey: ['todo'], queryFn: api.todo, enabled: sections.includes('todo') });
  const next = todo.data?.items.find((item) => item.kind === 'review' && item.definition === view.definition.id && item.office !== view.office.id);
  return (
    <div className="notice notice-good" role="status">
      <span className="notice-grow">
        <b>{t('report.done', { action: said.done?.title })}</b>
        {t('report.doneNow', { state: view.state.title })}
        {view.actions.length === 0 && t('report.nothingMore')}
      </span>
      {next && (
        <Link className="go" to={reportPage(next)}>
          {t('report.nextOne', { office: next.officeTitle })}
        </Link>
      )}
      <Link className="go" to={sections.includes('todo') ? '/todo' : '/reports'}>
        {t(sections.includes('todo') ? 'report.toTodo' : 'report.toReports')}
      </Link>
    </div>
  );
}
