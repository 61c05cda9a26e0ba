// Fills a report in the way a person would: every row balanced on what was carried into it.
import { expect } from 'chai';
import type { ReportView } from '../../server/domain/views.js';
import type { Person } from './server.js';

export const reportAt = (office: string, period: string, definition = 'monthly-monitoring'): string => `/api/reports/${definition}/${office}/${period}`;

/** Types this month's number into every row that is asked: as many as last month. @returns the saved report. */
export async function fillIn(person: Person, at: string): Promise<ReportView> {
  const { body: report } = (await person.get(at)) as { body: ReportView };
  const rows = report.issues.filter((issue) => issue.kind === 'required').map((issue) => issue.path.split('.')[1] as string);
  const grades = report.data.grades as Record<string, Record<string, number>>;
  const changes = [...new Set(rows)].flatMap((row) => {
    const last = grades[row]?.lastMonth;
    const first = last === undefined ? [{ path: `grades.${row}.lastMonth`, from: null, to: 40 }] : [];
    return [...first, { path: `grades.${row}.thisMonth`, from: grades[row]?.thisMonth ?? null, to: last ?? 40 }];
  });
  const saved = await person.patch(at, { version: report.definition.version, changes });
  expect(saved.status, saved.text).to.equal(200);
  return saved.body;
}

/** Takes an action on what the person sees now. */
export async function act(person: Person, at: string, action: string, reason?: string): Promise<ReportView> {
  const { body: seen } = await person.get(at);
  const done = await person.post(`${at}/actions/${action}`, { n: seen.n, rev: seen.rev, ...(reason ? { reason } : {}) });
  expect(done.status, `${action}: ${done.text}`).to.equal(200);
  return done.body;
}
