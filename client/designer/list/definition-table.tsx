import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { DefinitionListItem } from '../../../server/domain/definition-views.js';
import { dayOf, momentOf } from '../../dates.js';
import { useSession } from '../../session.js';

type Props = { kind: string; items: DefinitionListItem[]; onCopy: (item: DefinitionListItem) => void; onRetire: (item: DefinitionListItem) => void };
const stateColours = { 'in-use': 'success', retired: 'default', unpublished: 'warning' };

/** Definitions of one kind. */
export function DefinitionTable({ kind, items, onCopy, onRetire }: Props) {
  const { t } = useTranslation();
  const heads = ['name', 'state', 'use', 'due', 'lastChange', 'deeds'] as const;
  return (
    <section className="panel definition-group">
      <h2 id={`kind-${kind}`}>{t(`design.list.kinds.${kind}` as never)}</h2>
      <table className="definition-table" aria-labelledby={`kind-${kind}`}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" data-column={head}>
                {t(`design.list.${head}` as never)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.id} item={item} onCopy={onCopy} onRetire={onRetire} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ item, onCopy, onRetire }: { item: DefinitionListItem } & Pick<Props, 'onCopy' | 'onRetire'>) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { id, title, origin, state, version, draft, upgradeDue, usedBy, asked } = item;
  return (
    <tr data-definition={id}>
      <th scope="row">
        <Link to={`/forms/${id}/design`}>{title}</Link>
        <small className={`origin origin-${origin}`}>{t(`design.list.origins.${origin}` as never)}</small>
      </th>
      <td data-head={t('design.list.state')}>
        <span className={`state state-${stateColours[state]}`}>{t(`design.list.states.${state}` as never)}</span>
        {version > 0 && <small>{t('design.list.version', { version })}</small>}
      </td>
      <td data-head={t('design.list.use')}>
        {asked && (
          <span>
            {t('design.list.offices', { count: asked.offices })}
            <small>{asked.rule}</small>
          </span>
        )}
        {usedBy.length > 0 && <small>{t('design.list.usedBy', { titles: usedBy.map((use) => use.title).join(t('listComma')) })}</small>}
        {!asked && usedBy.length === 0 && ['code-list', 'life', 'calendar', 'clause'].includes(item.kind) && <small>{t('design.list.unused')}</small>}
      </td>
      <td data-head={t('design.list.due')}>
        {upgradeDue && (
          <Link className="definition-due" to={`/forms/${id}/upgrade`}>
            {t('design.list.upgradeDue')}
          </Link>
        )}
        {draft && (
          <span className="definition-draft">
            {t('design.list.draft', { by: draft.by })}
            <small>{t('design.list.draftAt', { at: momentOf(draft.at, today) })}</small>
          </span>
        )}
        {asked?.next && <small>{t('design.list.next', asked.next)}</small>}
      </td>
      <td data-head={t('design.list.lastChange')}>
        {item.publishedAt && (
          <>
            <span>{dayOf(item.publishedAt)}</span> <span>{item.by || t('design.list.byFiles')}</span>
            {item.why && <small>{item.why}</small>}
          </>
        )}
      </td>
      <td className="definition-deeds">
        <Deeds item={item} onCopy={onCopy} onRetire={onRetire} />
      </td>
    </tr>
  );
}

function Deeds({ item, onCopy, onRetire }: { item: DefinitionListItem } & Pick<Props, 'onCopy' | 'onRetire'>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id, kind, state } = item;
  const mayRetire = (kind === 'report' || kind === 'letter') && state !== 'unpublished';
  const deeds: { [key: string]: () => void } = {
    copy: () => onCopy(item),
    ...(state === 'unpublished' ? {} : { versions: () => navigate(`/forms/${id}/design?open=versions`) }),
    ...(mayRetire ? { [state === 'retired' ? 'restore' : 'retire']: () => onRetire(item) } : {}),
  };
  return (
    <>
      <Link className="go" to={`/forms/${id}/design`}>
        {t('design.list.edit')}
      </Link>
      <Dropdown
        autoFocus
        trigger={['click']}
        menu={{
          items: Object.keys(deeds).map((key) => ({ key, label: t(`design.list.${key}` as never) })),
          onClick: ({ key }) => deeds[key]?.(),
        }}
      >
        <Button size="small" aria-label={t('design.list.moreOf', { title: item.title })}>
          {t('design.list.more')}
        </Button>
      </Dropdown>
    </>
  );
}
