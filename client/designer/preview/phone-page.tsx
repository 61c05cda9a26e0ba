import { useEffect, useState } from 'react';
import type { FormSnapshot } from '../../../server/domain/form-snapshot.js';
import { type Form, openForm } from '../../../server/domain/open-form.js';
import type { RecordData } from '../../../server/domain/record-data.js';
import { Waiting } from '../../components/waiting.js';
import { FormAtWork } from './form-at-work.js';
import { readyWord } from './phone-words.js';
import '../design-words.js';
import './preview.css';

/** The page inside the frame: a form and a county it is told by the page around it. */
export function PhonePage() {
  const [told, setTold] = useState<{ form: Form; county: string } | null>(null);
  const [data, setData] = useState<RecordData>({});
  useEffect(() => {
    const hear = ({ data: said, origin, source }: MessageEvent<{ snapshot?: FormSnapshot; county?: string }>) => {
      if (origin === location.origin && source === window.parent && said?.snapshot) setTold({ form: openForm(said.snapshot), county: said.county ?? '' });
    };
    window.addEventListener('message', hear);
    window.parent.postMessage(readyWord, location.origin);
    return () => window.removeEventListener('message', hear);
  }, []);
  return <main className="phone-page">{told ? <FormAtWork {...told} data={data} onData={setData} /> : <Waiting />}</main>;
}
