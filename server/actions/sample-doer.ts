// Who does a step in the sample counties.
import type { Office } from '../domain/office.js';
import type { Doer } from '../domain/report-record.js';
import type { Role } from '../domain/role.js';
import type { SampleCounty } from '../sample-data/sample-offices.js';

/** The person with this role at the school or above it. */
export function doerFor(county: SampleCounty, role: Role, school: Office): Doer {
  const offices = new Map(county.offices.map((office) => [office.id, office]));
  const user = county.users.find((one) => one.role === role && school.path.startsWith(offices.get(one.office)?.path ?? '?'));
  if (!user) throw new Error(`the sample county ${county.county} has nobody who is ${role} for ${school.id}`);
  return { id: user.id, name: user.name, role, office: user.office, officeTitle: offices.get(user.office)?.title ?? '' };
}
