import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Cell } from '../../server/domain/record-data.js';
import type { ReportAddress } from '../api.js';
import { StateTag } from '../components/state-tag.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { ledgerApi } from '../ledger/ledger-api.js';
import { childPage } from '../places.js';
import { useSession } from '../session.js';

const counted = { movements: 'counted', now: 'standingNow', then: 'standingThen' } as const;

/** The children behind a counted cell, each leading to its file; a number typed over it can be put back. */
export function CellChildrenDrawer({
  at,
  path,
  label,
  typed,
  editable,
  onTake,
  onClose,
}: {
  at: ReportAddress;
  path: string;
  label: string;
  typed: Cell;
  editable: boolean;
  onTake: (value: number) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { sections } = useSession();
  const behind = useQuery({ queryKey: ['cell', at.definition, at.office, at.period, path], queryFn: () => ledgerApi.behindCell(at, path), gcTime: 0 });
  const found = behind.data;
  const differs = found !== undefined && Number(typed ?? 0) !== found.counted;
  return (
    <Drawer open title={label} onClose={onClose} size={440} closable={{ 'aria-label': t('close') }}>
      {behind.isPending && <Waiting />}
      {behind.isError && <Trouble error={behind.error} onRetry={() => behind.refetch()} />}
      {found && (
        <>
          <p className="behind-count">{t(`behind.${counted[found.count]}`, { count: found.counted, ledger: found.ledger.title, day: found.until })}</p>
          <p className="quiet">{t('behind.where', { where: found.where })}</p>
          {found.count === 'then' && <p className="quiet">{t('behind.asThen', { day: found.until })}</p>}
          {found.count === 'now' && <p className="quiet">{t('behind.asNow', { day: found.until })}</p>}
          {differs && (
            <div className="notice notice-warn">
              <span className="notice-grow">{t('behind.differs', { typed: typed ?? t('blank'), count: found.counted })}</span>
              {editable && (
                <Button size="small" onClick={() => onTake(found.counted)}>
                  {t('behind.take', { count: found.counted })}
                </Button>
              )}
            </div>
          )}
          {found.items.length === 0 && <p className="quiet">{t(found.count === 'movements' ? 'behind.none' : 'behind.nobody')}</p>}
          <ul className="behind">
            {found.items.map((item) => (
              <li key={`${item.child} ${item.at}`}>
                {sections.includes('ledger') ? <Link to={childPage({ ledger: found.ledger.id, child: item.child })}>{item.name}</Link> : <b>{item.name}</b>}
                <StateTag state={{ key: item.event, title: item.event, colour: item.colour }} />
                <span className="quiet">
                  {item.date && `${item.date}　`}
                  {item.gradeTitle} {item.className}
                </span>
                {item.said && <p className="quiet">{item.said}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Drawer>
  );
}
