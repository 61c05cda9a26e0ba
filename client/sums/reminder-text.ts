import type { ReportRow } from '../../server/domain/views.js';

/** A message to paste into a chat: schools by their center school. `frame` puts words around the lines. */
export function reminderText(
  rows: Pick<ReportRow, 'officeTitle' | 'centerTitle'>[],
  frame: (lines: string, count: number) => string,
  comma: string,
  colon: string,
): string {
  const centers = new Map<string, string[]>();
  for (const { centerTitle, officeTitle } of rows) centers.set(centerTitle, [...(centers.get(centerTitle) ?? []), officeTitle]);
  return frame([...centers].map(([center, schools]) => (center ? `${center}${colon}${schools.join(comma)}` : schools.join(comma))).join('\n'), rows.length);
}
