import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobPart, JobView } from '../../server/domain/letter-views.js';
import { PrintDialog } from '../files/print-dialog.js';
import { letterLinks } from './letter-api.js';

const megabyte = 1024 * 1024;

/** The files to print, one for each bundle, in the order in which they are handed out; each begins with its cover list. */
export function JobParts({ job }: { job: JobView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<JobPart | null>(null);
  return (
    <section className="panel job-parts">
      <h2>{t('job.parts')}</h2>
      <p className="quiet">{t('job.partsHow')}</p>
      <div className="scroll-x">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col" className="number">
                {t('job.order')}
              </th>
              <th scope="col">{t('job.bundle')}</th>
              <th scope="col" className="number">
                {t('job.letters')}
              </th>
              <th scope="col" className="number">
                {t('job.pages')}
              </th>
              <th scope="col" className="wide number">
                {t('job.size')}
              </th>
              <th scope="col">
                <span className="unseen">{t('print.print')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {job.parts.map((part) => (
              <tr key={part.n}>
                <td className="number">{part.n}</td>
                <td>{part.title}</td>
                <td className="number">{part.letters}</td>
                <td className="number">{part.ready ? part.pages : ''}</td>
                <td className="wide number">{part.ready ? `${(part.bytes / megabyte).toFixed(1)} MB` : ''}</td>
                <td className="job-print">
                  {part.ready ? (
                    <Button size="small" aria-label={t('job.printPart', { bundle: part.title })} onClick={() => setOpen(part)}>
                      {t('print.print')}
                    </Button>
                  ) : (
                    <span className="quiet">{t('job.notReady')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open && <PrintDialog title={`${job.title} ${open.title}`} path={letterLinks.part(job.id, open.n)} onClose={() => setOpen(null)} />}
    </section>
  );
}
