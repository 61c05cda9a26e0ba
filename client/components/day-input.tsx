import { lazy, Suspense } from 'react';
import type { DayInputProps } from './day-picker.js';

// A calendar is heavy; it comes only with a page that asks for a day.
const Calendar = lazy(async () => ({ default: (await import('./day-picker.js')).DayPicker }));

/** A day as YYYY-MM-DD, typed or picked; '' while there is none. */
export function DayInput(props: DayInputProps) {
  return (
    <Suspense fallback={<span className="day-input" />}>
      <Calendar {...props} />
    </Suspense>
  );
}
