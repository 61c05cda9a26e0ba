import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawPdf, type PdfText } from './draw-pdf.js';

/** Every page drawn; what stands on it is there as text too, for those who do not see it. */
export function PdfPages({ bytes }: { bytes: Uint8Array }) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState<PdfText[]>([]);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    const canvases = place.current;
    if (!canvases) return;
    const stop = new AbortController();
    setBroken(false);
    drawPdf(bytes, canvases, stop.signal).then(
      (texts) => !stop.signal.aborted && setPages(texts),
      () => !stop.signal.aborted && setBroken(true),
    );
    return () => stop.abort();
  }, [bytes]);
  return (
    <>
      {broken && <p className="preview-said">{t('design.preview.notDrawn')}</p>}
      <p className="quiet">{pages.length > 0 && t('design.preview.pages', { count: pages.length })}</p>
      <div ref={place} className="preview-pages" aria-hidden />
      <div className="unseen" data-pages={pages.length}>
        {pages.map(({ page, text }) => (
          <p key={page}>{text}</p>
        ))}
      </div>
    </>
  );
}
