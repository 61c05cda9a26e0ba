import { useTranslation } from 'react-i18next';
import type { ChildValue, ChildValues } from '../../server/domain/ledger-views.js';
import type { Ledger } from '../../server/domain/open-ledger.js';
import { withCodesOn } from '../../server/domain/open-ledger.js';
import { ValuesForm } from '../forms/schema-form.js';
import { useSession } from '../session.js';
import '../report/sheet.css';

/** Fields of a child that people may type, group by group. A masked field shows its mask and is typed anew, never over it. */
export function FieldGroups({
  ledger,
  values,
  masked,
  opened,
  faults,
  onOpen,
  onType,
}: {
  ledger: Ledger;
  values: ChildValues;
  masked: Record<string, string>;
  /** Masked fields that are being typed anew. */
  opened: string[];
  faults: { [field: string]: string };
  onOpen: (field: string) => void;
  onType: (field: string, value: ChildValue) => void;
}) {
  const { t } = useTranslation();
  const { today } = useSession();
  return (
    <>
      {ledger.groups.map((group) => {
        const typed = group.fields.filter((field) => field.field.set !== 'by-event');
        const closed = typed.filter(({ key }) => key in masked && !opened.includes(key));
        const open = typed.filter((field) => !closed.includes(field));
        if (typed.length === 0) return null;
        return (
          <fieldset key={group.key} className="field-group">
            <legend>{group.title}</legend>
            <ValuesForm
              prefix={`field-${group.key}`}
              fields={open.map((field) => withCodesOn(field, today, values[field.key]))}
              values={values}
              faults={faults}
              onType={onType}
            />
            {closed.map(({ key, title }) => (
              <div key={key} className="sheet-field">
                <span>{title}</span>
                <div>
                  <span className="child-masked">{masked[key]}</span>
                  <button type="button" className="issue-link child-see" aria-label={t('child.typeAnewField', { field: title })} onClick={() => onOpen(key)}>
                    {t('child.typeAnew')}
                  </button>
                </div>
              </div>
            ))}
          </fieldset>
        );
      })}
    </>
  );
}
