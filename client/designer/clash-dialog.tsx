import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { entryOf } from '../../server/domain/definition-places.js';
import { type JsonMap, valueAt } from '../../server/domain/merge-patch.js';
import type { KeeperState } from './draft-keeper.js';

type Props = { clash: NonNullable<KeeperState['clash']>; kind: string; definition: JsonMap; onDecide: (prefer: 'mine' | 'theirs') => void };

/** Two people changed the same places: which of the two stands. Nothing is lost: either is one undo away. */
export function ClashDialog({ clash, kind, definition, onDecide }: Props) {
  const { t } = useTranslation();
  const titleOf = (place: string): string => {
    const entry = valueAt(definition, entryOf(kind, place.split('.')) ?? []) as { title?: unknown } | undefined;
    return typeof entry?.title === 'string' ? entry.title : place;
  };
  const said = (value: unknown): string => (value === null ? t('blank') : typeof value === 'string' ? value : JSON.stringify(value));
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
              <td>{titleOf(place)}</td>
              <td>{said(mine)}</td>
              <td>{said(theirs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
