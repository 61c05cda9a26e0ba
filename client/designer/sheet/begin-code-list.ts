// Rows that were written down become a code list of the county, in use at once: nobody else names it yet.
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CodeListDefinition } from '../../../server/domain/definition.generated.js';
import type { JsonMap } from '../../../server/domain/merge-patch.js';
import { designApi } from '../design-api.js';
import { useDesk } from '../design-desk.js';
import { idFor, keyFor } from '../make-key.js';

/** Names of rows, one on each line or with 、 between them. */
export const namesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n\t、，,;；]/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];

/** @returns what makes the list and answers its id; fails as the server refuses */
export function useBeginCodeList(): (title: string, names: string[]) => Promise<string> {
  const { t } = useTranslation();
  const { id: form, prefix, contents } = useDesk();
  const client = useQueryClient();
  return async (title, names) => {
    // A form the county began itself has the prefix in its own id.
    const id = await idFor(title, prefix || (form.split('-')[0] as string), Object.keys(contents));
    const codes: CodeListDefinition['codes'] = {};
    for (const [index, name] of names.entries()) codes[await keyFor(name, '', Object.keys(codes))] = { title: name, order: index * 10 };
    const list: CodeListDefinition = { id, kind: 'code-list', version: 1, title, codes };
    const draft = await designApi.save(id, { rev: 0, definition: list as unknown as JsonMap });
    await designApi.publish(id, draft.rev, t('design.table.rows.why', { title }));
    await client.invalidateQueries({ queryKey: ['design', 'contents'] });
    return id;
  };
}
