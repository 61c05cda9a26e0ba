// Two trees over one set of places: the school line (county → center school → school) and the government line (county → township).
import type { OfficeKind, Role } from './role.js';

export type Stage = 'primary' | 'junior';

/** `path` is the school line as a materialised path, `/pingshun/c01/s003/`; an office is in scope when its path begins with the actor's. */
export type Office = {
  /** Unique over all counties, `pingshun-s003`; also the last part of the path. */
  id: string;
  county: string;
  kind: OfficeKind;
  title: string;
  /** Place among its neighbours in lists and bundles. */
  order: number;
  path: string;
  /** Parent on the school line; '' for the top. */
  parent: string;
  /** Township on the government line; '' where there is none. */
  township: string;
  /** Stages of schooling taught; empty for offices that are not schools. */
  stages: Stage[];
  /** A city's counties; absent elsewhere. */
  counties?: string[];
};

export type Actor = {
  id: string;
  login: string;
  name: string;
  role: Role;
  county: string;
  office: Office;
};

/** What an expression may know of an office. */
export const officeFacts = (office: Office) => ({ id: office.id, title: office.title, kind: office.kind as string, stages: office.stages as string[] });
