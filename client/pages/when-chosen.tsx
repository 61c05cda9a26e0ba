import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyNote } from '../components/empty-note.js';
import { Trouble } from '../components/trouble.js';
import type { FormPeriod } from './use-form-period.js';

/** What stands on a form and a period, or why there is none to stand on. */
export function WhenChosen({ chosen, children }: { chosen: FormPeriod; children: ReactNode }) {
  const { t } = useTranslation();
  if (chosen.error) return <Trouble error={chosen.error} onRetry={chosen.retry} />;
  const missing = chosen.empty
    ? { title: t('reports.noForms'), next: t('reports.noFormsNext') }
    : chosen.notYet !== '' && { title: t('reports.notYet'), next: t('reports.notYetNext', { rule: chosen.notYet }) };
  if (!missing) return children;
  return (
    <div className="panel">
      <EmptyNote title={missing.title}>
        <p>{missing.next}</p>
      </EmptyNote>
    </div>
  );
}
