import { useQuery } from '@tanstack/react-query';
import { Drawer, Segmented, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionView } from '../../../server/domain/definition-views.js';
import { Trouble } from '../../components/trouble.js';
import { dayOf } from '../../dates.js';
import { designApi } from '../design-api.js';
import { useDesk } from '../design-desk.js';
import { ChangeList } from './change-list.js';
import { SideBySide } from './side-by-side.js';
import '../publish/publish.css';

type Props = { facts: DefinitionView; first: { from: string; to: string } | null; onClose: () => void };

/** Any two of: what lies below, each version, the draft. In words, or the two beside each other. */
export function CompareDrawer({ facts, first, onClose }: Props) {
  const { t } = useTranslation();
  const { id, below, rev, flush } = useDesk();
  const [saved, setSaved] = useState(false);
  useEffect(() => void flush().then(() => setSaved(true)), [flush]);
  // A version beside itself is that version to be read.
  const looking = first !== null && first.from === first.to;
  const hasBelow = Object.keys(below).length > 0;
  const current = String(facts.version);
  const [from, setFrom] = useState(first?.from ?? (facts.version > 0 ? current : 'below'));
  const [to, setTo] = useState(first?.to ?? (rev > 0 || facts.version === 0 ? 'draft' : current));
  const [face, setFace] = useState<'words' | 'sides'>(looking ? 'sides' : 'words');
  const name = (which: string): string =>
    which === 'draft' || which === 'below' ? t(`design.publish.${which}`) : t('design.publish.versionName', { version: which });
  const choices = [
    ...(hasBelow ? [{ value: 'below', label: name('below') }] : []),
    ...facts.versions.map(({ version, publishedAt }) => ({ value: String(version), label: `${name(String(version))} ${dayOf(publishedAt)}` })),
    { value: 'draft', label: name('draft') },
  ];
  const possible = choices.some(({ value }) => value === from) && choices.length > 1;
  const compared = useQuery({
    queryKey: ['design', id, 'compare', from, to, rev],
    queryFn: () => designApi.compare(id, from, to),
    enabled: saved && possible,
    gcTime: 0,
  });
  return (
    <Drawer open title={t('design.publish.compare')} onClose={onClose} size={760} closable={{ 'aria-label': t('close') }}>
      {!possible ? (
        <p>{t('design.publish.nothingToCompare')}</p>
      ) : (
        <>
          <div className="compare-choice">
            <Select aria-label={t('design.publish.from')} value={from} options={choices} onChange={setFrom} />
            <span>{t('design.publish.to')}</span>
            <Select aria-label={t('design.publish.toWhich')} value={to} options={choices} onChange={setTo} />
            <Segmented
              aria-label={t('design.publish.face')}
              value={face}
              options={[
                { value: 'words', label: t('design.publish.inWords') },
                { value: 'sides', label: t('design.publish.sideBySide') },
              ]}
              onChange={(value) => setFace(value as typeof face)}
            />
          </div>
          {compared.isError && <Trouble error={compared.error} onRetry={() => compared.refetch()} />}
          {compared.data && face === 'words' && <ChangeList changes={compared.data.changes} />}
          {compared.data && face === 'sides' && (
            <SideBySide before={compared.data.before} after={compared.data.after} titles={{ before: name(from), after: name(to) }} whole={looking} />
          )}
        </>
      )}
    </Drawer>
  );
}
