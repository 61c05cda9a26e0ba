// Who may see what. A school sees itself, a county itself, a city the sums of its counties.
import type { Actor, Office } from './office.js';
import type { Role } from './role.js';
import type { Section } from './views.js';

export const roleTitles: Record<Role, string> = {
  filler: '填表人',
  'school-head': '校长',
  'center-reviewer': '中心校审核员',
  'county-reviewer': '县局审核员',
  'county-designer': '表单管理员',
  clerk: '县局文员',
  'city-viewer': '市局查看员',
};

const sections: Record<Role, Section[]> = {
  filler: ['todo', 'reports', 'ledger', 'settings'],
  'school-head': ['todo', 'reports', 'ledger', 'letters', 'settings'],
  'center-reviewer': ['todo', 'reports', 'ledger', 'letters', 'sums', 'settings'],
  'county-reviewer': ['todo', 'reports', 'ledger', 'letters', 'sums', 'forms', 'settings'],
  'county-designer': ['reports', 'sums', 'forms', 'settings'],
  clerk: ['reports', 'ledger', 'letters', 'sums', 'settings'],
  'city-viewer': ['sums', 'settings'],
};

/** Sections of the shell a role works in, in order. */
export const sectionsOf = (role: Role): Section[] => sections[role];

/** Roles that may read the reports of offices within their scope; the city is not among them. */
export const reportReaders: Role[] = ['filler', 'school-head', 'center-reviewer', 'county-reviewer', 'county-designer', 'clerk'];
/** Roles that may see sums: of their own center, county or counties. */
export const sumReaders: Role[] = ['center-reviewer', 'county-reviewer', 'county-designer', 'clerk', 'city-viewer'];
/** Roles that may type in or move a report in some state; the life of the form says when. */
export const reportActors: Role[] = ['filler', 'school-head', 'center-reviewer', 'county-reviewer'];

/** Roles that may change the definitions of their own county. */
export const designers: Role[] = ['county-designer'];

/** True when the actor may read what belongs to this office: same county, at or below the actor's place on the school line. */
export function seesOffice(actor: Actor, office: Pick<Office, 'county' | 'path'>): boolean {
  return actor.role !== 'city-viewer' && office.county === actor.county && office.path.startsWith(actor.office.path);
}
