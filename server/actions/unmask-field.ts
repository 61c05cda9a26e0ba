import type { Deps } from '../deps.js';
import { valueText } from '../domain/child.js';
import { mayUnmask, seesInFull } from '../domain/ledger-permissions.js';
import type { UnmaskCall, UnmaskView } from '../domain/ledger-views.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';
import { type ChildPlaceCall, findChild } from './find-child.js';

/** One child's masked field in full; who asked, for which child and why is logged before it is shown. @throws Problem NOT_FOUND, FORBIDDEN, REASON_REQUIRED */
export async function unmaskField(actor: Actor, call: ChildPlaceCall, { field, reason }: UnmaskCall, request: string, deps: Deps): Promise<UnmaskView> {
  const { entry, child } = await findChild(actor, call, deps);
  const { definition } = entry.ledger.snapshot;
  const known = entry.ledger.fields.find((one) => one.key === field);
  if (!known?.privacy) throw new Problem('NOT_FOUND');
  if (!mayUnmask(definition, field, actor.role) && !seesInFull(definition, field, actor.role)) throw new Problem('FORBIDDEN');
  if (reason.trim() === '') throw new Problem('REASON_REQUIRED', { errors: [{ path: 'reason', message: '请写明为什么要看' }] });
  await deps.store.audit.add({
    at: deps.clock(),
    county: actor.county,
    kind: 'unmask',
    user: actor.id,
    office: actor.office.id,
    what: `${child._id} ${field}：${reason.trim()}`,
    request,
  });
  return { field, text: valueText(entry.ledger, known, child.data[field]) };
}
