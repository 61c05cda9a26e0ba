import { useEffect, useRef } from 'react';

/** Ctrl+S saves, Ctrl+Enter takes the main step; what is being typed is finished first. */
export function useDeskKeys(deeds: { save: () => void; main: () => void }): void {
  const now = useRef(deeds);
  now.current = deeds;
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || document.querySelector('.ant-modal-wrap')) return;
      const deed = event.key.toLowerCase() === 's' ? 'save' : event.key === 'Enter' ? 'main' : null;
      if (!deed) return;
      event.preventDefault();
      event.stopPropagation();
      const at = document.activeElement as HTMLElement | null;
      at?.blur();
      // After React has taken in what leaving the cell has finished.
      setTimeout(() => {
        if (deed === 'save') at?.focus();
        now.current[deed]();
      });
    }
    const leave = () => (document.activeElement as HTMLElement | null)?.blur();
    window.addEventListener('keydown', press, true);
    window.addEventListener('pagehide', leave, true);
    return () => {
      window.removeEventListener('keydown', press, true);
      window.removeEventListener('pagehide', leave, true);
    };
  }, []);
}
