import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftConflict } from '../../server/domain/views.js';
import { momentOf } from '../dates.js';
import { useSession } from '../session.js';

export type Choice = { [path: string]: 'mine' | 'theirs' };

/** Two people typed in the same cells: each is shown both ways and chosen; until then nothing of either is lost. */
export function ConflictDialog({
  conflicts,
  text,
  onChosen,
}: {
  conflicts: DraftConflict[];
  text: (path: string, value: DraftConflict['mine']) => string;
  onChosen: (choice: Choice) => void;
}) {
  const { t } = useTranslation();
  const { today } = useSession();
  const [choice, setChoice] = useState<Choice>({});
  const all = (side: 'mine' | 'theirs') => setChoice(Object.fromEntries(conflicts.map(({ path }) => [path, side])));
  const left = conflicts.filter(({ path }) => !choice[path]).length;
  return (
    <Modal
      open
      title={t('conflict.title')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={640}
      footer={
        <>
          <span className="quiet conflict-left">{left > 0 ? t('conflict.left', { count: left }) : ''}</span>
          <Button type="primary" disabled={left > 0} onClick={() => onChosen(choice)}>
            {t('conflict.save')}
          </Button>
        </>
      }
    >
      <p>{t('conflict.what')}</p>
      <p className="conflict-all">
        <Button size="small" onClick={() => all('mine')}>
          {t('conflict.allMine')}
        </Button>
        <Button size="small" onClick={() => all('theirs')}>
          {t('conflict.allTheirs')}
        </Button>
      </p>
      <div className="scroll-x">
        <table className="plain">
          <thead>
            <tr>
              <th>{t('conflict.cell')}</th>
              <th>{t('conflict.mine')}</th>
              <th>{t('conflict.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {conflicts.map(({ path, label, mine, theirs, by, at }) => (
              <tr key={path}>
                <td>{label}</td>
                <td>
                  <Radio
                    name={path}
                    checked={choice[path] === 'mine'}
                    onChange={() => setChoice({ ...choice, [path]: 'mine' })}
                    aria-label={t('conflict.takeMine', { label })}
                  >
                    {text(path, mine)}
                  </Radio>
                </td>
                <td>
                  <Radio
                    name={path}
                    checked={choice[path] === 'theirs'}
                    onChange={() => setChoice({ ...choice, [path]: 'theirs' })}
                    aria-label={t('conflict.takeTheirs', { label })}
                  >
                    {text(path, theirs)}
                  </Radio>
                  {by && (
                    <span className="quiet">
                      {by}
                      {at ? ` ${momentOf(at, today)}` : ''}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  );
}
