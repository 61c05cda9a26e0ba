import { useEffect } from 'react';

/** What is not saved yet: saved when the network is back or the page goes out of sight, sent off in haste when it goes away. */
type Unsaved = { leave(): void; flush(): Promise<boolean> };

export function useLeaving(unsaved: Unsaved): void {
  useEffect(() => {
    const leave = () => unsaved.leave();
    const save = () => void unsaved.flush();
    const hide = () => document.visibilityState === 'hidden' && save();
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', save);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', save);
      document.removeEventListener('visibilitychange', hide);
      save();
    };
  }, [unsaved]);
}
