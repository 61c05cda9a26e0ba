import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterKindItem, LetterView } from '../../server/domain/letter-views.js';
import { WhyDialog } from '../deeds/why-dialog.js';
import { AskedValues } from './asked-values.js';
import { letterApi } from './letter-api.js';

/** Takes a letter back, alone or with a new one in its place; asks why, and what the new one is to say: at first what the old one said. */
export function VoidDialog({
  letter,
  kind,
  deed,
  onCancel,
  onDone,
}: {
  letter: LetterView;
  kind: LetterKindItem | undefined;
  deed: 'void' | 'reissue';
  onCancel: () => void;
  onDone: (letter: LetterView) => void;
}) {
  const { t } = useTranslation();
  const [values, setValues] = useState(letter.asked);
  const typed = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const again = letter.state === 'void';
  const title = t(deed === 'void' ? 'letters.void' : again ? 'letters.issueAgain' : 'letters.reissue');
  return (
    <WhyDialog
      title={`${title}${t('colon')}${letter.serial}`}
      what={t(deed === 'void' ? 'letters.voidWhat' : again ? 'letters.issueAgainWhat' : 'letters.reissueWhat', { name: letter.childName })}
      deed={title}
      danger={deed === 'void'}
      ask={again ? null : t('letters.voidWhy')}
      below={(faults) =>
        deed === 'reissue' &&
        kind &&
        kind.asked.length > 0 && (
          <div className="reissue-values">
            <AskedValues asked={kind.asked} values={values} faults={faults} onType={(key, value) => setValues((now) => ({ ...now, [key]: value }))} />
          </div>
        )
      }
      onCancel={onCancel}
      onWhy={async (reason) =>
        onDone(deed === 'void' ? await letterApi.void(letter.id, { reason }) : await letterApi.reissue(letter.id, { reason, values: typed }))
      }
    />
  );
}
