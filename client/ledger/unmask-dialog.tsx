import { useTranslation } from 'react-i18next';
import { WhyDialog } from '../deeds/why-dialog.js';
import { type ChildAddress, ledgerApi } from './ledger-api.js';

/** Asks why a masked field is to be seen; the answer is logged with who saw it. */
export function UnmaskDialog({
  at,
  field,
  title,
  name,
  onCancel,
  onSeen,
}: {
  at: ChildAddress;
  field: string;
  title: string;
  name: string;
  onCancel: () => void;
  onSeen: (text: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <WhyDialog
      title={t('child.seeOf', { name, field: title })}
      deed={t('child.see')}
      ask={t('child.seeWhy')}
      short
      onCancel={onCancel}
      onWhy={async (reason) => onSeen((await ledgerApi.unmask(at, { field, reason })).text)}
    />
  );
}
