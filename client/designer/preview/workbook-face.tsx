import { useTranslation } from 'react-i18next';
import type { PreviewCellsView } from '../../../server/domain/definition-views.js';
import { send } from '../../api.js';
import { Trouble } from '../../components/trouble.js';
import { DownloadButton } from '../../files/download-button.js';
import { useDesk } from '../design-desk.js';
import type { FaceProps } from './face-props.js';
import { previewLinks } from './preview-links.js';
import { usePreviewFile } from './use-preview-file.js';

/** The workbook the server makes of the draft: its cells as a program that opens it reads them, and the file itself. */
export function Component({ data }: FaceProps) {
  const { t } = useTranslation();
  const { id, definition } = useDesk();
  const cells = usePreviewFile('cells', data, (which, body) => send<PreviewCellsView>('POST', previewLinks.cells(which), body));
  if (cells.isError) return <Trouble error={cells.error} onRetry={() => cells.refetch()} />;
  const rows = cells.data?.rows ?? [];
  const width = Math.max(0, ...rows.map((row) => row.length));
  return (
    <>
      <div className="preview-tools">
        <DownloadButton path={previewLinks.xlsx(id)} name={`${definition.title}.xlsx`} body={cells.body}>
          {t('design.preview.download')}
        </DownloadButton>
        {(cells.isPending || cells.old) && <span role="status">{t('design.preview.making')}</span>}
      </div>
      <div className="preview-cells">
        <table>
          <thead>
            <tr>
              <th aria-label={t('design.preview.row')} />
              {Array.from({ length: width }, (_, column) => columnName(column)).map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a sheet are known by their number
              <tr key={at}>
                <th scope="row">{at + 1}</th>
                {Array.from({ length: width }, (_, column) => (
                  <td key={columnName(column)} className={typeof row[column] === 'number' ? 'preview-number' : undefined}>
                    {row[column] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** A, B … Z, AA. */
const columnName = (column: number): string => (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
