import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChildValue, ChildValues } from '../../server/domain/ledger-views.js';
import type { Movement } from '../../server/domain/open-ledger.js';
import { useSession } from '../session.js';
import { faultsOf } from './child-form.js';
import type { ProofFile } from './proof-upload.js';

/** What is being written down about a movement: day, values, proofs, and what is wrong with them. */
export function useMovement(movement: Movement | undefined) {
  const { t } = useTranslation();
  const { today } = useSession();
  const [date, setDate] = useState(today);
  const [values, setValues] = useState<ChildValues>({});
  const [files, setFiles] = useState<ProofFile[]>([]);
  const atLeast = movement?.event.proof?.atLeast ?? 0;
  const proofs = files.flatMap(({ id }) => (id ? [id] : []));
  return {
    date,
    values,
    files,
    atLeast,
    setDate,
    setFiles,
    set: (field: string, value: ChildValue) => setValues((now) => ({ ...now, [field]: value })),
    sent: { date, values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== '')), proofs },
    touched: Object.keys(values).length + files.length,
    faults(): { [field: string]: string } {
      const fields = movement?.fields ?? [];
      const blanks = Object.fromEntries(fields.map(({ key }) => [key, values[key] ?? null]));
      return {
        ...faultsOf({ fields }, blanks),
        ...(date === '' ? { date: t('move.noDate') } : date > today ? { date: t('move.future') } : {}),
        ...(files.some(({ id, fault }) => !id && !fault)
          ? { proofs: t('proof.stillSending') }
          : proofs.length < atLeast
            ? { proofs: t('proof.missing', { count: atLeast }) }
            : {}),
      };
    },
  };
}
