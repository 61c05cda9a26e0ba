import type { Deps } from '../deps.js';
import { type StoredChild, textOf } from '../domain/child.js';
import type { ChildCreate, ChildView } from '../domain/ledger-views.js';
import { decideRegistration } from '../domain/movement.js';
import type { Actor } from '../domain/office.js';
import { seesOffice } from '../domain/permissions.js';
import { Problem } from '../domain/problem.js';
import { afterEvent, demand, knownLedger, officeToWriteAt, sealChildEvent, today } from './find-child.js';
import { doerOf } from './seal-event.js';
import { childView } from './show-child.js';

/** Enters a child. @throws Problem NOT_FOUND, FORBIDDEN, BAD_DATA, EXISTS (with `child`, where the actor may see it) */
export async function registerChild(actor: Actor, ledger: string, call: ChildCreate, deps: Deps): Promise<ChildView> {
  const entry = knownLedger(actor, ledger, deps);
  demand(entry.ledger.snapshot.definition, 'create', actor);
  const office = await officeToWriteAt(actor, call.office, deps);
  const decided = decideRegistration(entry.ledger, office, call.values, today(deps));
  const at = deps.clock();
  const begun = { _id: `${actor.county}-${deps.draw()}`, county: actor.county, ledger, n: 0, hash: '', ...decided.place };
  const event = sealChildEvent(begun, entry.version, decided, doerOf(actor), at, deps.digest);
  const child: StoredChild = afterEvent(
    entry,
    { ...begun, version: entry.version, data: {}, place: '', search: [], createdAt: at, updatedAt: at, tail: null },
    decided,
    event,
  );
  if (!(await deps.store.children.insert(child)))
    throw await existing(actor, entry.id, textOf(decided.data, entry.ledger.snapshot.definition.meanings.idNumber), deps);
  await deps.store.childEvents.add(event);
  await deps.store.children.forgetTail(child);
  return childView({ actor, entry, child: { ...child, tail: null }, office }, deps);
}

async function existing(actor: Actor, ledger: string, number: string, deps: Deps): Promise<Problem> {
  const field = deps.ledgers.ledger(actor.county, ledger)?.ledger.snapshot.definition.meanings.idNumber ?? '';
  const other = await deps.store.children.byNumber(actor.county, ledger, field, number);
  // Another school's child is named to nobody; whoever knows its name and number may take it in.
  return other && seesOffice(actor, other)
    ? new Problem('EXISTS', { detail: '台账里已经有这个身份证号的学生', extra: { child: other._id } })
    : new Problem('EXISTS', { detail: '本县台账里已经有这个身份证号；如果是转来的学生，请用“转入”接收' });
}
