import { useTranslation } from 'react-i18next';
import { api } from '../../api.js';
import { Trouble } from '../../components/trouble.js';
import type { FaceProps } from './face-props.js';
import { PdfPages } from './pdf-pages.js';
import { previewLinks } from './preview-links.js';
import { usePreviewFile } from './use-preview-file.js';

/** The pages of the PDF the server makes of the draft. */
export function Component({ data }: FaceProps) {
  const { t } = useTranslation();
  const pdf = usePreviewFile('pdf', data, async (id, body) => new Uint8Array(await (await api.file(previewLinks.pdf(id), body)).blob.arrayBuffer()));
  if (pdf.isError) return <Trouble error={pdf.error} onRetry={() => pdf.refetch()} />;
  return (
    <>
      {(pdf.isPending || pdf.old) && (
        <p className="preview-said" role="status">
          {t('design.preview.making')}
        </p>
      )}
      {pdf.data && <PdfPages bytes={pdf.data} />}
    </>
  );
}
