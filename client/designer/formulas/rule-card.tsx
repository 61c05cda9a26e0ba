import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { plainFault } from '../../../server/domain/expression-words.js';
import type { Fault } from '../../../server/domain/problem.js';

type Props = {
  /** The rule in words, and where it is about. */
  sentence: ReactNode;
  where: string;
  note: string;
  tag: { words: string; bad: boolean } | null;
  hidden: boolean;
  fromBelow: boolean;
  open: boolean;
  faults: Fault[];
  /** Titles of what it reads though it is not shown any more. */
  gone: string[];
  onOpen(open: boolean): void;
  /** Absent where the order says nothing. */
  onMove?(by: -1 | 1): void;
  onHide(hidden: boolean): void;
  onRemove(): void;
  first?: boolean;
  last?: boolean;
  children?: ReactNode;
};

/** A check or formula in one sentence; opened, its editor below. */
export function RuleCard({
  sentence,
  where,
  note,
  tag,
  hidden,
  fromBelow,
  open,
  faults,
  gone,
  onOpen,
  onMove,
  onHide,
  onRemove,
  first,
  last,
  children,
}: Props) {
  const { t } = useTranslation();
  const name = typeof sentence === 'string' ? sentence : '';
  return (
    <li className={`rule-card${hidden ? ' rule-hidden' : ''}${open ? ' rule-open' : ''}`} aria-label={name}>
      <div className="rule-head">
        <div className="rule-words">
          <p className="rule-sentence">{sentence}</p>
          <p className="quiet rule-note">
            <span>{where}</span>
            {tag && <span className={`rule-tag ${tag.bad ? 'rule-tag-bad' : 'rule-tag-warn'}`}>{tag.words}</span>}
            {hidden && <span className="rule-tag">{t('design.formulas.hiddenHere')}</span>}
            <span>{note}</span>
          </p>
          {gone.length > 0 && <p className="rule-gone">{t('design.formulas.hiddenUsed', { titles: gone.join(t('listComma')) })}</p>}
          {!open &&
            faults.map(({ path, message }) => (
              <p key={`${path} ${message}`} className="rule-fault">
                {plainFault(message)}
                <Button size="small" danger onClick={() => onOpen(true)}>
                  {t('design.formulas.repairHere')}
                </Button>
              </p>
            ))}
        </div>
        <div className="rule-deeds">
          {!hidden && (
            <Button size="small" onClick={() => onOpen(!open)} aria-expanded={open}>
              {open ? t('design.formulas.done') : t('design.formulas.edit')}
            </Button>
          )}
          {onMove && (
            <>
              <Button size="small" type="text" disabled={first} onClick={() => onMove(-1)} aria-label={t('design.formulas.up')} title={t('design.formulas.up')}>
                ↑
              </Button>
              <Button
                size="small"
                type="text"
                disabled={last}
                onClick={() => onMove(1)}
                aria-label={t('design.formulas.down')}
                title={t('design.formulas.down')}
              >
                ↓
              </Button>
            </>
          )}
          {hidden ? (
            <Button size="small" type="text" onClick={() => onHide(false)}>
              {t('design.formulas.show')}
            </Button>
          ) : (
            <Button size="small" type="text" danger onClick={() => (fromBelow ? onHide(true) : onRemove())}>
              {fromBelow ? t('design.formulas.hide') : t('design.formulas.remove')}
            </Button>
          )}
        </div>
      </div>
      {open && <div className="rule-editor">{children}</div>}
    </li>
  );
}
