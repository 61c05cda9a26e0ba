// What a job that issues letters is given and keeps.
import type { LetterPart } from '../domain/letter-parts.js';
import type { JobPart, JobView } from '../domain/letter-views.js';
import type { Actor } from '../domain/office.js';
import type { Doer } from '../domain/report-record.js';

export type LetterJobArgs = {
  letter: string;
  version: number;
  ledger: { id: string; version: number };
  title: string;
  values: Record<string, string>;
  children: string[];
  bundles: string[];
  actor: Actor;
  by: Doer;
  /** School line of whoever issues, for whoever may see the job. */
  path: string;
};

export type LetterJobResult = {
  leftOut: JobView['leftOut'];
  issued: number;
  serials: { first: string; last: string } | null;
  parts: (JobPart & Pick<LetterPart, 'bundles' | 'from' | 'to' | 'sheets'>)[];
};
