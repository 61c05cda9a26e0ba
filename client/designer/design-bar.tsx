import { Button, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DefinitionView } from '../../server/domain/definition-views.js';
import { useDesk } from './design-desk.js';
import { sectionAt } from './design-sections.js';
import type { DraftKeeper, KeeperState } from './draft-keeper.js';
import { FaultList } from './fault-list.js';

/** What one is changing, whether it is saved, undo and redo, what is wrong. */
export function DesignBar({ keeper, state, facts }: { keeper: DraftKeeper; state: KeeperState; facts: DefinitionView }) {
  const { t } = useTranslation();
  const { definition, faults, go } = useDesk();
  const { history, status, view } = state;
  const [last, next] = [history.past.at(-1)?.words, history.future.at(-1)?.words];
  const words = {
    saved: view.rev > 0 ? t('design.frame.saved') : t('design.frame.untouched'),
    editing: t('design.frame.editing'),
    saving: t('design.frame.editing'),
    retrying: t('design.frame.retrying'),
    clash: t('design.frame.clash'),
    stopped: state.stopped ? `${t('design.frame.stopped')}${t('colon')}${state.stopped.message}` : t('design.frame.stopped'),
  }[status];
  const bad = status === 'retrying' || status === 'clash' || status === 'stopped';
  return (
    <header className="design-bar">
      <div className="design-bar-facts">
        <Link to="/forms" className="report-back">
          {t('design.frame.back')}
        </Link>
        <h1>{definition.title}</h1>
        <span className="quiet">{facts.version > 0 ? t('design.frame.version', { version: facts.version }) : t('design.frame.unpublished')}</span>
        {view.rev > 0 && <span className="design-draft">{t('design.frame.draft')}</span>}
        <span className={`save-words${bad ? ' save-bad' : ''}`} role="status" aria-live="polite">
          {words}
        </span>
      </div>
      <div className="design-bar-deeds">
        <Button disabled={!last} onClick={() => keeper.undo()} title={last ? t('design.frame.undoStep', { step: last }) : undefined}>
          {t('design.frame.undo')}
        </Button>
        <Button disabled={!next} onClick={() => keeper.redo()} title={next ? t('design.frame.redoStep', { step: next }) : undefined}>
          {t('design.frame.redo')}
        </Button>
        <Popover
          trigger="click"
          placement="bottomRight"
          title={faults.length > 0 ? t('design.frame.faultsHint') : undefined}
          content={<FaultList faults={faults} onGo={(path) => go(sectionAt(definition.kind, path)?.key ?? '', path === '' ? null : path.split('.'))} />}
        >
          <Button danger={faults.length > 0}>{faults.length > 0 ? t('design.frame.faults', { count: faults.length }) : t('design.frame.noFaults')}</Button>
        </Popover>
      </div>
    </header>
  );
}
