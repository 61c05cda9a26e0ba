import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { OtherReport, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { removeEntry, setAt } from '../edit-tree.js';

const ways = ['silent', 'warning', 'error'] as const;

/** The other forms a report is compared with, and what is said while one has no numbers. */
export function OtherList() {
  const { t } = useTranslation();
  const { definition, below, contents, edit, faults } = useDesk<ReportDefinition>();
  const others = byOrder(definition.others).filter(({ hidden }) => !hidden);
  if (others.length === 0) return null;
  return (
    <section className="other-list" aria-label={t('design.formulas.othersTitle')}>
      <h3>{t('design.formulas.othersTitle')}</h3>
      <p className="quiet">{t('design.formulas.othersHint')}</p>
      <ul className="rule-list">
        {others.map(({ key, title, form, missing }) => {
          const path = ['others', key];
          const used = Object.values(definition.checks ?? {}).filter(({ hidden, that }) => !hidden && that.includes(`other('${key}.`)).length;
          return (
            <li key={key} className="rule-card">
              <div className="rule-head">
                <span className="rule-words">
                  《{contents[form]?.title ?? title}》
                  <span className="quiet">{used > 0 ? t('design.formulas.otherUsed', { count: used }) : t('design.formulas.otherUnused')}</span>
                </span>
                <span className="rule-deeds">
                  <span>{t('design.formulas.otherMissing')}</span>
                  <Select
                    className="sign-pick"
                    aria-label={t('design.formulas.otherMissingOf', { title })}
                    value={missing}
                    popupMatchSelectWidth={false}
                    options={ways.map((value) => ({ value, label: t(`design.formulas.missingWays.${value}`) }))}
                    onChange={(value: OtherReport['missing']) => edit(t('design.formulas.steps.changeOther'), (now) => setAt(now, [...path, 'missing'], value))}
                  />
                  {used === 0 && (
                    <Button
                      size="small"
                      type="text"
                      danger
                      onClick={() => edit(t('design.formulas.steps.removeOther'), (now) => removeEntry(now, below, path))}
                    >
                      {t('design.formulas.remove')}
                    </Button>
                  )}
                </span>
              </div>
              {faultsAt(faults, path).map(({ path: at, message }) => (
                <p key={at} className="rule-fault">
                  {message}
                </p>
              ))}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
