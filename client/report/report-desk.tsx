import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Form, isComputed } from '../../server/domain/open-form.js';
import type { Cell } from '../../server/domain/record-data.js';
import { readCell } from '../../server/domain/record-data.js';
import type { ActionView, ReportView, SheetImportView } from '../../server/domain/views.js';
import { links, type ReportAddress } from '../api.js';
import { momentOf } from '../dates.js';
import type { FormDesk } from '../forms/form-desk.js';
import { type ValidateFunction, validatorOf } from '../forms/server-validator.js';
import { useSession } from '../session.js';
import { countedCells } from './counted-cells.js';
import { IssuePanel } from './issue-panel.js';
import { type MoreKey, ReportBar } from './report-bar.js';
import { cellLabel, factsOf, stillCarried, valueText } from './report-facts.js';
import { ReportNotices } from './report-notices.js';
import { SheetPaper } from './sheet-paper.js';
import { useDeskKeys } from './use-desk-keys.js';
import { useDraft } from './use-draft.js';
import { useReportActions } from './use-report-actions.js';

const HistoryDrawer = lazy(async () => ({ default: (await import('./history-drawer.js')).HistoryDrawer }));
const ReasonDialog = lazy(async () => ({ default: (await import('./reason-dialog.js')).ReasonDialog }));
const ConflictDialog = lazy(async () => ({ default: (await import('./conflict-dialog.js')).ConflictDialog }));
const CellChildrenDrawer = lazy(async () => ({ default: (await import('./cell-children-drawer.js')).CellChildrenDrawer }));
const ImportDialog = lazy(async () => ({ default: (await import('./import-dialog.js')).ImportDialog }));
const PrintDialog = lazy(async () => ({ default: (await import('../files/print-dialog.js')).PrintDialog }));

/** One report on the desk: the sheet, what is said around it, and the steps one may take. */
export function ReportDesk({ at, first, form, validate }: { at: ReportAddress; first: ReportView; form: Form; validate: ValidateFunction }) {
  const { t } = useTranslation();
  const { user, today, county } = useSession();
  const saved = useDraft(at, first, user.id);
  // What a formula wrote nobody has changed.
  const others = useMemo(() => Object.fromEntries(Object.entries(saved.others).filter(([path]) => !isComputed(form, path))), [form, saved.others]);
  const draft = useMemo(() => ({ ...saved, others }), [saved, others]);
  const { view, data, reasons, refused, queue } = draft;
  const [tried, setTried] = useState(first.returned !== null);
  const [focus, setFocus] = useState<FormDesk['focus']>(null);
  const [asking, setAsking] = useState<ActionView | null>(null);
  const [open, setOpen] = useState<'history' | 'print' | null>(null);
  const [found, setFound] = useState<SheetImportView | null>(null);
  const [behind, setBehind] = useState('');
  const picker = useRef<HTMLInputElement>(null);

  const facts = useMemo(() => factsOf(form, { view, data, reasons, refused }), [form, view, data, reasons, refused]);
  const jump = useCallback((path: string) => setFocus((last) => ({ path, nonce: (last?.nonce ?? 0) + 1 })), []);
  const actions = useReportActions({ at, form, validate, draft, onTried: () => setTried(true), onJump: jump });
  const take = (action: ActionView) => (action.needsReason ? setAsking(action) : void actions.step(action));
  useDeskKeys({ save: () => void queue.flush(), main: () => view.actions.filter((action) => action.main).forEach(take) });

  const words = useMemo(() => ({ yes: t('grid.yes'), no: t('grid.no'), blank: t('blank') }), [t]);
  const text = useCallback((path: string, value: Cell) => valueText(form, path, value, words), [form, words]);
  const notes = useMemo(
    () => ({
      ...Object.fromEntries(stillCarried(view, data).map((path) => [path, t('report.carried')])),
      ...Object.fromEntries(
        Object.entries(draft.others).map(([path, { by, at: when, before }]) => [
          path,
          t('report.othersNote', { by: by || t('report.somebody'), time: when ? momentOf(when, today) : '', before: text(path, before) }),
        ]),
      ),
    }),
    [view, data, draft.others, t, today, text],
  );
  const sources = useMemo(
    () => Object.fromEntries(countedCells(view, data).map(({ path, value }) => [path, t('behind.mark', { count: value })])),
    [view, data, t],
  );
  const onType = useCallback((changes: { path: string; to: Cell }[]) => queue.type(changes), [queue]);
  const onAddLines = useCallback((table: string, ids: string[]) => queue.addLines(table, ids), [queue]);
  const shownIssues = useMemo(() => (tried ? facts.issues : facts.issues.filter((issue) => issue.kind !== 'required')), [facts, tried]);
  const desk = useMemo(
    (): FormDesk => ({
      form,
      data: facts.data,
      office: view.office,
      period: view.period,
      readOnly: !view.editable,
      everyRow: false,
      issues: shownIssues,
      notes,
      sources,
      onOpenSource: setBehind,
      others: draft.others,
      focus,
      onType,
      onAddLines,
    }),
    [form, facts.data, view.office, view.period, view.editable, shownIssues, notes, sources, draft.others, focus, onType, onAddLines],
  );
  const validator = useMemo(() => validatorOf(validate), [validate]);

  useEffect(() => {
    const title = document.title;
    document.title = `${view.period.title} ${view.office.title} · ${t('product')}`;
    return () => {
      document.title = title;
    };
  }, [view.period.title, view.office.title, t]);

  async function more(key: MoreKey) {
    if (key === 'history') setOpen('history');
    else if (key === 'import') picker.current?.click();
    else if (key === 'download') await actions.download();
    else if (await actions.readyToPrint()) setOpen('print');
  }
  async function pick(file: File | undefined) {
    if (picker.current) picker.current.value = '';
    const read = file && (await actions.readSpreadsheet(file));
    if (read) setFound(read);
  }

  return (
    <div className="report">
      <ReportBar draft={draft} facts={facts} busy={actions.busy} onJump={jump} onAction={take} onMore={(key) => void more(key)} />
      <ReportNotices draft={draft} said={actions.said} text={text} label={(path) => cellLabel(form, data, path)} onForget={actions.forget} onJump={jump} />
      <div className="report-body">
        <SheetPaper
          desk={desk}
          validator={validator}
          period={view.period}
          formulas={facts.formulas}
          county={county.title}
          remark={view.editable ? view.carriedFrom : ''}
        />
        <IssuePanel
          facts={facts}
          view={view}
          reasons={reasons}
          editable={view.editable}
          onJump={jump}
          onExplain={(issue, reason) => queue.explain(issue, reason)}
        />
      </div>
      <input
        ref={picker}
        type="file"
        className="unseen"
        tabIndex={-1}
        accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        aria-label={t('report.more.import')}
        onChange={(event) => void pick(event.target.files?.[0])}
      />
      <Suspense fallback={null}>
        {open === 'history' && <HistoryDrawer at={at} onClose={() => setOpen(null)} />}
        {open === 'print' && (
          <PrintDialog title={`${view.definition.title} ${view.office.title} ${view.period.title}`} path={links.reportPdf(at)} onClose={() => setOpen(null)} />
        )}
        {behind && (
          <CellChildrenDrawer
            at={at}
            path={behind}
            label={cellLabel(form, data, behind)}
            typed={readCell(data, behind) as Cell}
            editable={view.editable}
            onTake={(to) => {
              queue.type([{ path: behind, to }]);
              setBehind('');
            }}
            onClose={() => setBehind('')}
          />
        )}
        {asking && (
          <ReasonDialog
            action={asking}
            office={view.office.title}
            onCancel={() => setAsking(null)}
            onReason={(reason) => {
              setAsking(null);
              void actions.step(asking, reason);
            }}
          />
        )}
        {draft.conflicts.length > 0 && <ConflictDialog conflicts={draft.conflicts} text={text} onChosen={(choice) => void queue.resolve(choice)} />}
        {found && (
          <ImportDialog
            found={found}
            label={(path) => cellLabel(form, data, path)}
            text={text}
            onCancel={() => setFound(null)}
            onFill={(changes) => {
              queue.type(changes);
              setFound(null);
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
