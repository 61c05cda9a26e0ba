import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = {
  /** What it is called, for a reader of the screen. */
  title: string;
  isKept: boolean;
  isHidden: boolean;
  isLocked?: boolean;
  onMove?: (by: -1 | 1) => void;
  onDrop: () => void;
  onUse: () => void;
};

/** Up, down, out of use or gone, and back. */
export function EntryDeeds({ title, isKept, isHidden, isLocked = false, onMove, onDrop, onUse }: Props) {
  const { t } = useTranslation();
  return (
    <span className="entry-deeds">
      {onMove && (
        <>
          <Button size="small" type="text" aria-label={t('design.ledgers.upOf', { title })} onClick={() => onMove(-1)}>
            ↑
          </Button>
          <Button size="small" type="text" aria-label={t('design.ledgers.downOf', { title })} onClick={() => onMove(1)}>
            ↓
          </Button>
        </>
      )}
      {isHidden ? (
        <Button size="small" onClick={onUse}>
          {t('design.ledgers.useAgain')}
        </Button>
      ) : (
        !isLocked && (
          <Button size="small" type="text" danger aria-label={t(isKept ? 'design.ledgers.hideOf' : 'design.ledgers.removeOf', { title })} onClick={onDrop}>
            {isKept ? t('design.ledgers.hide') : t('design.ledgers.remove')}
          </Button>
        )
      )}
    </span>
  );
}
