import { Button, Dropdown, Grid, Modal, Popover } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DefinitionView } from '../../server/domain/definition-views.js';
import { useDesk } from './design-desk.js';
import type { DraftKeeper, KeeperState } from './draft-keeper.js';
import { FaultList } from './fault-list.js';
import { SaveWords } from './save-words.js';

/** What lies over the parts. */
export type OpenDrawer = 'publish' | 'versions' | 'compare';
type Props = {
  keeper: DraftKeeper;
  state: KeeperState;
  facts: DefinitionView;
  /** Null where this kind has no preview. */
  previewing: boolean | null;
  onPreview: () => void;
  onOpen: (what: OpenDrawer) => void;
  onDiscard: () => void;
};

/** What one is changing, whether it is saved, undo and redo, what is wrong, and the ways on. */
export function DesignBar({ keeper, state, facts, previewing, onPreview, onOpen, onDiscard }: Props) {
  const { t } = useTranslation();
  const { definition } = useDesk();
  const { history, view } = state;
  const [last, next] = [history.past.at(-1)?.words, history.future.at(-1)?.words];
  const [asked, setAsked] = useState(false);
  // A draft of what was never published has nothing to go back to.
  const discard = () => (facts.version > 0 ? onDiscard() : setAsked(true));
  // Where there is room for them they are buttons, elsewhere entries of the menu.
  const wide = Grid.useBreakpoint().xl === true;
  const looks: OpenDrawer[] = ['compare', 'versions'];
  const inMenu = wide ? [] : looks.map((look) => [look, () => onOpen(look)] as const);
  const more: { [key: string]: () => void } = { ...Object.fromEntries(inMenu), discard };
  return (
    <header className="design-bar">
      <div className="design-bar-facts">
        <Link to="/forms" className="report-back">
          {t('design.frame.back')}
        </Link>
        <h1 title={definition.title}>{definition.title}</h1>
        <span className="quiet">{facts.version > 0 ? t('design.frame.version', { version: facts.version }) : t('design.frame.unpublished')}</span>
        {view.rev > 0 && <span className="design-draft">{t('design.frame.draft')}</span>}
        <SaveWords state={state} />
      </div>
      <div className="design-bar-deeds">
        <Button disabled={!last} onClick={() => keeper.undo()} title={last ? t('design.frame.undoStep', { step: last }) : undefined}>
          {t('design.frame.undo')}
        </Button>
        <Button disabled={!next} onClick={() => keeper.redo()} title={next ? t('design.frame.redoStep', { step: next }) : undefined}>
          {t('design.frame.redo')}
        </Button>
        <FaultsButton />
        {previewing !== null && (
          <Button aria-pressed={previewing} className={previewing ? 'design-pressed' : undefined} onClick={onPreview}>
            {t('design.frame.preview')}
          </Button>
        )}
        {wide &&
          looks.map((look) => (
            <Button key={look} onClick={() => onOpen(look)}>
              {t(`design.frame.${look}`)}
            </Button>
          ))}
        <Dropdown
          autoFocus
          trigger={['click']}
          menu={{
            items: Object.keys(more).map((key) => ({
              key,
              label: t(`design.frame.${key}` as never),
              danger: key === 'discard',
              disabled: key === 'discard' && view.rev === 0,
            })),
            onClick: ({ key }) => more[key]?.(),
          }}
        >
          <Button>{t('design.frame.more')}</Button>
        </Dropdown>
        <Button type="primary" onClick={() => onOpen('publish')}>
          {t('design.frame.publish')}
        </Button>
      </div>
      {asked && (
        <Modal
          open
          title={t('design.frame.discard')}
          okText={t('design.frame.discard')}
          cancelText={t('cancel')}
          okButtonProps={{ danger: true }}
          onCancel={() => setAsked(false)}
          onOk={() => {
            setAsked(false);
            onDiscard();
          }}
        >
          <p>{t('design.frame.discardNew', { title: definition.title })}</p>
        </Modal>
      )}
    </header>
  );
}

/** How many places are wrong; opens the list of them, which the keyboard can reach and leave again. */
function FaultsButton() {
  const { t } = useTranslation();
  const { faults, visit } = useDesk();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  if (faults.length === 0) return <span className="design-sound">{t('design.frame.noFaults')}</span>;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      title={t('design.frame.faultsHint')}
      content={
        <FaultList
          faults={faults}
          focused={open}
          onLeave={close}
          onGo={(path) => {
            close();
            visit(path === '' ? [] : path.split('.'));
          }}
        />
      }
    >
      <Button ref={button} danger aria-haspopup="dialog" aria-expanded={open}>
        {t('design.frame.faults', { count: faults.length })}
      </Button>
    </Popover>
  );
}
