// Questions about letters and the work of issuing them, and the addresses of their pages.
import type {
  JobListView,
  JobView,
  LetterKindListView,
  LetterListView,
  LetterOrder,
  LetterView,
  PreflightView,
  ReissueCall,
  VoidCall,
} from '../../server/domain/letter-views.js';
import { ask, query, send } from '../api.js';

export type LetterQuery = {
  letter?: string;
  office?: string;
  child?: string;
  state?: string;
  job?: string;
  q?: string;
  superseded?: string;
  page?: string;
  size?: string;
};

const kindPath = (letter: string): string => `/api/letter-kinds/${encodeURIComponent(letter)}`;
const letterPath = (letter: string): string => `/api/letters/${encodeURIComponent(letter)}`;
const jobPath = (job: string): string => `/api/letter-jobs/${encodeURIComponent(job)}`;

export const letterApi = {
  kinds: () => ask<LetterKindListView>('/api/letter-kinds'),
  preflight: (letter: string, call: LetterOrder) => send<PreflightView>('POST', `${kindPath(letter)}/preflight`, call),
  issue: (letter: string, order: LetterOrder) => send<JobView>('POST', `${kindPath(letter)}/issue`, order),
  letters: (filter: LetterQuery) => ask<LetterListView>(`/api/letters${query(filter)}`),
  letter: (letter: string) => ask<LetterView>(letterPath(letter)),
  void: (letter: string, call: VoidCall) => send<LetterView>('POST', `${letterPath(letter)}/void`, call),
  reissue: (letter: string, call: ReissueCall) => send<LetterView>('POST', `${letterPath(letter)}/reissue`, call),
  jobs: () => ask<JobListView>('/api/letter-jobs'),
  job: (job: string) => ask<JobView>(jobPath(job)),
  cancel: (job: string) => send<JobView>('POST', `${jobPath(job)}/cancel`),
  resume: (job: string) => send<JobView>('POST', `${jobPath(job)}/resume`),
};

export const letterLinks = {
  /** Asked with a LetterPreview. */
  preview: (letter: string) => `${kindPath(letter)}/preview/pdf`,
  pdf: (letter: string) => `${letterPath(letter)}/pdf`,
  lettersXlsx: (filter: LetterQuery) => `/api/letters/xlsx${query(filter)}`,
  part: (job: string, n: number) => `${jobPath(job)}/parts/${n}/pdf`,
};
