import { useMemo } from 'react';
import type { AskedField } from '../../server/domain/letter-views.js';
import { ValuesForm } from '../forms/schema-form.js';
import type { ValueField } from '../forms/values-schema.js';
import '../report/sheet.css';

/** What is asked of whoever issues a letter. */
export function AskedValues({
  asked,
  values,
  faults,
  onType,
}: {
  asked: AskedField[];
  values: Record<string, string>;
  faults: Record<string, string>;
  onType: (key: string, value: string) => void;
}) {
  const fields = useMemo(
    () =>
      asked.map(
        ({ key, title, type, required, hint, maxLength }): ValueField => ({
          key,
          title,
          field: { type: 'string', required, hint, maxLength, ...(type === 'date' ? { format: 'date' } : {}) },
          codes: [],
        }),
      ),
    [asked],
  );
  const shown = useMemo(() => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value === '' ? null : value])), [values]);
  return (
    <ValuesForm prefix="asked" fields={fields} values={shown} faults={faults} onType={(key, value) => onType(key, typeof value === 'string' ? value : '')} />
  );
}
