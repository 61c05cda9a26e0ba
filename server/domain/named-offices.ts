// Offices picked one by one to fill in a form: `office.id in ['a', 'b']`.

const written = /^office\.id in \[\s*((?:'[^'\\]*'(?:\s*,\s*'[^'\\]*')*)?)\s*\]$/;

/** The condition that is true of these offices alone. @param ids of offices, as they were picked */
export const namedOfficesText = (ids: string[]): string => `office.id in [${ids.map((id) => `'${id}'`).join(', ')}]`;

/** The offices a condition names one by one; null where it says something else. */
export function namedOffices(text: string): string[] | null {
  const inner = written.exec(text.trim())?.[1];
  return inner === undefined ? null : inner === '' ? [] : inner.split(',').map((id) => id.trim().slice(1, -1));
}
