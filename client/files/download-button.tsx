import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoConnection, Refusal } from '../api.js';
import { saveFile } from './save-file.js';

/** Downloads a file; what goes wrong is said beside it. */
export function DownloadButton({ path, name, body, children }: { path: string; name: string; body?: object; children: string }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  async function download() {
    setBusy(true);
    setFault('');
    await saveFile(path, name, body).catch((error: unknown) =>
      setFault(error instanceof Refusal ? error.message : t(error instanceof NoConnection ? 'trouble.noConnection' : 'trouble.page')),
    );
    setBusy(false);
  }
  return (
    <>
      {fault && (
        <span className="due-over" role="alert">
          {fault}
        </span>
      )}
      <Button loading={busy} onClick={download}>
        {children}
      </Button>
    </>
  );
}
