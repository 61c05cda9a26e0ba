import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftView } from '../../server/domain/definition-views.js';
import { useLeaving } from '../use-leaving.js';
import { designApi } from './design-api.js';
import { DraftKeeper, type KeeperState } from './draft-keeper.js';
import { keepEdit, keptEdit } from './kept-edit.js';

/** The definition being edited, saved in the background for as long as the page is open. */
export function useDefinition(id: string, first: DraftView, user: string): { keeper: DraftKeeper; state: KeeperState } {
  const { t } = useTranslation();
  const [keeper] = useState(
    () =>
      new DraftKeeper(
        first,
        {
          load: () => designApi.draft(id),
          save: (edit, leaving) => designApi.save(id, edit, leaving),
          keep: (edit) => keepEdit(user, id, edit),
          later: (ms, call) => {
            const timer = setTimeout(call, ms);
            return () => clearTimeout(timer);
          },
        },
        keptEdit(user, id),
        t('design.frame.leftOver'),
      ),
  );
  const state = useSyncExternalStore(keeper.subscribe, keeper.state);
  useLeaving(keeper);
  return { keeper, state };
}
