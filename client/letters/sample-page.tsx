import { useQuery } from '@tanstack/react-query';
import { Checkbox, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterKindItem } from '../../server/domain/letter-views.js';
import { PrintDialog } from '../files/print-dialog.js';
import { ledgerApi } from '../ledger/ledger-api.js';
import type { ChosenPeople } from './child-choice.js';
import { letterLinks } from './letter-api.js';
import { longestNames } from './longest-names.js';

const offered = 20;

/** The very page before it is issued, with a child one chooses; the longest names stand first, as they are the first not to fit. */
export function SamplePage({
  kind,
  people,
  values,
  onClose,
}: {
  kind: LetterKindItem;
  people: ChosenPeople;
  values: Record<string, string>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [child, setChild] = useState('');
  const [draft, setDraft] = useState(false);
  const found = useQuery({
    queryKey: ['children', kind.ledger, 'sample', people.choice.filter],
    queryFn: () => ledgerApi.children(kind.ledger, { ...people.choice.filter, size: '200' }),
    enabled: people.people.length === 0,
  });
  const candidates = longestNames(people.people.length > 0 ? people.people : (found.data?.items ?? []), offered);
  const known = values as Record<string, string>;
  if (child)
    return (
      <PrintDialog
        title={t('issue.sampleTitle', { title: kind.title })}
        path={letterLinks.preview(kind.id)}
        body={{ child, values: known, ...(draft ? { draft } : {}) }}
        onClose={onClose}
      />
    );
  return (
    <Modal open footer={null} title={t('issue.sampleWith')} onCancel={onClose}>
      <Select
        className="sample-pick"
        aria-label={t('issue.sampleWith')}
        placeholder={t('issue.sampleLongest')}
        defaultOpen
        showSearch={{ optionFilterProp: 'label' }}
        loading={found.isFetching}
        options={candidates.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id: string) => setChild(id)}
      />
      {kind.draft && (
        <Checkbox checked={draft} onChange={({ target }) => setDraft(target.checked)}>
          {t('issue.sampleDraft')}
        </Checkbox>
      )}
      <p className="quiet">{t('issue.sampleNote')}</p>
    </Modal>
  );
}
