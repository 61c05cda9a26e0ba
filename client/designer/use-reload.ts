import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { designApi } from './design-api.js';
import type { DraftKeeper } from './draft-keeper.js';

/** Takes in what the server has now: after publishing, or a draft given up. With `words` what was here is one undo away. */
export function useReload(id: string, keeper: DraftKeeper): (words?: string) => Promise<void> {
  const queries = useQueryClient();
  return useCallback(
    async (words = '') => {
      const draft = await designApi.draft(id);
      // On another base what was here could not be saved any more.
      keeper.restart(draft, draft.upgradeDue ? '' : words);
      queries.setQueryData(['design', id, 'draft'], draft);
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['design', id, 'facts'] }),
        queries.invalidateQueries({ queryKey: ['design', 'contents'] }),
        queries.invalidateQueries({ queryKey: ['design', 'list'] }),
      ]);
    },
    [id, keeper, queries],
  );
}
