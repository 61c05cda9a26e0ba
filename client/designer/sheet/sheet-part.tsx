import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { usePublished } from '../use-published.js';
import { partsOf } from './draw-tables.js';
import { HeaderDialog } from './header-dialog.js';
import { LeavingDialog } from './leaving-dialog.js';
import { PaperCanvas } from './paper-canvas.js';
import { SheetBar } from './sheet-bar.js';
import { sheetDeeds } from './sheet-deeds.js';
import { SheetContext } from './sheet-desk.js';
import type { SheetState } from './sheet-state.js';
import { SplitDialog } from './split-dialog.js';
import { ThingPanel } from './thing-panel.js';
import { thingAt } from './things.js';
import '../../report/sheet.css';
import './sheet-part.css';

const nothing: SheetState = { marked: null, coming: null, naming: null, leaving: null, refusal: null, dialog: null };

/** The form as its sheet of paper, changed where it stands, with the settings of what is selected beside it. */
export function Component() {
  const { t } = useTranslation();
  const desk = useDesk<ReportDefinition>();
  const published = usePublished();
  const [state, setState] = useState(nothing);
  // The deeds stay the same over all edits, so that a header cell is drawn again only when it changed.
  const now = useRef({ desk, state, published });
  now.current = { desk, state, published };
  const set = useCallback((change: Partial<SheetState>) => setState((before) => ({ ...before, ...change })), []);
  const deeds = useMemo(
    () => sheetDeeds({ desk: () => now.current.desk, state: () => now.current.state, published: () => now.current.published, set, t }),
    [set, t],
  );
  const { schema, layout } = desk.definition;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the definition only what is drawn.
  const parts = useMemo(() => partsOf(desk.definition, desk.contents), [schema, layout, listsIn(desk.contents)]);
  const sheet = useMemo(() => ({ ...state, deeds }), [state, deeds]);
  const { dialog } = state;
  const firstTable = parts.find(({ table }) => table)?.key ?? null;
  // A header copied out of a spreadsheet can be let fall on the sheet itself.
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!text.includes('\t') || (event.target as HTMLElement).closest('input, textarea, .cm-editor')) return;
      event.preventDefault();
      const thing = thingAt(now.current.desk.definition, now.current.desk.selection);
      const table = thing && 'table' in thing ? thing.table : firstTable;
      deeds.open({ kind: table ? 'paste' : 'table', table, text });
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [deeds, firstTable]);
  return (
    <SheetContext value={sheet}>
      <div className="sheet-part-frame">
        <SheetBar firstTable={firstTable} />
        <div className="sheet-stage">
          <PaperCanvas parts={parts} />
          <ThingPanel parts={parts} />
        </div>
      </div>
      {state.leaving && <LeavingDialog leaving={state.leaving} />}
      {dialog && dialog.kind !== 'split' && <HeaderDialog table={dialog.kind === 'table' ? null : dialog.table} pasted={dialog.text ?? ''} />}
      {dialog?.kind === 'split' && dialog.table && dialog.key && <SplitDialog table={dialog.table} column={dialog.key} />}
    </SheetContext>
  );
}

/** Changes when a code list does. */
const listsIn = (contents: { [id: string]: { kind: string; version: number } }): string =>
  Object.entries(contents)
    .flatMap(([id, { kind, version }]) => (kind === 'code-list' ? [`${id} ${version}`] : []))
    .join();
