import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A word while something loads; shown only when it takes long enough to be noticed. */
export function Waiting() {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 250);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="waiting" role="status">
      {shown ? t('waiting') : ''}
    </p>
  );
}
