import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { DefinitionView } from '../../server/domain/definition-views.js';
import type { OpenDrawer } from './design-bar.js';
import { useDesk } from './design-desk.js';
import { loaded } from './loaded.js';

const drawers = {
  publish: () => import('./publish/publish-drawer.js'),
  versions: () => import('./publish/versions-drawer.js'),
  compare: () => import('./compare/compare-drawer.js'),
};
const PublishDrawer = loaded(async () => ({ Component: (await drawers.publish()).PublishDrawer }));
const VersionsDrawer = loaded(async () => ({ Component: (await drawers.versions()).VersionsDrawer }));
const CompareDrawer = loaded(async () => ({ Component: (await drawers.compare()).CompareDrawer }));
/** The page is drawn first; then they come, so that they are there when the network is not. */
const fetchAfter = 300;

/** What lies over the parts is in the address, so that it can be left, come back to and linked to. */
export function useOpenDrawer(): { open: string | null; show: (what: OpenDrawer | null) => void } {
  const [query, setQuery] = useSearchParams();
  return {
    open: query.get('open'),
    show: (what) =>
      setQuery(
        (before) => {
          const { open: _, ...rest } = Object.fromEntries(before);
          return new URLSearchParams(what ? { ...rest, open: what } : rest);
        },
        { replace: true },
      ),
  };
}

type Props = { facts: DefinitionView; open: string | null; show: (what: OpenDrawer | null) => void; onPublished: () => Promise<void> };

export function DesignDrawers({ facts, open, show, onPublished }: Props) {
  const { visit } = useDesk();
  const [why, setWhy] = useState('');
  const [pair, setPair] = useState<{ from: string; to: string } | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const fetchIt of Object.values(drawers)) fetchIt().catch(() => {});
    }, fetchAfter);
    return () => clearTimeout(timer);
  }, []);
  const close = () => {
    setPair(null);
    show(null);
  };
  const published = async () => {
    setWhy('');
    await onPublished();
  };
  return (
    <>
      {open === 'publish' && (
        <PublishDrawer
          facts={facts}
          why={why}
          onWhy={setWhy}
          onClose={close}
          onPublished={published}
          onGo={(path) => {
            close();
            visit(path === '' ? [] : path.split('.'));
          }}
        />
      )}
      {open === 'versions' && (
        <VersionsDrawer
          facts={facts}
          onClose={close}
          onPublished={onPublished}
          onCompare={(from, to) => {
            setPair({ from, to });
            show('compare');
          }}
        />
      )}
      {open === 'compare' && <CompareDrawer facts={facts} first={pair} onClose={close} />}
    </>
  );
}
