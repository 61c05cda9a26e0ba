import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { DefinitionView } from '../../server/domain/definition-views.js';
import type { OpenDrawer } from './design-bar.js';
import { useDesk } from './design-desk.js';
import { sectionAt } from './design-sections.js';

const PublishDrawer = lazy(async () => ({ default: (await import('./publish/publish-drawer.js')).PublishDrawer }));
const VersionsDrawer = lazy(async () => ({ default: (await import('./publish/versions-drawer.js')).VersionsDrawer }));
const CompareDrawer = lazy(async () => ({ default: (await import('./compare/compare-drawer.js')).CompareDrawer }));

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
  const { definition, go } = useDesk();
  const [why, setWhy] = useState('');
  const [pair, setPair] = useState<{ from: string; to: string } | null>(null);
  const close = () => {
    setPair(null);
    show(null);
  };
  const published = async () => {
    setWhy('');
    await onPublished();
  };
  return (
    <Suspense fallback={null}>
      {open === 'publish' && (
        <PublishDrawer
          facts={facts}
          why={why}
          onWhy={setWhy}
          onClose={close}
          onPublished={published}
          onGo={(path) => {
            close();
            go(sectionAt(definition.kind, path)?.key ?? '', path === '' ? null : path.split('.'));
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
    </Suspense>
  );
}
