import type { Deps } from '../deps.js';
import type { ChildEdit, ChildView } from '../domain/ledger-views.js';
import { decideCorrection } from '../domain/movement.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';
import { type ChildPlaceCall, demand, findChild, today, writeChild } from './find-child.js';
import { childView } from './show-child.js';

/** Corrects fields a person touched. Nothing is written where nothing changes. @throws Problem NOT_FOUND, FORBIDDEN, STALE, CONFLICT, BAD_DATA, EXISTS */
export async function correctChild(actor: Actor, call: ChildPlaceCall, edit: ChildEdit, deps: Deps): Promise<ChildView> {
  const found = await findChild(actor, call, deps);
  demand(found.entry.ledger.snapshot.definition, 'edit', actor);
  if (edit.n > found.child.n) throw new Problem('STALE');
  const decided = decideCorrection(found.entry.ledger, found.child, found.office, edit.changes, edit.reason?.trim() ?? '', today(deps));
  if (Object.keys(decided.said.sets).length === 0) return childView(found, deps);
  return childView({ ...found, child: await writeChild(found, decided, deps) }, deps);
}
