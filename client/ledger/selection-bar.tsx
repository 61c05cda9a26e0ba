import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** What can be done with the chosen children; nothing is shown while none is chosen. */
export function SelectionBar({
  chosen,
  all,
  total,
  more,
  mayWrite,
  onAll,
  onNone,
  onLetters,
}: {
  chosen: number;
  all: boolean;
  total: number;
  /** The count stopped at `total`; there are more. */
  more: boolean;
  mayWrite: boolean;
  onAll: () => void;
  onNone: () => void;
  onLetters: () => void;
}) {
  const { t } = useTranslation();
  if (chosen === 0) return null;
  return (
    <div className="notice notice-busy selection-bar" role="status">
      <b>{t(all ? (more ? 'ledger.chosenAllMore' : 'ledger.chosenAll') : 'ledger.chosen', { count: chosen })}</b>
      {!all && total > chosen && (
        <button type="button" className="issue-link" onClick={onAll}>
          {t(more ? 'ledger.chooseAllMore' : 'ledger.chooseAll', { count: total })}
        </button>
      )}
      <button type="button" className="issue-link" onClick={onNone}>
        {t('ledger.chooseNone')}
      </button>
      {mayWrite && (
        <Button type="primary" size="small" className="selection-go" onClick={onLetters}>
          {t('ledger.sendLetters')}
        </Button>
      )}
    </div>
  );
}
