// What a designer sees of a county's definitions.
import type { DefinitionDraft, Deps, PublishedHead } from '../deps.js';
import type { DefinitionListItem, DefinitionListView, DefinitionOfficesView, DefinitionView, DraftView, VersionView } from '../domain/definition-views.js';
import type { LayeredDefinition } from '../domain/layers.js';
import { withOwn } from '../domain/layers.js';
import type { Actor, Office } from '../domain/office.js';
import type { Form } from '../domain/open-form.js';
import { type Origins, originsOf } from '../domain/origins.js';
import { owesReport } from '../domain/owes-report.js';
import { dateOf, dueInWords } from '../domain/period.js';
import { type Fault, Problem } from '../domain/problem.js';
import { upcomingDues } from '../domain/upcoming-dues.js';
import { usesOf } from '../domain/uses-of.js';
import { checkOwnLayer } from './check-definition.js';
import { belowOwn, edited, effective, type FoundDefinition, findDefinition, isUpgradeDue, withoutSchema } from './find-definition.js';

/** Every definition a county uses, has retired or is about to publish, and where something is due. */
export async function listDefinitions(actor: Actor, deps: Deps): Promise<DefinitionListView> {
  const place = deps.layers.get(actor.county);
  if (!place) throw new Problem('NOT_FOUND');
  const [latest, drafts] = await Promise.all([deps.store.definitions.latest(actor.county), deps.store.definitionDrafts.ofCounty(actor.county)]);
  const ids = [...new Set([...latest.map(({ id }) => id), ...drafts.map(({ id }) => id)])].sort();
  const contents = Object.fromEntries(latest.map(({ id, snapshot }) => [id, snapshot.definition]));
  const offices = await deps.store.offices.ofCounty(actor.county);
  return {
    prefix: place.layer.prefix,
    items: ids.map((id): DefinitionListItem => {
      const last = latest.find((one) => one.id === id) ?? null;
      const draft = drafts.find((one) => one.id === id) ?? null;
      const files = place.stacks.get(id) ?? { root: null, changes: [] };
      const own = draft ?? last ?? { stack: files, patch: {}, keeps: [] };
      const content = last?.snapshot.definition ?? effective({ layer: place.layer }, own).content;
      const retired = last !== null && 'hidden' in last.snapshot.definition && last.snapshot.definition.hidden === true;
      return {
        id,
        kind: last?.kind ?? draft?.kind ?? '',
        title: content?.title ?? id,
        origin: last?.origin ?? 'county',
        state: retired ? 'retired' : last ? 'in-use' : 'unpublished',
        version: last?.version ?? 0,
        publishedAt: last?.publishedAt.toISOString() ?? null,
        by: last?.by?.name ?? '',
        why: last?.why ?? '',
        draft: draft && { rev: draft.rev, by: draft.by.name, at: draft.at.toISOString(), why: draft.why },
        upgradeDue: isUpgradeDue({ files, own }),
        usedBy: last ? usesOf(id, contents) : [],
        asked: retired ? null : askedNow(deps.forms.current(actor.county, id)?.form, contents, offices, dateOf(deps.clock())),
      };
    }),
  };
}

function askedNow(form: Form | undefined, contents: { [id: string]: LayeredDefinition }, offices: Office[], today: string): DefinitionListItem['asked'] {
  if (!form) return null;
  const rule = form.snapshot.definition.period;
  const calendar = contents[rule.calendar ?? ''];
  const [next] = upcomingDues(rule, today, calendar?.kind === 'calendar' ? calendar : undefined, 1);
  return {
    offices: offices.filter((office) => owesReport(form, office)).length,
    rule: dueInWords(rule),
    next: next ? { due: next.time ? `${next.due} ${next.time}` : next.due, period: next.title } : null,
  };
}

/** Versions newest first, the draft's head, and whether a new base waits. @throws Problem NOT_FOUND */
export async function showDefinition(actor: Actor, id: string, deps: Deps): Promise<DefinitionView> {
  await findDefinition(actor, id, deps);
  const item = (await listDefinitions(actor, deps)).items.find((one) => one.id === id);
  if (!item) throw new Problem('NOT_FOUND');
  return { ...item, versions: (await deps.store.definitions.heads(actor.county, id)).map(versionView) };
}

/** The draft, or what one would begin with. @throws Problem NOT_FOUND */
export async function showDraft(actor: Actor, id: string, deps: Deps): Promise<DraftView> {
  const found = await findDefinition(actor, id, deps);
  return draftView(found, found.draft ? (await checkOwnLayer(actor, found, found.own, deps)).faults : []);
}

/** Where every item comes from, of the draft or of a published version. @throws Problem NOT_FOUND */
export async function showOrigins(actor: Actor, id: string, version: number | undefined, deps: Deps): Promise<Origins> {
  const found = await findDefinition(actor, id, deps);
  const history = await deps.store.definitions.ownHistory(actor.county, id);
  const published = version === undefined ? null : await deps.store.definitions.find(actor.county, id, version);
  if (version !== undefined && !published) throw new Problem('NOT_FOUND');
  const own = published ?? found.own;
  const before = history.filter((one) => published === null || one.version <= published.version);
  const draft = published ? null : found.draft;
  const stack = withOwn(own.stack, own.patch, found.layer, {
    keeps: own.keeps,
    ...(draft
      ? { who: draft.by.name, when: draft.at.toISOString(), why: draft.why }
      : published
        ? { version: published.version, who: published.by?.name ?? '', when: published.publishedAt.toISOString(), why: published.why }
        : {}),
  });
  return originsOf(
    stack,
    before.map((one) => ({ version: one.version, who: one.by?.name ?? '', when: one.publishedAt.toISOString(), why: one.why, patch: one.patch })),
  );
}

export function draftView(found: FoundDefinition, faults: Fault[]): DraftView {
  const { draft, own, layer, id } = found;
  const definition = edited(own);
  return {
    id,
    kind: String(definition?.kind ?? draft?.kind ?? ''),
    rev: draft?.rev ?? 0,
    definition: definition && withoutSchema(definition),
    below: withoutSchema(belowOwn(own.stack)),
    patch: own.patch,
    keeps: own.keeps,
    prefix: layer.prefix,
    by: draft?.by.name ?? '',
    at: (draft as DefinitionDraft | null)?.at.toISOString() ?? null,
    why: draft?.why ?? '',
    upgradeDue: isUpgradeDue(found),
    faults,
  };
}

export const versionView = ({ version, title, cause, publishedAt, by, why, again, origin, sha256 }: PublishedHead): VersionView => ({
  version,
  title,
  cause,
  publishedAt: publishedAt.toISOString(),
  by: by?.name ?? '',
  why,
  again,
  origin,
  sha256,
});

/** The offices that may be asked to fill in a form. */
export async function showOffices(actor: Actor, deps: Deps): Promise<DefinitionOfficesView> {
  const offices = await deps.store.offices.ofCounty(actor.county);
  return {
    offices: offices.filter(({ kind }) => kind === 'school' || kind === 'center').map(({ id, title, kind, parent }) => ({ id, title, kind, parent })),
  };
}
