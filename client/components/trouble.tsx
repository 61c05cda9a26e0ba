import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { NoConnection, Refusal } from '../api.js';

/** What went wrong in calm words, with the number to give to whoever helps, and a way on; with `page` it stands for a whole page and heads it. */
export function Trouble({ error, onRetry, page = false }: { error: unknown; onRetry?: () => void; page?: boolean }) {
  const { t } = useTranslation();
  const text = error instanceof Refusal ? error.message : t(error instanceof NoConnection ? 'trouble.noConnection' : 'trouble.page');
  const request = error instanceof Refusal ? error.problem.request : undefined;
  // Asking again would not change the answer.
  const gone = error instanceof Refusal && [400, 403, 404, 422].includes(error.problem.status);
  const Words = page ? 'h1' : 'p';
  return (
    <div className="trouble" role="alert">
      <Words className="trouble-words">{text}</Words>
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
