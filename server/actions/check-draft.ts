import type { Deps } from '../deps.js';
import type { JsonMap } from '../domain/merge-patch.js';
import type { Actor } from '../domain/office.js';
import type { Fault } from '../domain/problem.js';
import { checkOwnLayer } from './check-definition.js';
import { findOrBegin } from './find-definition.js';
import { editedOwn } from './save-definition-draft.js';

/** What an edit would come to and what is wrong with it; the draft itself where no edit is given. Nothing is kept. @throws Problem NOT_FOUND */
export async function checkDraft(
  actor: Actor,
  id: string,
  edit: { change?: JsonMap; definition?: JsonMap },
  deps: Deps,
): Promise<{ definition: JsonMap | null; faults: Fault[] }> {
  const found = await findOrBegin(actor, id, deps);
  const own = edit.change || edit.definition ? editedOwn(found, edit) : found.own;
  const { content, faults } = await checkOwnLayer(actor, found, own, deps);
  return { definition: content as unknown as JsonMap | null, faults };
}
