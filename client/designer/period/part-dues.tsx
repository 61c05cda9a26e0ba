import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DueRule, PeriodRule, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { sameJson } from '../../../server/domain/merge-patch.js';
import { partTitle } from '../../../server/domain/period.js';
import { useDesk } from '../design-desk.js';
import { DueRuleField } from './due-rule-field.js';
import { type Ground, partsOf, setPartDue, withoutPartDue } from './period-edits.js';

/** Months, quarters or semesters that are due otherwise than the rest. */
export function PartDues({ ground }: { ground: Ground }) {
  const { t } = useTranslation();
  const { definition, edit } = useDesk<ReportDefinition>();
  const { every, due: general, dues = {}, except } = definition.period;
  const parts = partsOf(every);
  const own = parts.flatMap((part) => {
    const due = dues[part];
    return due && !sameJson(due as never, general as never) ? [{ part, due }] : [];
  });
  const open = parts.filter((part) => !except?.[part] && !own.some((one) => one.part === part));
  const begin = otherThan(general, every);
  return (
    <div className="part-dues">
      {own.map(({ part, due }) => (
        <div key={part} className="part-due">
          <span>{partTitle(part)}</span>
          <DueRuleField
            due={due}
            every={every}
            label={partTitle(part)}
            onChange={(next) => edit(t('design.period.changeDue'), (report) => setPartDue(report, part, next), `dues.${part}`)}
          />
          <Button
            type="link"
            size="small"
            aria-label={`${partTitle(part)} ${t('design.period.sameDue')}`}
            onClick={() => edit(t('design.period.changeDue'), (report) => withoutPartDue(report, part, ground))}
          >
            {t('design.period.sameDue')}
          </Button>
        </div>
      ))}
      <Select
        aria-label={t('design.period.addOwn')}
        placeholder={t('design.period.addOwn')}
        className="part-add"
        value={null}
        listHeight={400}
        onChange={(part: string) => edit(t('design.period.changeDue'), (report) => setPartDue(report, part, begin))}
        options={open.map((part) => ({ value: part, label: partTitle(part) }))}
      />
    </div>
  );
}

/** Something likely that differs from the rule of the form, to be changed further. */
function otherThan(general: DueRule, every: PeriodRule['every']): DueRule {
  if (every === 'week') return general.of === 'start' ? { of: 'end', days: 1 } : { of: 'start', days: 5 };
  if (general.of === 'same') return { ...general, of: 'next' };
  return general.of === 'end' && !general.days && !general.workdays ? { of: 'end', days: -7 } : { of: 'end' };
}
