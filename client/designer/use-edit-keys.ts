import { useEffect } from 'react';
import type { DraftKeeper } from './draft-keeper.js';

/** Ctrl+Z and Ctrl+Y over the whole definition, except where a text being typed has an undo of its own. */
export function useEditKeys(keeper: DraftKeeper): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      const target = event.target as HTMLElement;
      if (target.closest('input, textarea, [contenteditable="true"], .cm-editor')) return;
      const key = event.key.toLowerCase();
      if (key === 'z' && !event.shiftKey) keeper.undo();
      else if (key === 'y' || (key === 'z' && event.shiftKey)) keeper.redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [keeper]);
}
