import { Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Waiting } from '../../components/waiting.js';
import { useSession } from '../../session.js';
import { useDesk } from '../design-desk.js';
import type { FaceProps } from './face-props.js';
import { FormAtWork } from './form-at-work.js';
import { PhoneFrame } from './phone-frame.js';

/** The form as schools have it on the screen, on a phone too. */
export function Component({ data, onData }: FaceProps) {
  const { t } = useTranslation();
  const { form } = useDesk();
  const county = useSession().county.title;
  const [phone, setPhone] = useState(false);
  if (!form) return <Waiting />;
  return (
    <>
      <label className="preview-phone" htmlFor="preview-phone">
        <Switch id="preview-phone" size="small" checked={phone} onChange={setPhone} /> {t('design.preview.phone')}
      </label>
      {phone ? <PhoneFrame form={form} county={county} /> : <FormAtWork form={form} county={county} data={data} onData={onData} />}
    </>
  );
}
