import { Button, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonMap } from '../../../server/domain/merge-patch.js';
import { type SampleKind, sampleKinds } from '../../../server/domain/sample-child.js';
import { api, Refusal } from '../../api.js';
import { PrintDialog } from '../../files/print-dialog.js';
import { designApi } from '../design-api.js';
import { useDesk } from '../design-desk.js';

const settleTime = 600;
/** A server that is busy, or a network that is gone, is asked again after so long. */
const askAgain = 3000;
/** A4 at the size of a screen. */
const sheet = { width: 794, height: 1123 };

type Shown = { html: string; of: SampleKind };

/** The very page beside what one writes, with children that do not exist: an ordinary one, the longest names, the rarest, one of whom little is known. */
export function LetterPreview() {
  const { t } = useTranslation();
  const { id, definition, faults } = useDesk();
  const [kind, setKind] = useState<SampleKind>('plain');
  const [shown, setShown] = useState<Shown | null>(null);
  const [trouble, setTrouble] = useState('');
  const [onPaper, setOnPaper] = useState(false);
  const [pages, setPages] = useState(1);
  const [attempt, setAttempt] = useState(0);
  const body = { definition: definition as unknown as JsonMap, samples: [kind] };
  const latest = useRef(body);
  latest.current = body;
  const isBroken = faults.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `body` is made of the two.
  useEffect(() => {
    if (isBroken) return;
    let gone = false;
    let timer = setTimeout(async () => {
      try {
        const { blob } = await api.file(`${designApi.letterPreview(id)}/html`, latest.current);
        const html = await blob.text();
        if (gone) return;
        setShown({ html, of: kind });
        setTrouble('');
      } catch (error) {
        if (gone) return;
        setTrouble(error instanceof Refusal ? (error.problem.errors?.[0]?.message ?? error.message) : t('design.letters.noPreview'));
        timer = setTimeout(() => setAttempt((count) => count + 1), askAgain);
      }
    }, settleTime);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [id, definition, kind, isBroken, attempt, t]);
  const said = isBroken ? (faults[0]?.message ?? '') : trouble;
  return (
    <aside className="letter-preview" aria-label={t('design.letters.preview')}>
      <div className="letter-preview-head">
        <Segmented
          size="small"
          aria-label={t('design.letters.sample')}
          value={kind}
          onChange={(value) => setKind(value as SampleKind)}
          options={sampleKinds.map((one) => ({ value: one, label: t(`design.letters.samples.${one}`) }))}
        />
        <Button size="small" disabled={said !== ''} onClick={() => setOnPaper(true)}>
          {t('design.letters.asPdf')}
        </Button>
      </div>
      {said !== '' && (
        <p className="place-faults" role="status">
          {t('design.letters.previewWaits')}
          {said}
        </p>
      )}
      {said === '' && pages > 1 && <p className="letter-over">{t('design.letters.tooLong', { pages })}</p>}
      {shown ? (
        <Sheet html={shown.html} isOld={said !== ''} title={t('design.letters.preview')} onPages={setPages} />
      ) : (
        said === '' && <p className="quiet">{t('design.letters.making')}</p>
      )}
      <p className="quiet">{t('design.letters.samplesMadeUp')}</p>
      {onPaper && (
        <PrintDialog
          title={t('design.letters.sampleOf', { title: definition.title })}
          path={`${designApi.letterPreview(id)}/pdf`}
          body={body}
          onClose={() => setOnPaper(false)}
        />
      )}
    </aside>
  );
}

/** A county's page, in which nothing runs, as large as there is room. */
function Sheet({ html, isOld, title, onPages }: { html: string; isOld: boolean; title: string; onPages: (pages: number) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const [width, setWidth] = useState(0);
  const [height, setHeight] = useState(sheet.height);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  const scale = Math.min(1, width / sheet.width);
  const measure = () => {
    const article = frame.current?.contentDocument?.querySelector('.sheet');
    if (!article) return;
    const tall = Math.max(sheet.height, article.getBoundingClientRect().height);
    setHeight(Math.ceil(tall));
    onPages(Math.ceil(tall / (sheet.height + 1)));
  };
  return (
    <div ref={box} className={`letter-sheet${isOld ? ' letter-sheet-old' : ''}`} style={{ height: height * scale }}>
      <iframe
        ref={frame}
        title={title}
        srcDoc={html}
        sandbox="allow-same-origin"
        onLoad={measure}
        style={{ width: sheet.width, height, transform: `scale(${scale})` }}
      />
    </div>
  );
}
