import { type FormEvent, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { ChoiceList } from './choice-list.js';
import type { GridControl } from './grid-control.js';
import type { GridTexts } from './grid-types.js';
import type { GridField } from './lattice.js';

type Props = {
  control: GridControl;
  field: GridField;
  label: string;
  text: string;
  invalid: boolean;
  describedBy: string | undefined;
  id: string;
  /** The text is drawn under the input, so that it may take several lines. */
  over: boolean;
  texts: GridTexts;
};

/**
 * The one live input. It lives in the active cell with its text selected, so that the browser itself begins typing,
 * pasting and Chinese composition there; React never writes into it while something is being typed.
 */
export function CellInput({ control, field, label, text, invalid, describedBy, id, over, texts }: Props) {
  const ref = useRef<HTMLInputElement>(null);
  const edit = useSyncExternalStore(control.subscribe, () => control.edit);
  const tick = useSyncExternalStore(control.subscribe, () => control.view.focusTick);
  const typing = edit.text !== null;

  useLayoutEffect(() => {
    const input = ref.current as HTMLInputElement;
    if (typing) return;
    input.value = text;
    if (document.activeElement === input) input.select();
  }, [typing, text]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the tick asks for the focus
  useLayoutEffect(() => {
    const input = ref.current as HTMLInputElement;
    if (!control.wantsFocus) return;
    control.wantsFocus = false;
    input.focus({ preventScroll: true });
    if (control.edit.text === null) input.select();
  }, [control, tick]);

  useLayoutEffect(() => {
    const input = ref.current as HTMLInputElement;
    if (edit.caret) input.setSelectionRange(input.value.length, input.value.length);
  }, [edit.caret]);

  const write = (event: FormEvent<HTMLInputElement>) => control.write(event.currentTarget.value, (event.nativeEvent as InputEvent).isComposing);
  const list =
    field.codes && field.editable
      ? {
          role: 'combobox',
          'aria-haspopup': 'listbox' as const,
          'aria-expanded': edit.options !== null,
          'aria-controls': edit.options ? `${id}-choices` : undefined,
          'aria-activedescendant': edit.options && edit.option >= 0 ? `${id}-choice-${edit.option}` : undefined,
          'aria-autocomplete': 'list' as const,
        }
      : {};
  return (
    <>
      <input
        ref={ref}
        className={`grid-input${typing ? ' grid-typing' : ''}${over ? ' grid-over' : ''}`}
        type="text"
        defaultValue={text}
        readOnly={!field.editable}
        inputMode={field.type === 'integer' ? 'numeric' : field.type === 'decimal' ? 'decimal' : undefined}
        enterKeyHint="next"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        aria-required={field.required || undefined}
        {...list}
        onInput={write}
        onFocus={(event) => event.currentTarget.select()}
      />
      {field.codes && field.editable && (
        <button
          type="button"
          tabIndex={-1}
          className="grid-open"
          aria-label={texts.openList}
          onMouseDown={(event) => {
            event.preventDefault();
            ref.current?.focus({ preventScroll: true });
            if (edit.options) control.cancel();
            else control.open();
          }}
        />
      )}
      {edit.options && <ChoiceList control={control} anchor={ref} edit={edit} id={id} texts={texts} />}
    </>
  );
}
