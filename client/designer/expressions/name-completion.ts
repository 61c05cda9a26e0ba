// Completion of names and codes at the cursor.
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeCompletion,
  pickedCompletion,
  startCompletion,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { ExpressionPlace } from '../../../server/domain/rule-place.js';
import { fitting, type GroupWords, type Latin, loadLatin, namesAt, type PlaceName, valuesBehind } from './place-names.js';

type About = { place: () => ExpressionPlace; words: GroupWords; holes: boolean; value: string };

export function nameCompletion(about: About): Extension {
  let latin: Latin | null = null;
  void loadLatin().then((read) => {
    latin = read;
  });
  return [
    autocompletion({
      override: [(context) => complete(context, about, latin)],
      activateOnTyping: true,
      icons: false,
      closeOnBlur: true,
      maxRenderedOptions: 200,
      optionClass: (option) => `formula-option-${option.type}`,
    }),
  ];
}

function complete(context: CompletionContext, about: About, latin: Latin | null): CompletionResult | null {
  const before = context.state.sliceDoc(0, context.pos);
  const inside = !about.holes || before.lastIndexOf('{') > before.lastIndexOf('}');
  if (!inside && !context.explicit) return null;
  const text = inside && about.holes ? before.slice(before.lastIndexOf('{') + 1) : before;
  const typed = inside ? (/(?:[A-Za-z_][\w.]*|[\u3400-\u9fff]+)$/.exec(text)?.[0] ?? '') : '';
  const values = inside ? valuesBehind(about.place(), text.slice(0, text.length - typed.length), about.value) : [];
  if (typed === '' && !context.explicit && values.length === 0 && !(about.holes && text === '')) return null;
  if (insideQuotes(text.slice(0, text.length - typed.length))) return null;
  const names = fitting([...values, ...namesAt(about.place(), about.words)], typed, latin);
  return {
    from: context.pos - typed.length,
    options: names.map((name) => optionOf(name, !inside)),
    filter: false,
  };
}

const insideQuotes = (text: string): boolean => (text.match(/'/g)?.length ?? 0) % 2 === 1;

function optionOf({ apply, title, about, more, kind }: PlaceName, braces: boolean): Completion {
  return {
    label: title,
    detail: about,
    type: kind,
    ...(more ? { info: more } : {}),
    apply(view, completion, from, to) {
      // A method belongs to what stands before it; its dot may have been typed already.
      const dotted = apply.startsWith('.') && view.state.sliceDoc(Math.max(0, from - 1), from) === '.' ? apply.slice(1) : apply;
      const insert = (braces ? `{${dotted}}` : dotted).replace('#', '');
      const stop = dotted.indexOf('#');
      const anchor = from + (stop < 0 ? insert.length : stop + (braces ? 1 : 0));
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor },
        annotations: pickedCompletion.of(completion),
        userEvent: 'input.complete',
        scrollIntoView: true,
      });
      closeCompletion(view);
    },
  };
}

/** Opens the list of everything that may be written at the cursor. */
export function offerNames(view: EditorView): boolean {
  view.focus();
  return startCompletion(view);
}
