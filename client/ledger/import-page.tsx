import { useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { ImportDone, ImportView } from '../../server/domain/ledger-views.js';
import { FaultNotice } from '../components/fault-notice.js';
import { PageHead } from '../components/page-head.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { nothingSaid, useTroubleWords } from '../deeds/trouble-words.js';
import { DownloadButton } from '../files/download-button.js';
import { ImportFindings } from './import-findings.js';
import { ledgerApi, ledgerLinks } from './ledger-api.js';
import { useLedger } from './ledger-queries.js';
import '../report/report.css';
import './ledger.css';

/** Children out of a workbook: everything wrong with it at once, nothing written until agreed. */
export function ImportPage() {
  const { t } = useTranslation();
  const { ledger: id = '' } = useParams();
  const known = useLedger(id);
  const queries = useQueryClient();
  const words = useTroubleWords();
  const picker = useRef<HTMLInputElement>(null);
  const [part, setPart] = useState<number | null>(null);
  const [file, setFile] = useState('');
  const [found, setFound] = useState<ImportView | null>(null);
  const [done, setDone] = useState<ImportDone | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState(nothingSaid);
  if (known.error) return <Trouble page error={known.error} onRetry={known.retry} />;
  if (!known.ledger) return <Waiting />;
  const { title } = known.ledger;

  async function read(chosen: File | undefined) {
    if (picker.current) picker.current.value = '';
    if (!chosen) return;
    setFile(chosen.name);
    setFound(null);
    setDone(null);
    setSaid(nothingSaid);
    setPart(0);
    try {
      setFound(await ledgerApi.readImport(id, chosen, setPart));
    } catch (error) {
      setSaid(words(error));
    }
    setPart(null);
  }
  async function accept(view: ImportView) {
    setBusy(true);
    setSaid(nothingSaid);
    try {
      setDone(await ledgerApi.acceptImport(id, view.id));
      setFound(null);
      for (const key of ['children', 'child']) void queries.invalidateQueries({ queryKey: [key] });
    } catch (error) {
      setSaid(words(error));
    }
    setBusy(false);
  }

  return (
    <>
      <PageHead title={t('intake.title')}>
        <Link to={`/ledger?ledger=${id}`}>{t('child.back', { ledger: title })}</Link>
      </PageHead>
      <section className="panel intake">
        <p>{t('intake.what')}</p>
        <div className="intake-steps">
          <DownloadButton path={ledgerLinks.template(id)} name={`${title}.xlsx`}>
            {t('intake.template')}
          </DownloadButton>
          <Button type={found || done ? 'default' : 'primary'} disabled={part !== null} onClick={() => picker.current?.click()}>
            {t(file ? 'intake.another' : 'intake.choose')}
          </Button>
          <span className="quiet">{file}</span>
        </div>
        <input
          ref={picker}
          type="file"
          className="unseen"
          tabIndex={-1}
          accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-label={t('intake.choose')}
          onChange={(event) => void read(event.target.files?.[0])}
        />
        {part !== null && (
          <div role="status">
            <Progress percent={Math.round(part * 100)} showInfo={false} aria-label={t('intake.sending')} />
            <p className="quiet">{t(part < 1 ? 'intake.sending' : 'intake.reading')}</p>
          </div>
        )}
        <FaultNotice {...said} />
        {done && (
          <div className="notice notice-good" role="status">
            <span className="notice-grow">{t('intake.done', { added: done.added, updated: done.updated })}</span>
            <Link className="go" to={`/ledger?ledger=${id}`}>
              {t('intake.toList')}
            </Link>
          </div>
        )}
      </section>
      {found && <ImportFindings found={found} busy={busy} onAccept={() => void accept(found)} onAgain={() => picker.current?.click()} />}
    </>
  );
}
