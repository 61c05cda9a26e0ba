import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClauseDefinition } from '../../../server/domain/definition.generated.js';
import { DayInput } from '../../components/day-input.js';
import { useDesk } from '../design-desk.js';
import { nextKey } from '../letters/letter-edits.js';
import { newEdition } from './law-edits.js';

/** A new edition with the articles of an earlier one, which ends the day before. */
export function EditionDialog({ copied, onMade, onClose }: { copied: string; onMade: (key: string) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const { definition, prefix, edit } = useDesk<ClauseDefinition>();
  const [title, setTitle] = useState('');
  const [passed, setPassed] = useState('');
  const [from, setFrom] = useState('');
  const begun = definition.editions[copied]?.from ?? '';
  const isEarly = from !== '' && from <= begun;
  const isWhole = title.trim() !== '' && passed !== '' && from !== '' && passed <= from && !isEarly;
  return (
    <Modal
      open
      title={t('design.letters.copyEdition')}
      okText={t('design.letters.makeEdition')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !isWhole }}
      onCancel={onClose}
      onOk={() => {
        const key = nextKey('e', prefix, definition.editions);
        edit(t('design.letters.steps.addEdition'), (law) => newEdition(law, copied, key, { title: title.trim(), passed, from }));
        onMade(key);
      }}
    >
      <p className="quiet">{t('design.letters.copyHint')}</p>
      <div className="law-new">
        <div className="law-title">
          <span>{t('design.letters.editionTitle')}</span>
          <Input
            autoFocus
            aria-label={t('design.letters.editionTitle')}
            placeholder={t('design.letters.editionExample')}
            maxLength={200}
            value={title}
            onChange={({ target }) => setTitle(target.value)}
          />
        </div>
        <div className="field-setting">
          <span>{t('design.letters.days.passed')}</span>
          <DayInput label={t('design.letters.days.passed')} value={passed} onDay={setPassed} />
        </div>
        <div className="field-setting">
          <span>{t('design.letters.days.from')}</span>
          <DayInput label={t('design.letters.days.from')} value={from} onDay={setFrom} />
        </div>
      </div>
      {isEarly && <p className="place-faults">{t('design.letters.tooEarly', { day: begun })}</p>}
      {passed !== '' && from !== '' && passed > from && <p className="place-faults">{t('design.letters.passedLater')}</p>}
    </Modal>
  );
}
