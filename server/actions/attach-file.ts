import type { Deps } from '../deps.js';
import { fileKind } from '../domain/file-kind.js';
import { ledgerWriters } from '../domain/ledger-permissions.js';
import type { FileView } from '../domain/ledger-views.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';
import { type ChildPlaceCall, findChild, knownLedger } from './find-child.js';

/** Keeps a photo or scan for a child. @throws Problem NOT_FOUND, FORBIDDEN, BAD_FILE */
export async function attachFile(actor: Actor, call: ChildPlaceCall, name: string, bytes: Uint8Array, deps: Deps): Promise<FileView> {
  const { child } = await findChild(actor, call, deps);
  if (!ledgerWriters.includes(actor.role)) throw new Problem('FORBIDDEN');
  return keep(actor, child._id, name, bytes, deps);
}

async function keep(actor: Actor, of: string, name: string, bytes: Uint8Array, deps: Deps): Promise<FileView> {
  const type = fileKind(bytes);
  if (!type) throw new Problem('BAD_FILE', { detail: '证明材料应为照片（JPG、PNG、WebP）或 PDF' });
  const file = {
    id: `${actor.county}-${deps.draw()}`,
    county: actor.county,
    of,
    name: name.normalize('NFC').slice(0, 120) || '证明材料',
    type,
    by: actor.id,
    at: deps.clock(),
    waits: true,
  };
  await deps.store.files.put(file, bytes);
  return { id: file.id, name: file.name, type, size: bytes.byteLength };
}

/** Keeps a photo or scan for a child who is still another school's: it becomes the child's with the movement. @throws Problem NOT_FOUND, FORBIDDEN, BAD_FILE */
export async function attachAhead(actor: Actor, ledger: string, name: string, bytes: Uint8Array, deps: Deps): Promise<FileView> {
  knownLedger(actor, ledger, deps);
  return keep(actor, ownerOf(actor), name, bytes, deps);
}

/** Whose a file is until a movement takes it. */
export const ownerOf = (actor: Actor): string => `of ${actor.id}`;

/** @throws Problem NOT_FOUND, also for a file of another child */
export async function readAttachment(actor: Actor, call: ChildPlaceCall & { file: string }, deps: Deps): Promise<FileView & { bytes: Uint8Array }> {
  const { child } = await findChild(actor, call, deps);
  const [file] = await deps.store.files.named(actor.county, child._id, [call.file]);
  if (!file) throw new Problem('NOT_FOUND');
  return { id: file.id, name: file.name, type: file.type, size: file.size, bytes: await deps.store.files.read(file.id) };
}
