import { LockOutlined } from '@ant-design/icons';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { Button } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeListDefinition } from '../../../server/domain/definition.generated.js';
import { useSession } from '../../session.js';
import { DayCell } from '../day-cell.js';
import type { Desk } from '../design-desk.js';
import { type Code, codeState, deleteCode, type Ground, isKept, isLocked, setCode, stepCode, stopCode, usedAgain } from './code-edits.js';

type Props = {
  name: string;
  code: Code;
  /** Titles of what it becomes, and what is wrong with it, in words. */
  becomes: string;
  faults: string;
  ground: Ground;
  stages: boolean;
  mentions: string[] | undefined;
  edit: Desk<CodeListDefinition>['edit'];
  onBecomes: (key: string) => void;
};

/** One code; every cell is typed in where it stands. Drawn anew only when something of it changes: lists can be long. */
export const CodeRow = memo(function CodeRow({ name: key, code, becomes, faults, ground, stages, mentions = [], edit, onBecomes }: Props) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { title } = code;
  const sortable = useSortable({ id: key });
  const locked = isLocked(ground, key);
  const state = codeState(code, today);
  const set = (name: string, value: unknown) => edit(t('design.lists.changeCode', { title }), (now) => setCode(now, key, name, value), `${key}.${name}`);
  const deed = (words: string, change: (now: CodeListDefinition) => CodeListDefinition) => edit(`${words} ${title}`, change);
  const move = (event: React.KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    deed(t('design.lists.move'), (now) => stepCode(now, key, event.key === 'ArrowUp' ? -1 : 1));
  };
  return (
    <tr
      ref={sortable.setNodeRef}
      className={`code-${state}`}
      data-code={key}
      data-place={`codes.${key}`}
      style={{
        transform: CSS.Translate.toString(sortable.transform),
        transition: undefined,
        ...(sortable.isDragging ? { position: 'relative', zIndex: 2 } : {}),
      }}
      onKeyDown={move}
    >
      <td className="code-handle">
        <button
          type="button"
          {...sortable.attributes}
          {...sortable.listeners}
          aria-label={t('design.lists.moveCode', { title })}
          title={t('design.lists.moveHint')}
        >
          ⠿
        </button>
      </td>
      <td>
        <span className="code-title">
          <input
            className="cell-input"
            aria-label={t('design.lists.title')}
            data-cell="title"
            value={title}
            onChange={(event) => set('title', event.target.value)}
          />
          {locked && <LockOutlined role="img" aria-label={t('design.lists.locked')} title={t('design.lists.locked')} />}
        </span>
        {faults !== '' && <small className="cell-fault">{faults}</small>}
      </td>
      {stages && (
        <td>
          <select
            className="cell-input"
            aria-label={t('design.lists.stage')}
            value={code.stage ?? ''}
            disabled={locked}
            onChange={(event) => set('stage', event.target.value)}
          >
            {['', 'primary', 'junior', ...(code.stage && !['primary', 'junior'].includes(code.stage) ? [code.stage] : [])].map((stage) => (
              <option key={stage} value={stage}>
                {stage === 'primary' ? t('design.lists.primary') : stage === 'junior' ? t('design.lists.junior') : stage || '—'}
              </option>
            ))}
          </select>
        </td>
      )}
      <td>
        <DayCell label={`${title} ${t('design.lists.from')}`} value={code.from ?? ''} disabled={locked} onDay={(day) => set('from', day)} />
      </td>
      <td>
        <DayCell label={`${title} ${t('design.lists.until')}`} value={code.until ?? ''} disabled={locked} onDay={(day) => set('until', day)} />
      </td>
      <td>
        <button type="button" className="code-becomes" disabled={locked} onClick={() => onBecomes(key)}>
          <span className="unseen">
            {title} {t('design.lists.becomes')}
          </span>
          {becomes || '—'}
        </button>
      </td>
      <td>
        <input
          className="cell-input"
          aria-label={`${title} ${t('design.lists.source')}`}
          value={code.source ?? ''}
          placeholder="—"
          onChange={(event) => set('source', event.target.value)}
        />
      </td>
      <td className="code-state">
        {t(`design.lists.states.${state}`)}
        {state !== 'used' && mentions.length > 0 && (
          <small className="cell-fault">{t('design.lists.mentioned', { forms: mentions.join(t('design.lists.and')) })}</small>
        )}
      </td>
      <td className="code-deeds">
        {locked ? (
          <span className="quiet">{t('design.lists.lockedShort')}</span>
        ) : state === 'used' || state === 'coming' ? (
          <>
            {isKept(ground, key) && (
              <Button
                size="small"
                aria-label={`${t('design.lists.stop')} ${title}`}
                onClick={() => deed(t('design.lists.stop'), (now) => stopCode(now, key, today))}
              >
                {t('design.lists.stop')}
              </Button>
            )}
            {isKept(ground, key) ? (
              <Button
                size="small"
                type="text"
                aria-label={`${t('design.lists.hide')} ${title}`}
                onClick={() => deed(t('design.lists.hide'), (now) => setCode(now, key, 'hidden', true))}
              >
                {t('design.lists.hide')}
              </Button>
            ) : (
              <Button
                size="small"
                type="text"
                aria-label={`${t('design.lists.delete')} ${title}`}
                onClick={() => deed(t('design.lists.delete'), (now) => deleteCode(now, key))}
              >
                {t('design.lists.delete')}
              </Button>
            )}
          </>
        ) : (
          <Button
            size="small"
            aria-label={`${t('design.lists.again')} ${title}`}
            onClick={() => deed(t('design.lists.again'), (now) => usedAgain(now, key, ground))}
          >
            {t('design.lists.again')}
          </Button>
        )}
      </td>
    </tr>
  );
});
