import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LedgerDefinition, LetterDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { isFromBelow } from '../edit-tree.js';
import { ForSome } from './for-some.js';

type Props = {
  path: string[];
  ledger: LedgerDefinition | null;
  asksWhom: boolean;
  onMove: (by: -1 | 1) => void;
  onDrop: () => void;
  onAskWhom: (asks: boolean) => void;
};

/** What can be done to any piece of a letter, paragraph or clause: move it, take it away, write it to some only. */
export function PieceDeeds({ path, ledger, asksWhom, onMove, onDrop, onAskWhom }: Props) {
  const { t } = useTranslation();
  const { below } = useDesk<LetterDefinition>();
  return (
    <>
      <Button size="small" aria-label={t('design.letters.up')} title={t('design.letters.up')} onClick={() => onMove(-1)}>
        ↑
      </Button>
      <Button size="small" aria-label={t('design.letters.down')} title={t('design.letters.down')} onClick={() => onMove(1)}>
        ↓
      </Button>
      <Button size="small" danger onClick={onDrop}>
        {isFromBelow(below, path) ? t('design.letters.hide') : t('design.letters.remove')}
      </Button>
      <ForSome path={path} ledger={ledger} asks={asksWhom} onAsk={onAskWhom} />
    </>
  );
}
