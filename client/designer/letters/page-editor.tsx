import { autocompletion, type CompletionContext, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { html } from '@codemirror/lang-html';
import { defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, tooltips } from '@codemirror/view';
import { useEffect, useRef } from 'react';

type Props = {
  value: string;
  label: string;
  /** Fields with their titles, offered behind `{{`. */
  names: [string, string][];
  lines: { line: number; message: string }[];
  onChange: (text: string) => void;
};

/** The page as text, with its faults at their lines. */
export function PageEditor({ value, label, names, lines, onChange }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ onChange, names });
  latest.current = { onChange, names };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor lives as long as its place on the page; what changes is told to it below.
  useEffect(() => {
    const offer = (context: CompletionContext) => {
      const typed = context.matchBefore(/\{\{[\w.]*/);
      if (!typed) return null;
      return { from: typed.from, options: latest.current.names.map(([key, title]) => ({ label: `{{fields.${key}}}`, detail: title })), filter: false };
    };
    const editor = new EditorView({
      parent: box.current as HTMLDivElement,
      state: EditorState.create({
        doc: value,
        extensions: [
          lineNumbers(),
          history(),
          html({ autoCloseTags: false }),
          syntaxHighlighting(defaultHighlightStyle),
          lintGutter(),
          autocompletion({ override: [offer] }),
          EditorView.lineWrapping,
          keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
          tooltips({ parent: document.body, position: 'fixed' }),
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);
  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== value) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  const found = JSON.stringify(lines);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `found` stands for the lines.
  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const marks = lines.map(({ line, message }) => {
      const at = editor.state.doc.line(Math.min(Math.max(1, line), editor.state.doc.lines));
      return { from: at.from, to: at.to, severity: 'error' as const, message };
    });
    editor.dispatch(setDiagnostics(editor.state, marks));
  }, [found]);
  return <div ref={box} className="page-editor" />;
}
