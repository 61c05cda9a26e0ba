import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.js';
import { Trouble } from '../components/trouble.js';

/** The printed page itself, as it will come out of the printer. `path` is that of a PDF; `body` is sent where the address alone does not say which. */
export function PrintDialog({ title, path, body, onClose }: { title: string; path: string; body?: object; onClose: () => void }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  const print = useQuery({
    queryKey: ['print', path, body],
    gcTime: 0,
    staleTime: Infinity,
    queryFn: async () => {
      const { blob, name } = await api.file(path, body);
      return { address: URL.createObjectURL(blob), name: name || `${title}.pdf` };
    },
  });
  const address = print.data?.address;
  useEffect(
    () => () => {
      // A tab opened from here may still be reading it.
      if (address) setTimeout(() => URL.revokeObjectURL(address), 60_000);
    },
    [address],
  );
  return (
    <Modal
      open
      width="min(980px, 96vw)"
      style={{ top: 16 }}
      title={title}
      onCancel={onClose}
      footer={
        address ? (
          <div className="dialog-foot">
            <a className="go" href={address} download={print.data?.name}>
              {t('print.download')}
            </a>
            <a className="go" href={address} target="_blank" rel="noreferrer">
              {t('print.open')}
            </a>
            <Button type="primary" onClick={() => frame.current?.contentWindow?.print()}>
              {t('print.print')}
            </Button>
          </div>
        ) : null
      }
    >
      {print.isPending && (
        <p className="waiting" role="status">
          {t('print.making')}
        </p>
      )}
      {print.isError && <Trouble error={print.error} onRetry={() => print.refetch()} />}
      {address && <iframe ref={frame} className="print-frame" src={`${address}#toolbar=0&navpanes=0&view=FitH`} title={title} />}
    </Modal>
  );
}
