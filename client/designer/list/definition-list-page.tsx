import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionListItem } from '../../../server/domain/definition-views.js';
import { EmptyNote } from '../../components/empty-note.js';
import { PageHead } from '../../components/page-head.js';
import { Trouble } from '../../components/trouble.js';
import { Waiting } from '../../components/waiting.js';
import { useListAddress } from '../../ledger/use-list-address.js';
import { designApi } from '../design-api.js';
import { definitionKinds } from './definition-kinds.js';
import { DefinitionTable } from './definition-table.js';
import { NewDialog } from './new-dialog.js';
import { PackMenu } from './pack-menu.js';
import { RetireDialog } from './retire-dialog.js';
import './definition-list.css';
import '../design-words.js';

const needsMe = ({ draft, upgradeDue }: DefinitionListItem): boolean => draft !== null || upgradeDue;

/** Every definition of the county, whatever its kind: what is used, what is being changed, what waits. */
export function DefinitionListPage() {
  const { t } = useTranslation();
  const { search, set } = useListAddress();
  const [kind, q, due] = [search.get('kind') ?? '', search.get('q') ?? '', search.get('due') === '1'];
  const list = useQuery({ queryKey: ['design', 'list'], queryFn: designApi.list });
  const [making, setMaking] = useState<{ from: DefinitionListItem | null } | null>(null);
  const [asked, setAsked] = useState<DefinitionListItem | null>(null);
  const [said, setSaid] = useState({ words: '', bad: false });
  if (list.isPending) return <Waiting />;
  if (list.isError) return <Trouble page error={list.error} onRetry={() => list.refetch()} />;
  const { items, prefix } = list.data;
  const found = items.filter((item) => item.title.toLowerCase().includes(q.trim().toLowerCase()) && (!due || needsMe(item)));
  const shown = found.filter((item) => kind === '' || item.kind === kind);
  return (
    <>
      <PageHead title={t('design.list.title')} note={t('design.list.total', { count: items.length })}>
        <PackMenu
          onImported={(words) => {
            setSaid({ words, bad: false });
            void list.refetch();
          }}
          onFault={(words) => setSaid({ words, bad: true })}
        />
        <Button type="primary" onClick={() => setMaking({ from: null })}>
          {t('design.list.new')}
        </Button>
      </PageHead>
      {said.words && (
        <p className={`notice notice-${said.bad ? 'bad' : 'good'}`} role={said.bad ? 'alert' : 'status'}>
          {said.words}
        </p>
      )}
      <fieldset className="filters" aria-label={t('design.list.kinds.all')}>
        {['', ...definitionKinds].map((one) => (
          <button key={one} type="button" className="chip" aria-pressed={kind === one} onClick={() => set({ kind: one })}>
            {t(`design.list.kinds.${one || 'all'}` as never)}
            <b>{found.filter((item) => one === '' || item.kind === one).length}</b>
          </button>
        ))}
      </fieldset>
      <div className="filters">
        <Input
          className="search"
          allowClear
          maxLength={40}
          defaultValue={q}
          placeholder={t('design.list.search')}
          aria-label={t('design.list.search')}
          onChange={({ target }) => set({ q: target.value })}
        />
        <Checkbox checked={due} onChange={({ target }) => set({ due: target.checked ? '1' : '' })}>
          {t('design.list.onlyDue')}
        </Checkbox>
      </div>
      {shown.length === 0 ? (
        <div className="panel">
          <EmptyNote title={t('design.list.none')}>
            <p>{t('design.list.noneNext')}</p>
          </EmptyNote>
        </div>
      ) : (
        definitionKinds
          .filter((one) => shown.some((item) => item.kind === one))
          .map((one) => (
            <DefinitionTable
              key={one}
              kind={one}
              items={shown.filter((item) => item.kind === one)}
              onCopy={(from) => setMaking({ from })}
              onRetire={setAsked}
            />
          ))
      )}
      {making && <NewDialog items={items} prefix={prefix} from={making.from} kind={kind} onClose={() => setMaking(null)} />}
      {asked && (
        <RetireDialog
          item={asked}
          onClose={() => setAsked(null)}
          onDone={(words) => {
            setAsked(null);
            setSaid({ words, bad: false });
            void list.refetch();
          }}
        />
      )}
    </>
  );
}
