import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyNote } from '../components/empty-note.js';
import { PageHead } from '../components/page-head.js';

/** An address that leads nowhere says so, rather than land somewhere unasked. */
export function NoPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t('noPage.title')} />
      <div className="panel">
        <EmptyNote title={t('noPage.what')}>
          <p>{t('noPage.next')}</p>
          <Link className="go" to="/">
            {t('trouble.home')}
          </Link>
        </EmptyNote>
      </div>
    </>
  );
}
