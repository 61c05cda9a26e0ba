import { useTranslation } from 'react-i18next';
import type { ConsequencesView } from '../../../server/domain/definition-views.js';
import { ChangeList } from '../compare/change-list.js';

/** What publishing would change, in the definition itself, in the forms that use it, and in the sums above the county. */
export function Consequences({ id, view }: { id: string; view: ConsequencesView }) {
  const { t } = useTranslation();
  const others = view.forms.filter((form) => form.id !== id);
  const sums = view.forms.flatMap((form) => form.sums);
  return (
    <>
      <ChangeList changes={view.changes} />
      {others.map((form) => (
        <div key={form.id} className="publish-form">
          <h4>{t('design.publish.formFollows', { title: form.title, version: form.version + 1 })}</h4>
          <ChangeList changes={form.changes} />
        </div>
      ))}
      {view.forms.length > 0 &&
        (sums.length === 0 ? (
          <p className="publish-good">{t('design.publish.sumsKept')}</p>
        ) : (
          <>
            <h4 className="publish-warn">{t('design.publish.sumsTouched')}</h4>
            <ul className="publish-list">
              {sums.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </>
        ))}
    </>
  );
}
