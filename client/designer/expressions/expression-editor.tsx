// The editor behind ExpressionField; loaded when the first of them is shown.
import { startCompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { Annotation, EditorState } from '@codemirror/state';
import { EditorView, keymap, tooltips } from '@codemirror/view';
import { Button } from 'antd';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { expressionFault } from '../../../server/domain/expression-places.js';
import { repairExpression, repairMessage } from '../../../server/domain/expression-repair.js';
import { plainFault, readable, readableMessage } from '../../../server/domain/expression-words.js';
import type { ExpressionPlace } from '../../../server/domain/rule-place.js';
import { chipView, expressionsIn, lookAgain } from './chip-view.js';
import { nameCompletion, offerNames } from './name-completion.js';
import './expressions.css';

export type EditorProps = {
  value: string;
  onChange(text: string): void;
  place: ExpressionPlace;
  label: string;
  /** The text is a sentence with `{expression}` holes. */
  holes?: boolean;
  /** May be left empty. */
  optional?: boolean;
  /** A fault somebody else found, shown where this one finds none. */
  otherFault?: string | undefined;
};
type Found = { at: number; message: string } | null;

const settleTime = 150;
/** Marks a text that came from outside, such as an undo of the whole form. */
const fromOutside = Annotation.define<boolean>();

function faultOf(text: string, place: ExpressionPlace, holes: boolean, optional: boolean, empty: string): Found {
  if (text.trim() === '') return optional ? null : { at: 0, message: empty };
  for (const part of expressionsIn(text, holes)) {
    const fault = expressionFault(place, part.text);
    if (fault) return { at: part.from + fault.at, message: fault.message };
  }
  return null;
}

/** What may stand in a hole of a sentence. */
const shown = ['int', 'Decimal', 'string', 'bool'];

export function ExpressionEditor({ value, onChange, place: given, label, holes = false, optional = false, otherFault }: EditorProps) {
  const { t } = useTranslation();
  const place = useMemo(() => (holes ? { ...given, expects: shown } : given), [given, holes]);
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const faultId = useId();
  /** Texts that were typed and have not come back yet; one that comes late must not overwrite what was typed since. */
  const underway = useRef<string[]>([]);
  const latest = useRef({ onChange, place });
  latest.current = { onChange, place };
  const [fault, setFault] = useState<Found>(() => faultOf(value, place, holes, optional, t('design.formulas.empty')));
  const groups = useMemo(
    () => ({
      row: t('design.formulas.groupRow'),
      total: t('design.formulas.groupTotal'),
      previous: t('design.formulas.groupBefore'),
      lastYear: t('design.formulas.groupLastYear'),
      other: t('design.formulas.groupOther'),
      function: t('design.formulas.groupFunction'),
      table: t('design.formulas.groupTable'),
    }),
    [t],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor lives as long as its place on the page; what changes is told to it below.
  useEffect(() => {
    const editor = new EditorView({
      parent: box.current as HTMLDivElement,
      state: EditorState.create({
        doc: value,
        extensions: [
          history(),
          EditorView.lineWrapping,
          // One line, whatever is pasted.
          EditorState.transactionFilter.of((change) =>
            change.docChanged && change.newDoc.lines > 1 ? [change, { changes: lineBreaks(change.newDoc.toString()), sequential: true }] : change,
          ),
          keymap.of([{ key: 'Alt-ArrowDown', run: startCompletion }, { key: 'Enter', run: () => true }, ...historyKeymap, ...defaultKeymap]),
          nameCompletion({ place: () => latest.current.place, words: groups, holes, value: t('design.formulas.groupValue') }),
          chipView({ place, holes, faultAt: fault?.at ?? null }),
          tooltips({ parent: document.body, position: 'fixed' }),
          EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': faultId, spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || update.transactions.some((one) => one.annotation(fromOutside))) return;
            const text = update.state.doc.toString();
            underway.current.push(text);
            latest.current.onChange(text);
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);
  useEffect(() => {
    const editor = view.current;
    const echo = underway.current.lastIndexOf(value);
    if (echo >= 0) underway.current.splice(0, echo + 1);
    else if (editor && editor.state.doc.toString() !== value) {
      underway.current = [];
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value }, annotations: fromOutside.of(true) });
    }
    const timer = setTimeout(() => {
      const found = faultOf(value, place, holes, optional, t('design.formulas.empty'));
      setFault(found);
      view.current?.dispatch({ effects: lookAgain.of({ place, holes, faultAt: found?.at ?? null }) });
    }, settleTime);
    return () => clearTimeout(timer);
  }, [value, place, holes, optional, t]);
  const repair = fault && value.trim() !== '' ? (holes ? repairMessage : repairExpression)(value, place) : null;
  const said = fault?.message ?? (otherFault && plainFault(otherFault));
  return (
    <div className="formula-field">
      <div className={`formula-box${said ? ' formula-bad' : ''}`}>
        <div ref={box} className="formula-text" />
        <Button
          size="small"
          type="text"
          className="formula-insert"
          onClick={() => view.current && offerNames(view.current)}
          title={t('design.formulas.insertHint')}
        >
          {t('design.formulas.insert')}
        </Button>
      </div>
      <div id={faultId} className="formula-said" aria-live="polite">
        {said && !repair && <span className="formula-fault">{said}</span>}
        {repair && (
          <span className="formula-repair">
            {repair.said.map((one) => (
              <span key={one} className="formula-fault">
                {one}
              </span>
            ))}
            <span className="quiet">
              {t('design.formulas.repairTo')} {(holes ? readableMessage : readable)(repair.text, place)}
            </span>
            <Button
              size="small"
              type="primary"
              ghost
              onClick={() => {
                onChange(repair.text);
                view.current?.focus();
              }}
            >
              {t('design.formulas.repair')}
            </Button>
          </span>
        )}
      </div>
    </div>
  );
}

const lineBreaks = (text: string) => [...text.matchAll(/\s*\n\s*/g)].map((match) => ({ from: match.index, to: match.index + match[0].length, insert: ' ' }));
