import { useTranslation } from 'react-i18next';

/** A refusal above what it is about; nothing while `text` is ''. */
export function FaultNotice({ text, request }: { text: string; request?: string }) {
  const { t } = useTranslation();
  if (text === '') return null;
  return (
    <div className="notice notice-bad" role="alert">
      <span className="notice-grow">{text}</span>
      {request && <span className="quiet">{t('trouble.request', { request })}</span>}
    </div>
  );
}
