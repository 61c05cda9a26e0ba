import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { HeadLine, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { titleInWords } from '../../../server/domain/sheet-title.js';
import { SheetLines } from '../../report/sheet-lines.js';
import { useDesk } from '../design-desk.js';
import type { Part } from './draw-tables.js';
import { NamedThing } from './named-thing.js';
import { useSheet } from './sheet-desk.js';
import { TableCanvas } from './table-canvas.js';
import { thingAt } from './things.js';
import { useWidth } from './use-width.js';

/** The form as the sheet of paper it will be; everything on it is changed where it stands. */
export function PaperCanvas({ parts }: { parts: Part[] }) {
  const { t } = useTranslation();
  const { definition, selection, visit } = useDesk<ReportDefinition>();
  const { naming, deeds } = useSheet();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const selected = thingAt(definition, selection)?.path.join('.') ?? '';
  const tables = parts.filter(({ table }) => table !== null).length;
  const head = useMemo(() => byOrder(definition.layout?.paper?.head).filter((line) => !line.hidden), [definition.layout]);
  const notes = useMemo(() => byOrder(definition.layout?.paper?.notes).filter((note) => !note.hidden), [definition.layout]);
  const formulas = useMemo(() => byOrder(definition.formulas).filter((formula) => !formula.hidden && !formula.to), [definition.formulas]);
  /** A text of the sheet that is named where it stands. */
  const named = (path: string[], setting: string, text: string, className: string, label?: string) => (
    <NamedThing
      id={`at/${path.join('/')}`}
      className={className}
      text={text}
      label={label}
      selected={selected === path.join('.')}
      open={naming === (setting === '' ? path : [...path, setting]).join('.')}
      onSelect={() => deeds.select(path)}
      onOpen={() => deeds.name(setting === '' ? path : [...path, setting])}
      onClose={() => deeds.name(null)}
      onText={(typed) => deeds.retitle(setting === '' ? path : [...path, setting], typed)}
      onKey={(event) => {
        if (event.key === 'Delete') deeds.remove();
        else if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowUp')) deeds.shift(-1);
        else if (event.altKey && (event.key === 'ArrowRight' || event.key === 'ArrowDown')) deeds.shift(1);
        else return;
        event.preventDefault();
      }}
    />
  );
  const lines = (place: NonNullable<HeadLine['place']>, className: string) => (
    <SheetLines
      lines={head.filter((line) => (line.place ?? 'head') === place)}
      className={className}
      title={(line) => named(['layout', 'paper', 'head', line.key], 'title', line.title, 'sheet-name')}
      text={(line) =>
        line.text ?? <span className="quiet">{line.shows && line.shows !== 'nothing' ? t(`design.table.shows.${line.shows}` as never) : ''}</span>
      }
    />
  );
  return (
    <article className="sheet design-sheet" aria-label={t('design.table.sheet', { title: definition.title })}>
      <h2 className="sheet-title">{named(['title'], '', definition.title ?? '', 'sheet-name')}</h2>
      {definition.layout?.paper?.title !== undefined && (
        <button type="button" className="sheet-name sheet-printed-title" onClick={() => deeds.select(['title'])}>
          {t('design.table.title.printedAs', { title: titleInWords(definition.layout.paper.title) })}
        </button>
      )}
      {lines('corner', 'sheet-corner')}
      {lines('head', 'sheet-head')}
      <div className="sheet-measure" ref={frame} />
      {parts.length === 0 && (
        <div className="sheet-empty">
          <p>{t('design.table.empty')}</p>
          <button type="button" className="sheet-begin" onClick={() => deeds.open({ kind: 'table', table: null })}>
            {t('design.table.addTable')}
          </button>
        </div>
      )}
      {parts.map(({ key, title, field, table }) =>
        table ? (
          <TableCanvas key={key} table={key} form={table} shownTitle={tables > 1} width={Math.max(width, 300)} />
        ) : (
          <div key={key} className="sheet-single">
            {named(['schema', 'properties', key], 'title', title, 'sheet-name')}
            {field?.required && <span className="sheet-star">*</span>}
            {t('colon')}
            <span className="sheet-single-line" />
          </div>
        ),
      )}
      {formulas.length > 0 && (
        <div className="sheet-formulas">
          {formulas.map(({ key, title }) => (
            <button key={key} type="button" className="sheet-name" title={t('design.table.toFormula')} onClick={() => visit(['formulas', key])}>
              {title}
              {t('colon')}
            </button>
          ))}
        </div>
      )}
      {lines('foot', 'sheet-head sheet-foot')}
      {notes.length > 0 && (
        <div className="sheet-notes">
          {notes.map((note) => (
            <p key={note.key}>{named(['layout', 'paper', 'notes', note.key], 'text', note.text, 'sheet-name sheet-note')}</p>
          ))}
        </div>
      )}
    </article>
  );
}
