import type { WidgetProps } from '@rjsf/utils';
import { DayInput } from '../components/day-input.js';

export function DayWidget({ id, value, onChange }: WidgetProps) {
  return (
    <DayInput
      id={id}
      describedBy={`${id}__error ${id}__description`}
      value={typeof value === 'string' ? value : ''}
      onDay={(day) => onChange(day || undefined)}
    />
  );
}
