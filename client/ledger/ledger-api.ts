// Questions about ledgers of children, and the addresses of their files.
import type {
  CellChildrenView,
  ChildCreate,
  ChildEdit,
  ChildFilter,
  ChildListView,
  ChildView,
  ClaimCall,
  FileView,
  ImportDone,
  ImportView,
  LedgerListView,
  LedgerView,
  MovementCall,
  ReversalCall,
  UnmaskCall,
  UnmaskView,
} from '../../server/domain/ledger-views.js';
import { ask, query, type ReportAddress, send, upload, xlsxType } from '../api.js';

export type ChildAddress = { ledger: string; child: string };
export type ChildQuery = ChildFilter & { sort?: string; page?: string; size?: string; columns?: string; count?: string; books?: string };

const ledgerPath = (ledger: string): string => `/api/ledgers/${encodeURIComponent(ledger)}`;
const childPath = ({ ledger, child }: ChildAddress): string => `${ledgerPath(ledger)}/children/${encodeURIComponent(child)}`;
const named = (path: string, file: File): string => `${path}/files${query({ name: file.name })}`;

export const ledgerApi = {
  ledgers: () => ask<LedgerListView>('/api/ledgers'),
  ledger: (ledger: string, version: number) => ask<LedgerView>(`${ledgerPath(ledger)}/versions/${version}`),
  children: (ledger: string, filter: ChildQuery) => ask<ChildListView>(`${ledgerPath(ledger)}/children${query(filter)}`),
  child: (at: ChildAddress) => ask<ChildView>(childPath(at)),
  register: (ledger: string, call: ChildCreate) => send<ChildView>('POST', `${ledgerPath(ledger)}/children`, call),
  correct: (at: ChildAddress, edit: ChildEdit) => send<ChildView>('PATCH', childPath(at), edit),
  move: (at: ChildAddress, kind: string, call: MovementCall) => send<ChildView>('POST', `${childPath(at)}/movements/${encodeURIComponent(kind)}`, call),
  reverse: (at: ChildAddress, call: ReversalCall) => send<ChildView>('POST', `${childPath(at)}/reversals`, call),
  claim: (ledger: string, call: ClaimCall) => send<ChildView>('POST', `${ledgerPath(ledger)}/claims`, call),
  unmask: (at: ChildAddress, call: UnmaskCall) => send<UnmaskView>('POST', `${childPath(at)}/unmask`, call),
  attach: (at: ChildAddress, file: File, onProgress: (part: number) => void) => upload<FileView>(named(childPath(at), file), file, onProgress),
  attachToClaim: (ledger: string, file: File, onProgress: (part: number) => void) => upload<FileView>(named(ledgerPath(ledger), file), file, onProgress),
  readImport: (ledger: string, file: Blob, onProgress: (part: number) => void) =>
    upload<ImportView>(`${ledgerPath(ledger)}/imports`, file, onProgress, xlsxType),
  acceptImport: (ledger: string, id: string) => send<ImportDone>('POST', `${ledgerPath(ledger)}/imports/${encodeURIComponent(id)}/accept`),
  behindCell: (at: ReportAddress, path: string) =>
    ask<CellChildrenView>(
      `/api/reports/${encodeURIComponent(at.definition)}/${encodeURIComponent(at.office)}/${encodeURIComponent(at.period)}/cells/${encodeURIComponent(path)}/children`,
    ),
};

export const ledgerLinks = {
  childrenXlsx: (ledger: string, filter: ChildFilter) => `${ledgerPath(ledger)}/children/xlsx${query(filter)}`,
  template: (ledger: string) => `${ledgerPath(ledger)}/imports/template`,
  file: (at: ChildAddress, file: string) => `${childPath(at)}/files/${encodeURIComponent(file)}`,
};
