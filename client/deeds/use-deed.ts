import { useState } from 'react';
import { nothingSaid, type Said, useTroubleWords } from './trouble-words.js';

/** Something the server may refuse: whether it is under way, and what was said against it. */
export type Deed = {
  busy: boolean;
  said: Said;
  /** What the page itself has against it, before the server is asked. */
  say(text: string): void;
  /** @returns whether it was done; what was refused is in `said`, and told to `onRefused`. */
  run(deed: () => Promise<unknown>, onRefused?: (error: unknown) => void): Promise<boolean>;
};

export function useDeed(): Deed {
  const words = useTroubleWords();
  const [said, setSaid] = useState(nothingSaid);
  const [busy, setBusy] = useState(false);
  return {
    busy,
    said,
    say: (text) => setSaid({ ...nothingSaid, text }),
    async run(deed, onRefused) {
      setSaid(nothingSaid);
      setBusy(true);
      try {
        await deed();
        return true;
      } catch (error) {
        setSaid(words(error));
        onRefused?.(error);
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
