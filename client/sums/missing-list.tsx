import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SumView } from '../../server/domain/views.js';
import { api } from '../api.js';
import { DueWords, dueMoment } from '../components/due-words.js';
import { StateTag } from '../components/state-tag.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { daysBetween } from '../dates.js';
import { reportPage } from '../places.js';
import { useSession } from '../session.js';
import { reminderText } from './reminder-text.js';

/** Who has not handed in yet, with a text to send them. */
export function MissingList({ sum }: { sum: SumView }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const [copied, setCopied] = useState<'' | 'yes' | 'no'>('');
  const filter = { definition: sum.definition.id, period: sum.period.key, missing: '1', size: '500' };
  const missing = useQuery({ queryKey: ['reports', filter], queryFn: () => api.reports(filter) });
  if (missing.isPending) return <Waiting />;
  if (missing.isError) return <Trouble error={missing.error} onRetry={() => missing.refetch()} />;
  const within = sum.within?.key;
  const rows = missing.data.items.filter((row) => !within || row.center === within || row.township === within);
  const text = reminderText(
    rows,
    (lines, count) => t('missing.text', { form: sum.definition.title, period: sum.period.title, due: dueMoment(sum.period), count, lines }),
    t('listComma'),
    t('colon'),
  );
  async function copy() {
    setCopied(
      (await navigator.clipboard?.writeText(text).then(
        () => true,
        () => false,
      ))
        ? 'yes'
        : 'no',
    );
  }
  return (
    <section className="panel missing" aria-label={t('missing.title')}>
      <header>
        <h2>{t('missing.title')}</h2>
        <span className="quiet">{rows.length > 0 ? t('missing.count', { count: rows.length }) : t('missing.none')}</span>
        {rows.length > 0 && (
          <Button size="small" onClick={() => void copy()}>
            {t('missing.copy')}
          </Button>
        )}
        <span role="status" className="quiet">
          {copied === 'yes' ? t('missing.copied') : ''}
        </span>
      </header>
      {copied === 'no' && (
        <textarea className="missing-text" aria-label={t('missing.copyByHand')} readOnly rows={6} value={text} onFocus={(event) => event.target.select()} />
      )}
      {rows.length > 0 && (
        <ul>
          {rows.map((row) => (
            <li key={row.office}>
              <Link to={reportPage(row)}>{row.officeTitle}</Link>
              <span className="quiet">{row.centerTitle}</span>
              <StateTag state={row.state} />
              <DueWords of={row} overdueDays={daysBetween(row.due, today)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
