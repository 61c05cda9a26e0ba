import { useEffect, useRef } from 'react';
import { type Content, createJSONEditor, Mode } from 'vanilla-jsoneditor';

/** The text with numbers of lines and folding. Its own words are English and stay away: what is wrong is said beside it. */
export function TextEditor({ text, label, onText }: { text: string; label: string; onText: (text: string) => void }) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<ReturnType<typeof createJSONEditor> | null>(null);
  const told = useRef(onText);
  told.current = onText;
  const shown = useRef(text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text it begins with; later ones are put in below
  useEffect(() => {
    if (!place.current) return;
    const made = createJSONEditor({
      target: place.current,
      props: {
        content: { text },
        mode: Mode.text,
        mainMenuBar: false,
        navigationBar: false,
        statusBar: false,
        askToFormat: false,
        onChange: (content: Content) => {
          shown.current = 'text' in content && content.text !== undefined ? content.text : shown.current;
          told.current(shown.current);
        },
      },
    });
    editor.current = made;
    place.current.querySelector('.cm-content')?.setAttribute('aria-label', label);
    return () => {
      editor.current = null;
      void made.destroy();
    };
  }, []);
  useEffect(() => {
    if (text === shown.current) return;
    shown.current = text;
    void editor.current?.update({ text });
  }, [text]);
  return <div ref={place} className="json-text" />;
}
