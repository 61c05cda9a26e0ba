import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '../../server/domain/open-form.js';
import type { ActionView, ReportView } from '../../server/domain/views.js';
import { api, links, Refusal, type ReportAddress } from '../api.js';
import { saveFile } from '../files/save-file.js';
import { schemaFaults, type ValidateFunction } from '../forms/server-validator.js';
import { factsOf } from './report-facts.js';
import type { Draft } from './use-draft.js';

export type Said = { kind: 'good' | 'warn' | 'bad'; text: string; request?: string; done?: ActionView };

/** Steps of the report's life and its files, each after everything typed is saved. */
export function useReportActions({
  at,
  form,
  validate,
  draft,
  onTried,
  onJump,
}: {
  at: ReportAddress;
  form: Form;
  validate: ValidateFunction;
  draft: Draft;
  onTried: () => void;
  onJump: (path: string) => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { queue } = draft;
  const [busy, setBusy] = useState('');
  const [said, setSaid] = useState<Said | null>(null);

  const trouble = (error: unknown): Said =>
    error instanceof Refusal
      ? { kind: 'bad', text: error.message, ...(error.problem.request ? { request: error.problem.request } : {}) }
      : { kind: 'bad', text: t('trouble.noConnection') };

  /** @returns false when something is in the way; it has been said. */
  async function allSaved(): Promise<boolean> {
    if (await queue.flush()) return true;
    const { status, refused } = queue.state();
    const first = Object.keys(refused)[0];
    if (first) onJump(first);
    if (status !== 'conflict' && status !== 'stopped') setSaid({ kind: 'bad', text: first ? t('report.refusedFirst') : t('report.saveFirst') });
    return false;
  }

  function standsOpen(): boolean {
    const now = factsOf(form, queue.state());
    const known = now.issues.map((issue) => issue.path);
    // The domain's own words come first; what the schema finds beyond them would be a gap between the two, and must not be handed in either.
    const beyond = schemaFaults(validate, queue.state().data).filter(({ path }) => !known.some((one) => one === path || one.startsWith(`${path}.`)));
    if (now.open.length === 0 && beyond.length === 0) return false;
    onTried();
    const errors = now.faults.length + now.blanks.length + beyond.length;
    const unexplained = now.open.length - now.faults.length - now.blanks.length;
    setSaid({
      kind: 'warn',
      text:
        [errors && t('report.openErrors', { count: errors }), unexplained && t('report.openWarnings', { count: unexplained })]
          .filter(Boolean)
          .join(t('listComma')) + t('report.openThen'),
    });
    const first = now.open[0]?.path ?? beyond[0]?.path;
    if (first) onJump(first);
    return true;
  }

  async function step(action: ActionView, reason?: string): Promise<void> {
    if (busy) return;
    setBusy(action.key);
    setSaid(null);
    try {
      if (!(await allSaved()) || (action.checks && standsOpen())) return;
      const { n, rev } = queue.state().view;
      queue.absorb(await api.act(at, action.key, { n, rev, ...(reason === undefined ? {} : { reason }) }));
      setSaid({ kind: 'good', text: '', done: action });
      for (const key of ['todo', 'reports', 'sum', 'history']) void queries.invalidateQueries({ queryKey: [key] });
    } catch (error) {
      setSaid(trouble(error));
      if (error instanceof Refusal && error.problem.code === 'CHECKS_FAILED') onTried();
      if (error instanceof Refusal && error.problem.status === 409)
        await api.report(at).then(
          (view: ReportView) => queue.absorb(view),
          () => {},
        );
    } finally {
      setBusy('');
    }
  }

  async function file<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (busy) return undefined;
    setBusy('file');
    setSaid(null);
    try {
      return (await allSaved()) ? await work() : undefined;
    } catch (error) {
      setSaid(trouble(error));
      return undefined;
    } finally {
      setBusy('');
    }
  }

  return {
    busy,
    said,
    step,
    forget: () => setSaid(null),
    /** @returns true when the sheet may be printed as it stands on the server. */
    readyToPrint: () => file(async () => true),
    download: () => file(() => saveFile(links.reportXlsx(at), `${draft.view.definition.title} ${draft.view.office.title} ${draft.view.period.title}.xlsx`)),
    readSpreadsheet: (chosen: Blob) => file(() => api.readSpreadsheet(at, chosen)),
  };
}
