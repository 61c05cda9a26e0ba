// Undo and redo over whole definitions: they share what did not change, so keeping some hundred costs little.
import type { JsonMap } from '../../server/domain/merge-patch.js';

/** `words` say what the step did, for the hint at the button; `before` is what stood there. */
type Step = { words: string; before: JsonMap };
export type EditHistory = {
  now: JsonMap;
  past: Step[];
  /** Steps taken back; `before` is what redoing puts there. */
  future: Step[];
  /** Edits of one place in one go are one step: typing a name is not twelve. */
  joining: string | null;
};

const mostSteps = 300;

export const beginHistory = (now: JsonMap): EditHistory => ({ now, past: [], future: [], joining: null });

/** @param joining edits that follow each other with the same word here become one step */
export function editedTo(history: EditHistory, next: JsonMap, words: string, joining: string | null = null): EditHistory {
  if (next === history.now) return history;
  const goesOn = joining !== null && joining === history.joining && history.past.length > 0;
  const past = goesOn ? history.past : [...history.past, { words, before: history.now }].slice(-mostSteps);
  return { now: next, past, future: [], joining };
}

export function undone(history: EditHistory): EditHistory {
  const step = history.past.at(-1);
  if (!step) return history;
  return { now: step.before, past: history.past.slice(0, -1), future: [...history.future, { words: step.words, before: history.now }], joining: null };
}

export function redone(history: EditHistory): EditHistory {
  const step = history.future.at(-1);
  if (!step) return history;
  return { now: step.before, past: [...history.past, { words: step.words, before: history.now }], future: history.future.slice(0, -1), joining: null };
}
