import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ReportView } from '../../server/domain/views.js';
import { api, type ReportAddress } from '../api.js';
import { useLeaving } from '../use-leaving.js';
import { DraftQueue, type DraftState, type Unsent } from './draft-queue.js';
import { type KeptUnsent, keepUnsent, keptUnsent, stillUnsent } from './kept-unsent.js';

const pollEvery = 15_000;

export type Draft = DraftState & {
  queue: DraftQueue;
  /** Left over from a page that went away before it could save; null when there is nothing. */
  leftOver: Unsent | null;
  restore: () => void;
  discard: () => void;
};

/** The report being typed: saved in the background, kept up to date with others while it is looked at. */
export function useDraft(at: ReportAddress, first: ReportView, user: string): Draft {
  const [leftOver, setLeftOver] = useState<Unsent | null>(() => stillUnsent(keptUnsent(first.id, user), first));
  const left = useRef(leftOver);
  left.current = leftOver;
  const [queue] = useState(
    () =>
      new DraftQueue(first, {
        send: (save, leaving) => api.saveDraft(at, save, leaving),
        keep: (unsent) => keepUnsent(first.id, user, both(left.current, unsent, { version: first.definition.version, at: new Date().toISOString() })),
        later: (ms, call) => {
          const timer = setTimeout(call, ms);
          return () => clearTimeout(timer);
        },
      }),
  );
  const state = useSyncExternalStore(queue.subscribe, queue.state);

  useLeaving(queue);

  const { editable } = state.view;
  const { definition, office, period } = at;
  useEffect(() => {
    if (!editable) return;
    const timer = setInterval(() => {
      // Saving tells of connection trouble; looking for news stays silent.
      if (document.visibilityState === 'visible')
        void api.report({ definition, office, period }).then(
          (view) => queue.absorb(view),
          () => {},
        );
    }, pollEvery);
    return () => clearInterval(timer);
  }, [queue, editable, definition, office, period]);

  return {
    ...state,
    queue,
    leftOver,
    restore: () => {
      if (!leftOver) return;
      queue.restore(leftOver);
      setLeftOver(null);
    },
    discard: () => {
      keepUnsent(first.id, user, null);
      setLeftOver(null);
    },
  };
}

/** What an earlier page left stays kept until the person has decided about it. */
function both(left: Unsent | null, now: Unsent | null, facts: Pick<KeptUnsent, 'version' | 'at'>): KeptUnsent | null {
  if (!left && !now) return null;
  return { touched: { ...left?.touched, ...now?.touched }, reasons: { ...left?.reasons, ...now?.reasons }, ...facts };
}
