import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ActionView } from '../../server/domain/views.js';
import { StateTag } from '../components/state-tag.js';
import type { Facts } from './report-facts.js';
import { SaveWords } from './save-words.js';
import type { Draft } from './use-draft.js';

export type MoreKey = 'history' | 'print' | 'download' | 'import';

/** The line above the sheet: whose report, its state, what is saved, what is wrong, and the one main button. */
export function ReportBar({
  draft,
  facts,
  busy,
  onJump,
  onAction,
  onMore,
}: {
  draft: Draft;
  facts: Facts;
  busy: string;
  onJump: (path: string) => void;
  onAction: (action: ActionView) => void;
  onMore: (key: MoreKey) => void;
}) {
  const { t } = useTranslation();
  const { view } = draft;
  const main = view.actions.find((action) => action.main);
  const others = view.actions.filter((action) => action !== main);
  const more: MoreKey[] = ['print', 'download', ...(view.editable ? (['import'] as const) : []), 'history'];
  const wrong = facts.faults[0] ?? facts.warnings.find((issue) => !draft.reasons[issue.id]);
  return (
    <div className="report-bar">
      <div className="report-bar-facts">
        <Link to={`/reports?definition=${view.definition.id}&period=${view.period.key}`} className="report-back">
          {t('report.back')}
        </Link>
        <b>{view.office.title}</b>
        <span>{view.period.title}</span>
        <StateTag state={view.state} />
        {view.late && <span className="due due-over">{t('report.late')}</span>}
        <SaveWords draft={draft} />
        {view.editable && wrong && (
          <button type="button" className={facts.faults.length ? 'wrong' : 'wrong wrong-soft'} onClick={() => onJump(wrong.path)}>
            {facts.faults.length
              ? t('report.faults', { count: facts.faults.length })
              : t('report.unexplained', { count: facts.warnings.filter((issue) => !draft.reasons[issue.id]).length })}
          </button>
        )}
      </div>
      <div className="report-bar-actions">
        <Dropdown
          autoFocus
          trigger={['click']}
          getPopupContainer={(button) => button.parentElement ?? document.body}
          menu={{ items: more.map((key) => ({ key, label: t(`report.more.${key}`) })), onClick: ({ key }) => onMore(key as MoreKey) }}
        >
          <Button loading={busy === 'file'}>
            {t('report.more.title')} <DownOutlined aria-hidden />
          </Button>
        </Dropdown>
        {others.map((action) => (
          <Button key={action.key} loading={busy === action.key} disabled={busy !== ''} onClick={() => onAction(action)}>
            {action.title}
          </Button>
        ))}
        {main && (
          <Button
            type="primary"
            loading={busy === main.key}
            disabled={busy !== '' && busy !== main.key}
            onClick={() => onAction(main)}
            title={t('report.mainKeys')}
          >
            {main.title}
          </Button>
        )}
      </div>
    </div>
  );
}
