import type { Deps } from '../deps.js';
import type { DraftEdit, DraftView } from '../domain/definition-views.js';
import { differenceOf, isMap, type Json, type JsonMap, mergePatch } from '../domain/merge-patch.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';
import { checkOwnLayer } from './check-definition.js';
import { belowOwn, edited, type FoundDefinition, findOrBegin, isUpgradeDue, type OwnLayer, withoutSchema } from './find-definition.js';
import { draftView } from './show-definition.js';

/**
 * Keeps what a designer changes: the difference to what lies below, so that it can be met with a new base later. A draft may have
 * faults while it is worked on; they are named in the answer.
 * @throws Problem NOT_FOUND, STALE, UPGRADE_DUE, BAD_REQUEST
 */
export async function saveDefinitionDraft(actor: Actor, id: string, edit: DraftEdit, deps: Deps): Promise<DraftView> {
  const found = await findOrBegin(actor, id, deps);
  if ((found.draft?.rev ?? 0) !== edit.rev) throw new Problem('STALE', { detail: '这份草稿刚被改过，请查看最新内容' });
  if (isUpgradeDue(found)) throw new Problem('UPGRADE_DUE');
  const own = editedOwn(found, edit);
  const checked = await checkOwnLayer(actor, found, own, deps);
  const saved = await deps.store.definitionDrafts.save(
    {
      county: actor.county,
      id,
      kind: String(checked.content?.kind ?? 'report'),
      ...own,
      cause: found.draft?.cause ?? 'publish',
      by: { id: actor.id, name: actor.name },
      at: deps.clock(),
      why: edit.why ?? found.draft?.why ?? '',
    },
    edit.rev,
  );
  if (!saved) throw new Problem('STALE', { detail: '这份草稿刚被改过，请查看最新内容' });
  return draftView({ ...found, draft: await deps.store.definitionDrafts.find(actor.county, id), own }, checked.faults);
}

/** The own layer after an edit. @throws Problem BAD_REQUEST when nothing is said, NOT_FOUND for a change of nothing */
export function editedOwn(found: FoundDefinition, edit: Pick<DraftEdit, 'change' | 'definition'>): OwnLayer {
  const { own } = found;
  const now: Json = edited(own);
  if (!edit.definition && !edit.change)
    throw new Problem('BAD_REQUEST', { errors: [{ path: 'change', message: '请给出修改（change）或整个定义（definition）' }] });
  const isNew = !found.files.root && !found.last && !found.draft;
  if (isNew && !edit.definition) throw new Problem('NOT_FOUND');
  if (isNew && !(found.layer.prefix && found.id.startsWith(`${found.layer.prefix}-`)))
    throw new Problem('BAD_REQUEST', { errors: [{ path: 'id', message: `本县新建的定义，id 要以“${found.layer.prefix}-”开头` }] });
  const wanted = edit.definition ? withoutSchema(edit.definition) : mergePatch(now, edit.change as JsonMap);
  const below = belowOwn(own.stack);
  return { ...own, patch: differenceOf(below, isMap(wanted) && isMap(now) ? { ...keptFrom(below), ...wanted } : wanted) as JsonMap };
}

/** The file's own address of the language is not shown to designers and stays with the file. */
const keptFrom = (below: JsonMap): JsonMap => (below.$schema === undefined ? {} : { $schema: below.$schema });

/** Gives the draft up. @throws Problem NOT_FOUND, STALE */
export async function discardDefinitionDraft(actor: Actor, id: string, rev: number, deps: Deps): Promise<void> {
  const draft = await deps.store.definitionDrafts.find(actor.county, id);
  if (!draft) throw new Problem('NOT_FOUND');
  if (!(await deps.store.definitionDrafts.remove(actor.county, id, rev))) throw new Problem('STALE');
}
