import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { valueText } from '../../server/domain/child.js';
import type { ChildListView, ChildRow } from '../../server/domain/ledger-views.js';
import type { Ledger } from '../../server/domain/open-ledger.js';
import { StateTag } from '../components/state-tag.js';
import { childPage } from '../places.js';
import { useSession } from '../session.js';

/** One page of children; a head sorts, the name leads to the file. */
export function ChildTable({
  ledger,
  list,
  sort,
  selected,
  busy,
  onSelect,
  onSort,
}: {
  ledger: Ledger;
  list: ChildListView;
  sort: string;
  selected: ReadonlySet<string> | 'all';
  /** What is shown is not yet what was asked for. */
  busy: boolean;
  onSelect: (selected: ReadonlySet<string>) => void;
  onSort: (sort: string) => void;
}) {
  const { t } = useTranslation();
  const own = useSession().office.kind === 'school';
  const { meanings, layout } = ledger.snapshot.definition;
  const rest = list.columns.filter(({ key }) => key !== meanings.name);
  const ids = list.items.map(({ id }) => id);
  const isChosen = (id: string) => selected === 'all' || selected.has(id);
  const allHere = ids.every(isChosen);
  const choose = (some: string[], on: boolean) => {
    const next = new Set(selected === 'all' ? ids : selected);
    for (const id of some) on ? next.add(id) : next.delete(id);
    onSelect(next);
  };
  const head = (key: string, title: string, masked: boolean) => {
    const way = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : undefined;
    return (
      <th key={key} scope="col" aria-sort={way} style={{ minWidth: layout?.list?.[key]?.width }}>
        {masked || ledger.fields.find((field) => field.key === key)?.privacy ? (
          title
        ) : (
          <button type="button" className="sorter" onClick={() => onSort(sort === key ? `-${key}` : sort === `-${key}` ? '' : key)}>
            {title}
            <span aria-hidden>{way === 'ascending' ? ' ↑' : way === 'descending' ? ' ↓' : ''}</span>
          </button>
        )}
      </th>
    );
  };
  return (
    <div className={busy ? 'panel scroll-x list-busy' : 'panel scroll-x'} aria-busy={busy}>
      <table className="plain child-table">
        <thead>
          <tr>
            <th scope="col" className="child-check">
              <Checkbox
                aria-label={t('ledger.choosePage')}
                checked={allHere}
                indeterminate={!allHere && ids.some(isChosen)}
                onChange={({ target }) => choose(ids, target.checked)}
              >
                <span className="child-narrow">{t('ledger.choosePage')}</span>
              </Checkbox>
              <span className="child-narrow quiet">{t('ledger.sortBy')}</span>
            </th>
            {head(meanings.name, ledger.fields.find(({ key }) => key === meanings.name)?.title ?? '', false)}
            {!own && <th scope="col">{t('reports.school')}</th>}
            {rest.map(({ key, title, masked }) => head(key, title, masked))}
          </tr>
        </thead>
        <tbody>
          {list.items.map((child) => (
            <tr key={child.id} className={isChosen(child.id) ? 'child-chosen' : undefined}>
              <td className="child-check">
                <Checkbox
                  aria-label={t('ledger.chooseChild', { name: child.name })}
                  checked={isChosen(child.id)}
                  onChange={({ target }) => choose([child.id], target.checked)}
                />
              </td>
              <th scope="row">
                <Link to={childPage({ ledger: ledger.id, child: child.id })}>{child.name || t('blank')}</Link>
              </th>
              {!own && <td className="child-office">{child.officeTitle}</td>}
              {rest.map(({ key, title }) => (
                <td key={key} data-title={title} className={shownText(ledger, child, key) === '' && key !== meanings.state ? 'child-blank' : undefined}>
                  {key === meanings.state ? <StateTag state={child.state} /> : shownText(ledger, child, key)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function shownText(ledger: Ledger, child: ChildRow, key: string): string {
  const field = ledger.fields.find((one) => one.key === key);
  return child.masked[key] ?? (field ? valueText(ledger, field, child.values[key]) : '');
}
