// Who may do what in ledgers and with letters; the definitions say it for each of them.
import type { LedgerDefinition, LetterDefinition } from './definition.generated.js';
import type { Actor } from './office.js';
import { Problem } from './problem.js';
import type { Role } from './role.js';

/** Roles that may have to do with children at all: the city sees sums, the designer sees forms. */
export const ledgerReaders: Role[] = ['filler', 'school-head', 'center-reviewer', 'county-reviewer', 'clerk'];
export const ledgerWriters: Role[] = ['filler', 'school-head', 'county-reviewer', 'clerk'];
export const letterIssuers: Role[] = ['school-head', 'center-reviewer', 'county-reviewer', 'clerk'];

export type LedgerDeed = keyof LedgerDefinition['by'];
export const may = (definition: LedgerDefinition, deed: LedgerDeed, role: Role): boolean => definition.by[deed]?.[role] === true;
export const mayIssue = (definition: LetterDefinition, role: Role): boolean => definition.by[role] === true;

/** @throws Problem FORBIDDEN */
export function demand(definition: LedgerDefinition, deed: LedgerDeed, actor: Actor): void {
  if (!may(definition, deed, actor.role)) throw new Problem('FORBIDDEN');
}

/** True where the role sees the field in full without asking: in the file of one child, or in a list of many. */
export const seesInFull = (definition: LedgerDefinition, field: string, role: Role, where: 'file' | 'list' = 'file'): boolean => {
  const privacy = definition.privacy?.[field];
  if (where === 'list' && privacy?.lists) return false;
  return !privacy || privacy.full?.[role] === true;
};
export const mayUnmask = (definition: LedgerDefinition, field: string, role: Role): boolean => definition.privacy?.[field]?.unmask?.[role] === true;
