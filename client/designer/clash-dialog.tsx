import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { valueInWords } from '../../server/domain/change-words.js';
import { placeWords } from '../../server/domain/conflict-words.js';
import { holesInWords } from '../../server/domain/hole-words.js';
import type { Json, JsonMap } from '../../server/domain/merge-patch.js';
import type { KeeperState } from './draft-keeper.js';

type Props = { clash: NonNullable<KeeperState['clash']>; definition: JsonMap; onDecide: (prefer: 'mine' | 'theirs') => void };

/** Two people changed the same places: which of the two stands. Nothing is lost: either is one undo away. */
export function ClashDialog({ clash, definition, onDecide }: Props) {
  const { t } = useTranslation();
  const read = (words: string): string => (definition.kind === 'letter' ? holesInWords(words, [definition]) : words);
  return (
    <Modal
      open
      closable={false}
      title={t('design.frame.clashTitle')}
      footer={[
        <Button key="theirs" onClick={() => onDecide('theirs')}>
          {t('design.frame.clashTheirs')}
        </Button>,
        <Button key="mine" type="primary" onClick={() => onDecide('mine')}>
          {t('design.frame.clashMine')}
        </Button>,
      ]}
    >
      <p>{t('design.frame.clashText', { by: clash.by })}</p>
      <table className="design-clash">
        <thead>
          <tr>
            <th>{t('design.frame.place')}</th>
            <th>{t('design.frame.mine')}</th>
            <th>{t('design.frame.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {clash.places.slice(0, 20).map(({ place, mine, theirs }) => (
            <tr key={place}>
              <td>{read(placeWords(place.split('.'), [definition]))}</td>
              <td>{read(valueInWords(place.split('.'), mine as Json))}</td>
              <td>{read(valueInWords(place.split('.'), theirs as Json))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
