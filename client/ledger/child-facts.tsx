import { useTranslation } from 'react-i18next';
import { valueText } from '../../server/domain/child.js';
import type { ChildView } from '../../server/domain/ledger-views.js';
import type { Ledger } from '../../server/domain/open-ledger.js';
import { StateTag } from '../components/state-tag.js';

/** What is known of a child, group by group; what is masked can be asked for where the person may. */
export function ChildFacts({
  ledger,
  view,
  seen,
  onUnmask,
}: {
  ledger: Ledger;
  view: ChildView;
  /** Texts asked for on this page, by field. */
  seen: Record<string, string>;
  onUnmask: (field: string) => void;
}) {
  const { t } = useTranslation();
  const { meanings } = ledger.snapshot.definition;
  return (
    <section className="panel child-facts" aria-label={t('child.facts')}>
      {ledger.groups.map((group) => (
        <div key={group.key} className="child-group">
          <h2>{group.title}</h2>
          <dl>
            {group.fields.map((field) => {
              const { key, title } = field;
              const hidden = seen[key] === undefined ? view.masked[key] : undefined;
              const text = seen[key] ?? hidden ?? valueText(ledger, field, view.values[key]);
              return (
                <div key={key} className={field.field.type === 'codes' || (field.field.maxLength ?? 0) > 60 ? 'child-fact child-fact-long' : 'child-fact'}>
                  <dt>{title}</dt>
                  <dd>
                    {key === meanings.state ? (
                      <StateTag state={view.state} />
                    ) : field.field.type === 'codes' && Array.isArray(view.values[key]) ? (
                      (view.values[key] as string[]).map((code) => (
                        <span key={code} className="child-tag">
                          {valueText(ledger, field, code)}
                        </span>
                      ))
                    ) : (
                      <span className={hidden === undefined ? undefined : 'child-masked'}>{text || '—'}</span>
                    )}
                    {hidden !== undefined && view.unmaskable.includes(key) && (
                      <button type="button" className="issue-link child-see" aria-label={t('child.seeField', { field: title })} onClick={() => onUnmask(key)}>
                        {t('child.see')}
                      </button>
                    )}
                  </dd>
                </div>
              );
            })}
          </dl>
        </div>
      ))}
    </section>
  );
}
