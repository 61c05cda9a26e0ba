import { useTranslation } from 'react-i18next';
import type { DefinitionListItem } from '../../../server/domain/definition-views.js';
import { WhyDialog } from '../../deeds/why-dialog.js';
import { designApi } from '../design-api.js';

/** Takes a form or a letter out of use, or puts it into use again. */
export function RetireDialog({ item, onClose, onDone }: { item: DefinitionListItem; onClose: () => void; onDone: (words: string) => void }) {
  const { t } = useTranslation();
  const { id, title } = item;
  const back = item.state === 'retired';
  return (
    <WhyDialog
      title={t(back ? 'design.list.restoreTitle' : 'design.list.retireTitle', { title })}
      what={t(back ? 'design.list.restoreWhat' : 'design.list.retireWhat')}
      deed={t(back ? 'design.list.restore' : 'design.list.retire')}
      danger={!back}
      onCancel={onClose}
      onWhy={async (why) => {
        await (back ? designApi.restore(id, why) : designApi.retire(id, why));
        onDone(t(back ? 'design.list.restored' : 'design.list.retired', { title }));
      }}
    />
  );
}
