// Movements: written down once, with their proof, and taken back by another event with its reason.
import type { Deps } from '../deps.js';
import { textOf } from '../domain/child.js';
import { tidyNumber } from '../domain/id-number.js';
import type { ChildView, ClaimCall, MovementCall, ReversalCall } from '../domain/ledger-views.js';
import { decideMovement, decideReversal } from '../domain/movement.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';
import { ownerOf } from './attach-file.js';
import { type ChildPlaceCall, type FoundChild, findChild, healChild, knownLedger, officeToWriteAt, today, writeChild } from './find-child.js';
import { childView } from './show-child.js';

/** @throws Problem NOT_FOUND, STALE, NO_SUCH_ACTION, FORBIDDEN, BAD_DATA */
export async function recordMovement(actor: Actor, call: ChildPlaceCall & { kind: string }, movement: MovementCall, deps: Deps): Promise<ChildView> {
  const found = await findChild(actor, call, deps);
  if (found.child.n !== movement.n) throw new Problem('STALE', { detail: '这名学生的记录刚被别人改过，请查看最新情况' });
  return carryOut(found, call.kind, movement, deps);
}

/** A child released by another school comes to the actor's. @throws Problem NOT_FOUND where name and number do not agree, and what a movement throws */
export async function claimChild(actor: Actor, ledger: string, claim: ClaimCall, deps: Deps): Promise<ChildView> {
  const entry = knownLedger(actor, ledger, deps);
  const { idNumber, name, state } = entry.ledger.snapshot.definition.meanings;
  const office = await officeToWriteAt(actor, undefined, deps);
  const known = idNumber ? await deps.store.children.byNumber(actor.county, ledger, idNumber, tidyNumber(claim.idNumber)) : null;
  const released = known && entry.ledger.states[textOf(known.data, state)]?.released === true;
  const takesIn = entry.ledger.movements.find(({ key }) => key === claim.kind)?.event.takesIn === true;
  if (!known || !released || !takesIn || textOf(known.data, name) !== claim.name.normalize('NFC').trim())
    throw new Problem('NOT_FOUND', { detail: '没有可以接收的学生：请核对姓名和身份证号，或请原学校先办理转出' });
  return carryOut({ actor, entry, child: await healChild(known, deps), office }, claim.kind, claim, deps);
}

async function carryOut(found: FoundChild, kind: string, movement: Omit<MovementCall, 'n'>, deps: Deps): Promise<ChildView> {
  const { actor, entry, child } = found;
  const history = await deps.store.childEvents.ofChild(actor.county, child._id);
  const undone = new Set(history.map(({ reverses }) => reverses));
  const moves = history.filter(({ n, kind: one, reverses }) => reverses === 0 && !undone.has(n) && one !== 'correct' && one !== 'register');
  const last = moves.at(-1)?.date ?? '';
  const [known, ahead] = await Promise.all([child._id, ownerOf(actor)].map((of) => deps.store.files.named(actor.county, of, movement.proofs)));
  const lost = new Problem('BAD_DATA', { errors: [{ path: 'proofs', message: '有证明材料没有上传成功或已过期，请重新上传' }] });
  if ((known?.length ?? 0) + (ahead?.length ?? 0) !== movement.proofs.length) throw lost;
  const decided = decideMovement(entry.ledger, child, kind, movement, found.office, actor.role, last, today(deps));
  // Before the movement names them: a crash between the two leaves files too many, never a movement without its proof.
  if ((await deps.store.files.keep(actor.county, movement.proofs, child._id)) !== movement.proofs.length) throw lost;
  const written = await writeChild(found, decided, deps);
  return childView({ ...found, child: written }, deps);
}

/** @throws Problem NOT_FOUND, STALE, NO_SUCH_ACTION, FORBIDDEN, REASON_REQUIRED */
export async function reverseMovement(actor: Actor, call: ChildPlaceCall, reversal: ReversalCall, deps: Deps): Promise<ChildView> {
  const found = await findChild(actor, call, deps);
  if (found.child.n !== reversal.n) throw new Problem('STALE', { detail: '这名学生的记录刚被别人改过，请查看最新情况' });
  const history = await deps.store.childEvents.ofChild(actor.county, found.child._id);
  const decided = decideReversal(found.entry.ledger, found.child, history, reversal.event, reversal.reason, actor.role);
  const child = await writeChild(found, decided, deps);
  const office = (await deps.store.offices.find(actor.county, child.office)) ?? found.office;
  return childView({ ...found, child, office }, deps);
}
