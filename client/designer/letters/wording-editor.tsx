import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap, placeholder, WidgetType } from '@codemirror/view';
import { useEffect, useRef } from 'react';

export type WordingHandle = { insert: (text: string) => void; focus: () => void };
type Titles = { [key: string]: string };
type Props = {
  value: string;
  /** Titles of what holes may name. */
  titles: Titles;
  label: string;
  empty?: string;
  /** A paragraph that ends here: what stands before, and each line behind it. */
  onLines?: (lines: string[]) => void;
  onChange: (text: string) => void;
  onFocus?: () => void;
  take?: (handle: WordingHandle | null) => void;
};

/** Wording with its holes drawn as what they stand for: 〔学生姓名〕. One paragraph; a line break makes another. */
export function WordingEditor({ value, titles, label, empty = '', onLines, onChange, onFocus, take }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ onLines, onChange, onFocus });
  latest.current = { onLines, onChange, onFocus };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor lives as long as its place on the page; what changes is told to it below.
  useEffect(() => {
    const editor = new EditorView({
      parent: box.current as HTMLDivElement,
      state: EditorState.create({
        doc: value,
        extensions: [
          history(),
          EditorView.lineWrapping,
          oneLine((lines) => {
            const more = latest.current.onLines;
            // Told once this change is over.
            if (more) queueMicrotask(() => more(lines));
            return more !== undefined;
          }),
          keymap.of([...historyKeymap, ...defaultKeymap]),
          holeView(titles),
          placeholder(empty),
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          EditorView.domEventHandlers({ focus: () => latest.current.onFocus?.() }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    take?.({
      insert(text) {
        const { from, to } = editor.state.selection.main;
        editor.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length }, userEvent: 'input' });
        editor.focus();
      },
      focus: () => editor.focus(),
    });
    return () => {
      take?.(null);
      editor.destroy();
    };
  }, []);
  const known = JSON.stringify(titles);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `known` stands for the titles.
  useEffect(() => view.current?.dispatch({ effects: newTitles.of(titles) }), [known]);
  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== value) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  return <div ref={box} className="wording" />;
}

/** Keeps the text one line long and hands on what came behind a break. */
function oneLine(more: (lines: string[]) => boolean): Extension {
  return EditorState.transactionFilter.of((change) => {
    if (!change.docChanged || change.newDoc.lines === 1) return change;
    const lines = change.newDoc
      .toString()
      .split('\n')
      .map((line) => line.trim());
    return more(lines) ? [] : [{ changes: { from: 0, to: change.startState.doc.length, insert: lines.filter(Boolean).join(' ') } }];
  });
}

const newTitles = StateEffect.define<Titles>();

class HoleWidget extends WidgetType {
  constructor(
    private readonly title: string,
    private readonly isKnown: boolean,
  ) {
    super();
  }
  override eq(other: HoleWidget): boolean {
    return other.title === this.title && other.isKnown === this.isKnown;
  }
  override toDOM(): HTMLElement {
    const span = document.createElement('span');
    span.className = `hole${this.isKnown ? '' : ' hole-wrong'}`;
    span.textContent = this.title;
    return span;
  }
}

function holesDrawn(state: EditorState, titles: Titles): DecorationSet {
  const found = [...state.doc.toString().matchAll(/\{([A-Za-z][A-Za-z0-9_]*)\}/g)];
  return Decoration.set(
    found.map((match) => {
      const title = titles[match[1] as string];
      return Decoration.replace({ widget: new HoleWidget(title ?? (match[1] as string), title !== undefined) }).range(
        match.index,
        match.index + match[0].length,
      );
    }),
  );
}

function holeView(first: Titles): Extension {
  return StateField.define<{ titles: Titles; drawn: DecorationSet }>({
    create: (state) => ({ titles: first, drawn: holesDrawn(state, first) }),
    update(now, change) {
      const told = change.effects.find((effect) => effect.is(newTitles))?.value as Titles | undefined;
      if (!told && !change.docChanged) return now;
      const titles = told ?? now.titles;
      return { titles, drawn: holesDrawn(change.state, titles) };
    },
    provide: (field) => [EditorView.decorations.from(field, ({ drawn }) => drawn), EditorView.atomicRanges.of((view) => view.state.field(field).drawn)],
  });
}
