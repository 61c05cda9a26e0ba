import { Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { CodeListDefinition } from '../../../server/domain/definition.generated.js';
import { useSession } from '../../session.js';
import { useDesk } from '../design-desk.js';
import { flagged } from '../flag-at.js';
import { type Ground, setBecomes, stopCode } from './code-edits.js';

/** What a code turned into, so that numbers can be compared over the years. */
export function BecomesDialog({ code: key, ground, onClose }: { code: string; ground: Ground; onClose: () => void }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { definition: list, edit } = useDesk<CodeListDefinition>();
  const code = list.codes[key];
  const [targets, setTargets] = useState(flagged(code?.becomes));
  const title = code?.title ?? key;
  const save = () => {
    edit(t('design.lists.changeCode', { title }), (now) => {
      const marked = setBecomes(now, key, targets, ground);
      return targets.length > 0 && !code?.until ? stopCode(marked, key, today) : marked;
    });
    onClose();
  };
  return (
    <Modal open title={t('design.lists.becomesOf', { title })} okText={t('design.lists.take')} cancelText={t('cancel')} onOk={save} onCancel={onClose}>
      <p className="quiet">{t('design.lists.becomesHint')}</p>
      <Select
        mode="multiple"
        className="becomes-choice"
        aria-label={t('design.lists.becomes')}
        value={targets}
        onChange={setTargets}
        optionFilterProp="label"
        options={byOrder(list.codes)
          .filter((one) => one.key !== key && !one.hidden)
          .map((one) => ({ value: one.key, label: one.title }))}
      />
    </Modal>
  );
}
