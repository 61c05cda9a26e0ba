import { useState } from 'react';
import type { Field } from '../../../server/domain/definition.generated.js';
import type { FormField } from '../../../server/domain/form-parts.js';
import type { Cell } from '../../../server/domain/record-data.js';
import { cellFrom } from './try-data.js';

type Props = { field: Pick<FormField, 'codes' | 'computed'> & { field: Pick<Field, 'type' | 'format'> }; value: Cell; label: string; onType(cell: Cell): void };

/** One cell to type in. */
export function TryCell({ field, value, label, onType }: Props) {
  const [text, setText] = useState<string | null>(null);
  if (field.computed) return <output aria-label={label}>{value === null ? '—' : String(value)}</output>;
  if (field.field.type === 'boolean')
    return <input type="checkbox" aria-label={label} checked={value === true} onChange={({ target }) => onType(target.checked)} />;
  if (field.codes.length > 0)
    return (
      <select aria-label={label} value={value === null ? '' : String(value)} onChange={({ target }) => onType(target.value === '' ? null : target.value)}>
        <option value="" />
        {field.codes.map((code) => (
          <option key={code.value} value={code.value}>
            {code.title}
          </option>
        ))}
      </select>
    );
  const number = field.field.type === 'integer' || field.field.type === 'decimal';
  return (
    <input
      aria-label={label}
      className={number ? 'try-number' : undefined}
      type={field.field.format === 'date' ? 'date' : 'text'}
      inputMode={number ? 'decimal' : undefined}
      value={text ?? (value === null ? '' : String(value))}
      onChange={({ target }) => {
        setText(target.value);
        onType(cellFrom(field, target.value));
      }}
      onBlur={() => setText(null)}
    />
  );
}
