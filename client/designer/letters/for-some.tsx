import { Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LedgerDefinition } from '../../../server/domain/definition.generated.js';
import { ChildCondition } from '../conditions/child-condition.js';

type Props = { path: string[]; ledger: LedgerDefinition | null; asks: boolean; onAsk(asks: boolean): void };

/** Whether a part of the letter is only for some children, and for whom. */
export function ForSome({ path, ledger, asks, onAsk }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <span className="paragraph-whom">
        <Switch size="small" checked={asks} aria-label={t('design.letters.someOnly')} onChange={onAsk} /> {t('design.letters.someOnly')}
      </span>
      {asks && ledger && (
        <div className="paragraph-condition">
          <ChildCondition path={[...path, 'when']} ledger={ledger} label={t('design.letters.whom')} everybody={t('design.letters.everybody')} />
        </div>
      )}
    </>
  );
}
