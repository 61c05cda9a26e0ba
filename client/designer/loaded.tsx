import { type ComponentType, useEffect, useState } from 'react';
import { NoConnection } from '../api.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';

/** A part that is fetched when it is first shown; without a network it says so in its own place, and tries again when asked. */
export function loaded<P extends object>(load: () => Promise<{ Component: ComponentType<P> }>): ComponentType<P> {
  let Known: ComponentType<P> | null = null;
  return function Loaded(props: P) {
    const [, redraw] = useState(0);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (Known || failed) return;
      let left = false;
      load().then(
        ({ Component }) => {
          Known = Component;
          if (!left) redraw((n) => n + 1);
        },
        () => !left && setFailed(true),
      );
      return () => {
        left = true;
      };
    }, [failed]);
    if (Known) return <Known {...props} />;
    return failed ? <Trouble error={new NoConnection()} onRetry={() => setFailed(false)} /> : <Waiting />;
  };
}
