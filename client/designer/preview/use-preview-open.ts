import { useState } from 'react';

const place = 'yibiao.preview';
const widthBeside = 1100;

/** Whether the preview stands beside the part; remembered in this browser. */
export function usePreviewOpen(): { open: boolean; toggle: () => void } {
  const [open, setOpen] = useState(() => {
    try {
      // On a narrow window it covers what one came to change.
      return window.innerWidth > widthBeside && localStorage.getItem(place) === 'open';
    } catch {
      return false;
    }
  });
  return {
    open,
    toggle: () => {
      setOpen(!open);
      try {
        localStorage.setItem(place, open ? 'closed' : 'open');
      } catch {
        // A browser that keeps nothing forgets it with the page.
      }
    },
  };
}
