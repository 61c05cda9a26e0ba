// A child's name where it stands over its file or in a line of a list.
import { textOf } from './child.js';
import { seesInFull } from './ledger-permissions.js';
import type { ChildValues } from './ledger-views.js';
import { masked } from './mask.js';
import type { Ledger } from './open-ledger.js';
import type { Role } from './role.js';

/** The name as this role may see it, over a file or in a list: a county may mask names as any other field. */
export function shownName({ snapshot }: Ledger, data: ChildValues, role: Role, where: 'file' | 'list' = 'list'): string {
  return nameFor(snapshot.definition, textOf(data, snapshot.definition.meanings.name), role, where);
}

/** The same of a name that was written down elsewhere, such as in the register of letters. */
export function nameFor(definition: Ledger['snapshot']['definition'], name: string, role: Role, where: 'file' | 'list' = 'list'): string {
  const key = definition.meanings.name;
  const privacy = definition.privacy?.[key];
  return privacy && !seesInFull(definition, key, role, where) ? masked(privacy.mask, name) : name;
}
