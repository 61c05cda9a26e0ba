import { reportActors } from '../../../server/domain/permissions.js';
import type { Role } from '../../../server/domain/role.js';

/** Roles that can have a part in a report's life, in the order of the school line. */
export const lifeRoles: Role[] = reportActors;
