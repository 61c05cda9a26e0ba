import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LetterDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { addBehind, lastIn } from '../move-entries.js';
import { PlaceFaults } from '../place-faults.js';
import { nextKey, takeAway } from './letter-edits.js';

const most = 4;

/** The receipt printed several times below itself, each copy with a name: 存根联, 回执联. */
export function ReceiptCopies() {
  const { t } = useTranslation();
  const { definition, below, prefix, edit } = useDesk<LetterDefinition>();
  const step = t('design.letters.steps.changeReceipt');
  const copies = byOrder(definition.receipt?.copies).filter((copy) => !copy.hidden);
  // A receipt that is one becomes two: a single copy with a name would say nothing.
  const add = () => {
    const names = copies.length > 0 ? [t('design.letters.copyMore')] : [t('design.letters.copyStub'), t('design.letters.copyBack')];
    edit(step, (letter) =>
      names.reduce((now, title) => {
        const had = now.receipt?.copies;
        return addBehind(now, ['receipt', 'copies'], had, nextKey('n', prefix, had), { title }, lastIn(had));
      }, letter),
    );
  };
  return (
    <div className="receipt-copies">
      {copies.map((copy, index) => (
        <span key={copy.key} className="receipt-copy">
          <Input
            size="small"
            aria-label={t('design.letters.copyName', { number: index + 1 })}
            value={copy.title}
            maxLength={20}
            onChange={({ target }) =>
              edit(step, (letter) => setAt(letter, ['receipt', 'copies', copy.key, 'title'], target.value), `receipt.copies.${copy.key}.title`)
            }
          />
          <Button size="small" danger onClick={() => edit(step, (letter) => takeAway(letter, below, ['receipt', 'copies', copy.key]))}>
            {t('design.letters.remove')}
          </Button>
          <PlaceFaults path={['receipt', 'copies', copy.key]} within />
        </span>
      ))}
      {copies.length < most && (
        <Button size="small" onClick={add}>
          {copies.length === 0 ? t('design.letters.inCopies') : t('design.letters.addCopy')}
        </Button>
      )}
    </div>
  );
}
