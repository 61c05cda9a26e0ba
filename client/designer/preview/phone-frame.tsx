import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '../../../server/domain/open-form.js';
import { readyWord } from './phone-words.js';

/** A page of its own as wide as a phone, so that everything in it behaves as on one; it is told the form. */
export function PhoneFrame({ form, county }: { form: Form; county: string }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const tell = () => frame.current?.contentWindow?.postMessage({ snapshot: form.snapshot, county }, location.origin);
    const hear = ({ data, source }: MessageEvent) => data === readyWord && source === frame.current?.contentWindow && tell();
    window.addEventListener('message', hear);
    tell();
    return () => window.removeEventListener('message', hear);
  }, [form, county]);
  return <iframe ref={frame} className="preview-phone-frame" src="/preview-screen" title={t('design.preview.phone')} />;
}
