import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DraftChange, SheetImportView } from '../../server/domain/views.js';

/** What a workbook would fill in and what is wrong with it, before anything goes into the sheet. */
export function ImportDialog({
  found,
  label,
  text,
  onCancel,
  onFill,
}: {
  found: SheetImportView;
  label: (path: string) => string;
  text: (path: string, value: DraftChange['to']) => string;
  onCancel: () => void;
  onFill: (changes: DraftChange[]) => void;
}) {
  const { t } = useTranslation();
  const { changes, problems } = found;
  const fill = changes.length > 0;
  return (
    <Modal
      open
      width={640}
      title={t('import.title')}
      onCancel={onCancel}
      okText={fill ? t('import.fill', { count: changes.length }) : t('close')}
      cancelText={t('cancel')}
      onOk={() => (fill ? onFill(changes) : onCancel())}
      cancelButtonProps={{ style: fill ? {} : { display: 'none' } }}
    >
      {problems.length > 0 && (
        <div className="import-problems" role="alert">
          <p>
            <b>{t('import.problems', { count: problems.length })}</b>
          </p>
          <ul>
            {problems.map(({ cell, message }) => (
              <li key={`${cell} ${message}`}>
                {cell && <code>{cell}</code>} {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p>{fill ? t('import.changes', { count: changes.length }) : t('import.nothing')}</p>
      {fill && (
        <div className="import-changes">
          <table className="plain">
            <thead>
              <tr>
                <th>{t('history.cell')}</th>
                <th>{t('import.now')}</th>
                <th>{t('import.then')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ path, from, to }) => (
                <tr key={path}>
                  <td>{label(path)}</td>
                  <td>{text(path, from)}</td>
                  <td>
                    <b>{text(path, to)}</b>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Modal>
  );
}
