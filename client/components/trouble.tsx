import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { NoConnection, Refusal } from '../api.js';

/** What went wrong in calm words, with the number to give to whoever helps, and a way on. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const text = error instanceof Refusal ? error.message : t(error instanceof NoConnection ? 'trouble.noConnection' : 'trouble.page');
  const request = error instanceof Refusal ? error.problem.request : undefined;
  // Asking again would not make it appear.
  const gone = error instanceof Refusal && (error.problem.status === 404 || error.problem.status === 403);
  return (
    <div className="trouble" role="alert">
      <p>{text}</p>
      {request && <p className="quiet">{t('trouble.request', { request })}</p>}
      {gone ? (
        <a className="go" href="/">
          {t('trouble.home')}
        </a>
      ) : (
        onRetry && <Button onClick={onRetry}>{t('trouble.retry')}</Button>
      )}
    </div>
  );
}
