// The only place that calls fetch. One function per question the server answers.
import type {
  ActionCall,
  DraftSave,
  FormListView,
  FormView,
  HistoryView,
  PeriodListView,
  ProblemView,
  ReportListView,
  ReportView,
  SessionView,
  SheetImportView,
  SumView,
  TodoView,
} from '../server/domain/views.js';

/** The server said no; `problem` is its answer in words for people. */
export class Refusal extends Error {
  constructor(readonly problem: ProblemView) {
    super(problem.detail || problem.title);
    this.name = 'Refusal';
  }
}

/** Nothing came back: the network, the server or the computer in between is down. */
export class NoConnection extends Error {
  constructor() {
    super('no connection');
    this.name = 'NoConnection';
  }
}

export type ReportAddress = { definition: string; office: string; period: string };
export type ReportQuery = { definition?: string; period?: string; state?: string; q?: string; late?: string; missing?: string; page?: string; size?: string };
export type SumQuery = { by?: string; within?: string };
/** `face` groups: the table by groups; without it the form itself. */
export type SumPaperQuery = SumQuery & { face?: 'groups' };

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
let signedOut: () => void = () => {};

/** @param listener is told whenever an answer says that nobody is signed in any more. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, { credentials: 'same-origin', ...init, headers: { accept: 'application/json', ...init.headers } });
  } catch {
    throw new NoConnection();
  }
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => null)) as ProblemView | null;
  if (!problem?.code) throw new NoConnection();
  if (problem.code === 'SIGNED_OUT') signedOut();
  throw new Refusal(problem);
}

/** Asks and reads the answer. @throws Refusal, NoConnection */
export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await reach(path, init);
  return answer.status === 204 ? (undefined as T) : ((await answer.json()) as T);
}

/** A file with the name the server gives it. */
async function fetchFile(path: string, body?: unknown): Promise<{ blob: Blob; name: string }> {
  const asked = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await reach(path, { ...asked, headers: { accept: '*/*', ...(body === undefined ? {} : { 'content-type': 'application/json' }) } });
  const disposition = answer.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return { blob: await answer.blob(), name: encoded ? decodeURIComponent(encoded) : (/filename="?([^";]+)/i.exec(disposition)?.[1] ?? '') };
}

/** Sends JSON and reads the answer. @throws Refusal, NoConnection */
export const send = <T>(method: string, path: string, body?: unknown, init: RequestInit = {}): Promise<T> =>
  ask<T>(path, { method, ...init, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) });

/** Sends a file, telling from 0 to 1 how far it is; fetch cannot. @throws Refusal, NoConnection */
export function upload<T>(path: string, file: Blob, onProgress: (part: number) => void, type = 'application/octet-stream'): Promise<T> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', path);
    sending.setRequestHeader('accept', 'application/json');
    sending.setRequestHeader('content-type', type);
    sending.responseType = 'json';
    sending.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    sending.onerror = () => reject(new NoConnection());
    sending.onload = () => {
      if (sending.status < 300) return resolve(sending.response as T);
      const problem = sending.response as ProblemView | null;
      if (problem?.code === 'SIGNED_OUT') signedOut();
      reject(problem?.code ? new Refusal(problem) : new NoConnection());
    };
    sending.send(file);
  });
}

/** `?a=1&b=2` of what is not blank. */
export function query(values: Record<string, string | undefined>): string {
  const text = new URLSearchParams(Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))).toString();
  return text ? `?${text}` : '';
}

const reportPath = ({ definition, office, period }: ReportAddress) =>
  `/api/reports/${encodeURIComponent(definition)}/${encodeURIComponent(office)}/${encodeURIComponent(period)}`;
const sumPath = (definition: string, period: string) => `/api/sums/${encodeURIComponent(definition)}/${encodeURIComponent(period)}`;
const formPath = (definition: string, version: number) => `/api/forms/${encodeURIComponent(definition)}/versions/${version}`;

export const api = {
  session: () => ask<SessionView>('/api/session'),
  signIn: (login: string, password: string) => send<SessionView>('POST', '/api/session', { login, password }),
  signOut: () => send<void>('DELETE', '/api/session'),
  todo: () => ask<TodoView>('/api/todo'),
  forms: () => ask<FormListView>('/api/forms'),
  form: (definition: string, version: number) => ask<FormView>(formPath(definition, version)),
  periods: (definition: string) => ask<PeriodListView>(`/api/periods${query({ definition })}`),
  reports: (filter: ReportQuery) => ask<ReportListView>(`/api/reports${query(filter)}`),
  report: (at: ReportAddress) => ask<ReportView>(reportPath(at)),
  saveDraft: (at: ReportAddress, save: DraftSave, leaving = false) => send<ReportView>('PATCH', reportPath(at), save, { keepalive: leaving }),
  act: (at: ReportAddress, action: string, call: ActionCall) => send<ReportView>('POST', `${reportPath(at)}/actions/${encodeURIComponent(action)}`, call),
  history: (at: ReportAddress) => ask<HistoryView>(`${reportPath(at)}/history`),
  readSpreadsheet: (at: ReportAddress, file: Blob) =>
    ask<SheetImportView>(`${reportPath(at)}/xlsx`, { method: 'POST', body: file, headers: { 'content-type': xlsxType } }),
  file: fetchFile,
  sum: (definition: string, period: string, filter: SumQuery) => ask<SumView>(`${sumPath(definition, period)}${query(filter)}`),
};

/** Addresses of files and of the validator module. */
export const links = {
  reportPdf: (at: ReportAddress) => `${reportPath(at)}/pdf`,
  reportXlsx: (at: ReportAddress) => `${reportPath(at)}/xlsx`,
  reportsXlsx: (filter: ReportQuery) => `/api/reports.xlsx${query(filter)}`,
  sumPdf: (definition: string, period: string, filter: SumPaperQuery) => `${sumPath(definition, period)}/pdf${query(filter)}`,
  sumXlsx: (definition: string, period: string, filter: SumPaperQuery) => `${sumPath(definition, period)}/xlsx${query(filter)}`,
  validator: (definition: string, version: number) => `${formPath(definition, version)}/validator.js`,
};
