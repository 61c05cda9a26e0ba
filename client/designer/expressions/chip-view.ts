// Titles for keys inside the editor, and the place of a fault underlined. The text itself stays what is stored.
import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import { type Chip, chipsIn } from '../../../server/domain/expression-words.js';
import type { ExpressionPlace } from '../../../server/domain/rule-place.js';

export type Look = { place: ExpressionPlace; holes: boolean; faultAt: number | null };
/** Tells the editor of another place or fault without a change of its text. */
export const lookAgain = StateEffect.define<Look>();

class ChipWidget extends WidgetType {
  constructor(private readonly chip: Pick<Chip, 'title' | 'kind'>) {
    super();
  }
  override eq(other: ChipWidget): boolean {
    return other.chip.title === this.chip.title && other.chip.kind === this.chip.kind;
  }
  override toDOM(): HTMLElement {
    const span = document.createElement('span');
    span.className = `formula-chip formula-${this.chip.kind}`;
    span.textContent = this.chip.title;
    return span;
  }
  override ignoreEvent(): boolean {
    return false;
  }
}

/** Where expressions are: the whole text, or the insides of its holes. */
export function expressionsIn(text: string, holes: boolean): { from: number; text: string }[] {
  if (!holes) return [{ from: 0, text }];
  return [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => ({ from: match.index + 1, text: match[1] as string }));
}

const hole = Decoration.mark({ class: 'formula-hole' });
const wrong = Decoration.mark({ class: 'formula-wrong' });

function drawn(state: EditorState, { place, holes, faultAt }: Look): { chips: DecorationSet; all: DecorationSet } {
  const text = state.doc.toString();
  const parts = expressionsIn(text, holes);
  const chips = parts.flatMap((part) =>
    chipsIn(part.text, place).map((chip) => Decoration.replace({ widget: new ChipWidget(chip) }).range(part.from + chip.from, part.from + chip.to)),
  );
  const marks = holes ? parts.map(({ from, text: inner }) => hole.range(from - 1, from + inner.length + 1)) : [];
  if (faultAt !== null && faultAt < text.length) {
    const length = /^(?:[\w.]+|[\u3400-\u9fff]+|.)/.exec(text.slice(faultAt))?.[0].length ?? 1;
    marks.push(wrong.range(faultAt, faultAt + length));
  }
  return { chips: Decoration.set(chips, true), all: Decoration.set([...chips, ...marks], true) };
}

export function chipView(first: Look): Extension {
  return StateField.define<{ look: Look; chips: DecorationSet; all: DecorationSet }>({
    create: (state) => ({ look: first, ...drawn(state, first) }),
    update(value, change) {
      const told = change.effects.find((effect) => effect.is(lookAgain))?.value as Look | undefined;
      if (!told && !change.docChanged) return value;
      // A fault found before this key was pressed may be gone; it is looked for again at once.
      const look = told ?? { ...value.look, faultAt: null };
      return { look, ...drawn(change.state, look) };
    },
    provide: (field) => [EditorView.decorations.from(field, ({ all }) => all), EditorView.atomicRanges.of((view) => view.state.field(field).chips)],
  });
}
