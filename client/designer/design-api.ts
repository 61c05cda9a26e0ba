// Questions about a county's definitions.
import type {
  CheckView,
  ComparisonView,
  ConsequencesView,
  DefinitionContentsView,
  DefinitionListView,
  DefinitionOfficesView,
  DefinitionView,
  DraftEdit,
  DraftView,
  LetterFilesView,
  PublicationView,
  UpgradeView,
} from '../../server/domain/definition-views.js';
import type { WorkView } from '../../server/domain/job.js';
import type { JsonMap } from '../../server/domain/merge-patch.js';
import type { Origins } from '../../server/domain/origins.js';
import type { Resolutions } from '../../server/domain/upgrade-overlay.js';
import { ask, query, send } from '../api.js';

const pathOf = (id: string): string => `/api/definitions/${encodeURIComponent(id)}`;

export const designApi = {
  list: () => ask<DefinitionListView>('/api/definitions'),
  contents: () => ask<DefinitionContentsView>('/api/definition-contents'),
  offices: () => ask<DefinitionOfficesView>('/api/definition-offices'),
  definition: (id: string) => ask<DefinitionView>(pathOf(id)),
  draft: (id: string) => ask<DraftView>(`${pathOf(id)}/draft`),
  save: (id: string, edit: DraftEdit, leaving = false) => send<DraftView>('PATCH', `${pathOf(id)}/draft`, edit, { keepalive: leaving }),
  discard: (id: string, rev: number) => send<void>('DELETE', `${pathOf(id)}/draft${query({ rev: String(rev) })}`),
  check: (id: string, definition: JsonMap) => send<CheckView>('POST', `${pathOf(id)}/check`, { definition }),
  letterFiles: () => ask<LetterFilesView>('/api/definition-letter-files'),
  letterPreview: (id: string) => `${pathOf(id)}/preview/letter`,
  origins: (id: string) => ask<Origins>(`${pathOf(id)}/origins`),
  compare: (id: string, from: string, to: string) => ask<ComparisonView>(`${pathOf(id)}/compare${query({ from, to })}`),
  consequences: (id: string) => ask<ConsequencesView>(`${pathOf(id)}/consequences`),
  dryRun: (id: string, rev: number) => send<{ job: string }>('POST', `${pathOf(id)}/dry-run`, { rev }),
  work: <T>(job: string) => ask<WorkView<T>>(`/api/jobs/${encodeURIComponent(job)}`),
  stopWork: (job: string) => send<void>('DELETE', `/api/jobs/${encodeURIComponent(job)}`),
  publish: (id: string, rev: number, why: string) => send<PublicationView>('POST', `${pathOf(id)}/publish`, { rev, why }),
  retire: (id: string, why: string) => send<PublicationView>('POST', `${pathOf(id)}/retire`, { why }),
  restore: (id: string, why: string) => send<PublicationView>('POST', `${pathOf(id)}/restore`, { why }),
  rollBack: (id: string, version: number, why: string) => send<PublicationView>('POST', `${pathOf(id)}/roll-back`, { version, why }),
  upgrade: (id: string) => ask<UpgradeView>(`${pathOf(id)}/upgrade`),
  resolve: (id: string, rev: number, resolutions: Resolutions, why: string) => send<DraftView>('POST', `${pathOf(id)}/upgrade`, { rev, resolutions, why }),
  importPack: (file: Blob) =>
    ask<{ items: DraftView[] }>('/api/definition-pack', { method: 'POST', body: file, headers: { 'content-type': 'application/json' } }),
};
