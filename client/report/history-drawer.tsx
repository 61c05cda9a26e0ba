import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HistoryItem } from '../../server/domain/views.js';
import { api, type ReportAddress } from '../api.js';
import { StateTag } from '../components/state-tag.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { momentOf } from '../dates.js';
import { useSession } from '../session.js';

/** Who did what, when and why, newest first, with each cell before and after. */
export function HistoryDrawer({ at, onClose }: { at: ReportAddress; onClose: () => void }) {
  const { t } = useTranslation();
  const history = useQuery({ queryKey: ['history', at.definition, at.office, at.period], queryFn: () => api.history(at), gcTime: 0 });
  return (
    <Drawer open title={t('history.title')} onClose={onClose} size={460} closable={{ 'aria-label': t('close') }}>
      {history.isPending && <Waiting />}
      {history.isError && <Trouble error={history.error} onRetry={() => history.refetch()} />}
      {history.data && !history.data.sound && <p className="notice notice-bad">{t('history.unsound')}</p>}
      {history.data?.items.length === 0 && <p className="quiet">{t('history.empty')}</p>}
      <ol className="timeline">
        {history.data?.items.map((item) => (
          <Happening key={item.n} item={item} />
        ))}
      </ol>
    </Drawer>
  );
}

function Happening({ item }: { item: HistoryItem }) {
  const { t } = useTranslation();
  const { today } = useSession();
  return (
    <li>
      <p>
        <b>{item.title}</b> <StateTag state={item.state} />
      </p>
      <p className="quiet">
        {momentOf(item.at, today)}　{item.by}（{item.officeTitle} {item.roleTitle}）
      </p>
      {item.reason && <p className="timeline-reason">{t('history.reason', { reason: item.reason })}</p>}
      {item.changes.length > 0 && (
        <details open={item.changes.length <= 8}>
          <summary>{t('history.changes', { count: item.changes.length })}</summary>
          <table className="plain timeline-changes">
            <thead>
              <tr>
                <th>{t('history.cell')}</th>
                <th>{t('history.before')}</th>
                <th>{t('history.after')}</th>
              </tr>
            </thead>
            <tbody>
              {item.changes.map((change) => (
                <tr key={change.path}>
                  <td>{change.label}</td>
                  <td>{change.before || t('blank')}</td>
                  <td>
                    <b>{change.after || t('blank')}</b>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </li>
  );
}
