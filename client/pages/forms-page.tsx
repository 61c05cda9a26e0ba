import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../api.js';
import { EmptyNote } from '../components/empty-note.js';
import { PageHead } from '../components/page-head.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { useSession } from '../session.js';

const DefinitionListPage = lazy(async () => ({ default: (await import('../designer/list/definition-list-page.js')).DefinitionListPage }));

/** Designers work on every definition; everybody else reads the forms. */
export function FormsPage() {
  const { user } = useSession();
  return user.role === 'county-designer' ? <DefinitionListPage /> : <FormsToRead />;
}

/** The county's forms: where they come from, when they are due, what was assumed in them. */
function FormsToRead() {
  const { t } = useTranslation();
  const forms = useQuery({ queryKey: ['forms'], queryFn: api.forms, staleTime: 60_000 });
  if (forms.isPending) return <Waiting />;
  if (forms.isError) return <Trouble page error={forms.error} onRetry={() => forms.refetch()} />;
  return (
    <>
      <PageHead title={t('sections.forms')} note={t('forms.total', { count: forms.data.items.length })} />
      {forms.data.items.length === 0 && (
        <div className="panel">
          <EmptyNote title={t('forms.none')}>
            <p>{t('forms.noneNext')}</p>
          </EmptyNote>
        </div>
      )}
      {forms.data.items.map((form) => (
        <section key={form.id} className="panel form-card">
          <div className="form-card-head">
            <h2>{form.title}</h2>
            <Link className="go" to={`/forms/${form.id}/${form.version}`}>
              {t('forms.preview')}
            </Link>
          </div>
          <dl className="facts">
            {form.shortTitle && form.shortTitle !== form.title && (
              <div>
                <dt>{t('forms.short')}</dt>
                <dd>{form.shortTitle}</dd>
              </div>
            )}
            <div>
              <dt>{t('forms.due')}</dt>
              <dd>{form.dueInWords}</dd>
            </div>
            <div>
              <dt>{t('forms.version')}</dt>
              <dd>{t('forms.versionNumber', { version: form.version })}</dd>
            </div>
            <div>
              <dt>{t('forms.origin')}</dt>
              <dd>{t(`forms.origins.${form.origin}`)}</dd>
            </div>
            {form.source && (
              <div>
                <dt>{t('forms.source')}</dt>
                <dd>{form.source}</dd>
              </div>
            )}
          </dl>
          {Object.keys(form.assumed).length > 0 && (
            <div className="form-assumed">
              <h3>{t('forms.assumed')}</h3>
              <ul>
                {Object.entries(form.assumed).map(([place, why]) => (
                  <li key={place}>{why}</li>
                ))}
              </ul>
            </div>
          )}
        </section>
      ))}
    </>
  );
}
