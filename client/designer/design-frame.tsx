import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { DefinitionView, DraftView } from '../../server/domain/definition-views.js';
import type { LayeredDefinition } from '../../server/domain/layers.js';
import type { JsonMap } from '../../server/domain/merge-patch.js';
import { useSession } from '../session.js';
import { ClashDialog } from './clash-dialog.js';
import { designApi } from './design-api.js';
import { DesignBar } from './design-bar.js';
import { type Desk, DeskContext } from './design-desk.js';
import { DesignDrawers, useOpenDrawer } from './design-drawers.js';
import { sectionAt, sectionsOf } from './design-sections.js';
import { loaded } from './loaded.js';
import { hasPreview } from './preview/preview-faces.js';
import { usePreviewOpen } from './preview/use-preview-open.js';
import { useDefinition } from './use-definition.js';
import { useEditKeys } from './use-edit-keys.js';
import { useJudged } from './use-judged.js';
import { useReload } from './use-reload.js';

const PreviewPane = loaded(async () => ({ Component: (await import('./preview/preview-pane.js')).PreviewPane }));

type Props = { id: string; first: DraftView; contents: { [id: string]: LayeredDefinition }; facts: DefinitionView };

/** Around every part: the bar at the top, the list of parts, the part that is open. */
export function DesignFrame({ id, first, contents: inUse, facts }: Props) {
  const { t } = useTranslation();
  const { user } = useSession();
  const { keeper, state } = useDefinition(id, first, user.id);
  const { view, history } = state;
  const definition = history.now as unknown as LayeredDefinition;
  const contents = useMemo(() => ({ ...inUse, [id]: definition }), [inUse, id, definition]);
  const judged = useJudged(definition, view.below, view.prefix, view.keeps, contents);
  const sections = sectionsOf(definition.kind);
  const [query, setQuery] = useSearchParams();
  const section = sections.find(({ key }) => key === query.get('part')) ?? sections[0];
  const [selection, select] = useState<string[] | null>(null);
  const go = useCallback(
    (part: string, place: string[] | null = null) => {
      setQuery((before) => new URLSearchParams({ ...Object.fromEntries(before), part }), { replace: true });
      select(place);
    },
    [setQuery],
  );
  const { kind } = definition;
  const visit = useCallback((place: string[]) => go(sectionAt(kind, place.join('.'))?.key ?? '', place.length > 0 ? place : null), [kind, go]);
  const form = judged.form;
  const faults = state.faults ?? judged.faults;
  const desk = useMemo(
    (): Desk => ({
      id,
      definition,
      below: view.below,
      prefix: Object.keys(view.below).length === 0 ? '' : view.prefix,
      contents,
      faults,
      edit: (words, change, joining) => keeper.edit(words, change as unknown as (definition: JsonMap) => JsonMap, joining),
      form,
      selection,
      select,
      section: section?.key ?? '',
      go,
      visit,
      flush: () => keeper.flush(),
      rev: view.rev,
    }),
    [id, definition, view, contents, faults, keeper, form, selection, section, go, visit],
  );
  useEditKeys(keeper);
  const reload = useReload(id, keeper);
  const navigate = useNavigate();
  const drawer = useOpenDrawer();
  const preview = usePreviewOpen();
  const previewing = hasPreview(definition.kind) ? preview.open : null;
  async function discard() {
    if (!(await keeper.flush())) return;
    const { rev } = keeper.state().view;
    if (rev > 0) await designApi.discard(id, rev);
    if (facts.version > 0) await reload(t('design.frame.discard'));
    else navigate('/forms');
  }
  const Part = section?.Component;
  return (
    <DeskContext value={desk}>
      <div className="design">
        <div className="design-top">
          <DesignBar
            keeper={keeper}
            state={state}
            facts={facts}
            previewing={previewing}
            onPreview={preview.toggle}
            onOpen={drawer.show}
            onDiscard={() => void discard().catch(() => reload())}
          />
          <nav className="design-parts" aria-label={t('design.frame.parts')}>
            {sections.map(({ key }) => (
              <button key={key} type="button" aria-current={key === section?.key ? 'page' : undefined} onClick={() => go(key)}>
                {t(`design.sections.${key}` as never)}
              </button>
            ))}
          </nav>
        </div>
        {view.upgradeDue && (
          <p className="design-notice" role="alert">
            {t('design.frame.upgradeDue')} <Link to={`/forms/${id}/upgrade`}>{t('design.frame.upgradeGo')}</Link>
          </p>
        )}
        {state.joinedWith !== null && (
          <p className="design-notice" role="status">
            {t('design.frame.joined', { by: state.joinedWith })}
          </p>
        )}
        <div className={`design-body${previewing ? ' design-beside' : ''}`}>
          <div className="design-part">{Part && <Part key={section.key} />}</div>
          {previewing && <PreviewPane onClose={preview.toggle} />}
        </div>
        <DesignDrawers facts={facts} open={drawer.open} show={drawer.show} onPublished={reload} />
        {state.clash && <ClashDialog clash={state.clash} definition={history.now} onDecide={(prefer) => keeper.decide(prefer, t('design.frame.decided'))} />}
      </div>
    </DeskContext>
  );
}
