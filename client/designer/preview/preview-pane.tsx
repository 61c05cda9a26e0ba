import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordData } from '../../../server/domain/record-data.js';
import { useDesk } from '../design-desk.js';
import { facesOf } from './preview-faces.js';
import './preview.css';

/** What the definition will look like, beside the part that is being changed. */
export function PreviewPane({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { definition, faults } = useDesk();
  const faces = facesOf(definition.kind);
  const [chosen, setChosen] = useState(faces[0]?.key);
  const [data, setData] = useState<RecordData>({});
  const face = faces.find(({ key }) => key === chosen) ?? faces[0];
  return (
    <aside className="preview" aria-label={t('design.frame.preview')}>
      <div className="preview-head">
        <div className="preview-tabs" role="tablist">
          {faces.map(({ key }) => (
            <button key={key} type="button" role="tab" aria-selected={key === face?.key} onClick={() => setChosen(key)}>
              {t(`design.preview.faces.${key}`)}
            </button>
          ))}
        </div>
        <Button size="small" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
      <div className="preview-body" role="tabpanel">
        {faults.length > 0 ? (
          <p className="preview-said" role="status">
            {t('design.preview.faults', { count: faults.length, first: faults[0]?.message })}
          </p>
        ) : (
          face && <face.Component key={face.key} data={data} onData={setData} />
        )}
      </div>
    </aside>
  );
}
