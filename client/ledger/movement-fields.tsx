import { useTranslation } from 'react-i18next';
import type { FileView } from '../../server/domain/ledger-views.js';
import { type Movement, withCodesOn } from '../../server/domain/open-ledger.js';
import { DayInput } from '../components/day-input.js';
import { ValuesForm } from '../forms/schema-form.js';
import { useSession } from '../session.js';
import { ProofUpload } from './proof-upload.js';
import type { useMovement } from './use-movement.js';
import '../report/sheet.css';

/** Day, the movement's own fields, and its proofs. */
export function MovementFields({
  movement,
  state,
  faults,
  send,
}: {
  movement: Movement;
  state: ReturnType<typeof useMovement>;
  faults: { [field: string]: string };
  send: (file: File, onProgress: (part: number) => void) => Promise<FileView>;
}) {
  const { t } = useTranslation();
  const { today } = useSession();
  return (
    <div className="sheet-parts">
      <div className="sheet-field">
        <label htmlFor="movement-date">
          {t('move.date')}
          <span className="needed" aria-hidden>
            {' '}
            *
          </span>
        </label>
        <div>
          <DayInput id="movement-date" value={state.date} max={today} onDay={state.setDate} />
          {faults.date && <p className="sheet-field-fault">{faults.date}</p>}
        </div>
      </div>
      {movement.fields.length > 0 && (
        <ValuesForm
          prefix="movement"
          fields={movement.fields.map((field) => withCodesOn(field, state.date || today))}
          values={state.values}
          faults={faults}
          onType={state.set}
        />
      )}
      <ProofUpload
        atLeast={state.atLeast}
        hint={movement.event.proof?.hint ?? ''}
        fault={faults.proofs}
        files={state.files}
        send={send}
        onFiles={state.setFiles}
      />
    </div>
  );
}
