import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';

type Props = {
  /** Unique on the page; `naming` in the sheet's state opens it. */
  id: string;
  text: string;
  /** What a screen reader calls it, where the text does not say it all. */
  label?: string;
  /** Said when one points at it. */
  hint?: string;
  selected: boolean;
  open: boolean;
  /** 0 where the Tab key stops. */
  tabIndex?: 0 | -1;
  className?: string;
  children?: ReactNode;
  onSelect(extend: boolean): void;
  onOpen(): void;
  onClose(): void;
  /** @returns what is wrong, or null; `more` where Tab ended the typing */
  onText(text: string, more: boolean): string | null | Promise<string | null>;
  onKey?(event: KeyboardEvent): void;
};

/** A text on the sheet: a click selects it; a double click, F2 or typing opens it; Enter takes it, Escape leaves it. */
export function NamedThing({ id, text, label, hint, selected, open, tabIndex = 0, className, children, onSelect, onOpen, onClose, onText, onKey }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const begun = useRef<string | null>(null);
  const leaving = useRef(false);
  useEffect(() => {
    if (!open) return;
    leaving.current = false;
    setTyped(begun.current);
    setFault(null);
    const field = input.current;
    field?.focus();
    if (begun.current === null) field?.select();
    begun.current = null;
  }, [open]);
  // A thing that was moved by keys is drawn anew elsewhere: the keys go on there.
  useEffect(() => {
    if (selected && document.activeElement === document.body) button.current?.focus();
  }, [selected]);
  const end = (refocus: boolean) => {
    leaving.current = true;
    setTyped(null);
    onClose();
    // Unless somebody has gone on meanwhile.
    if (refocus) requestAnimationFrame(() => document.activeElement === document.body && button.current?.focus());
  };
  const take = async (more: boolean, refocus: boolean) => {
    if (leaving.current) return;
    leaving.current = true;
    const wrong = await onText(typed ?? text, more);
    if (wrong !== null && refocus) {
      leaving.current = false;
      setFault(wrong);
      return;
    }
    if (!more) return end(refocus);
    // The next one is named in the same place.
    leaving.current = false;
    setTyped('');
    input.current?.focus();
  };
  if (open)
    return (
      <span className="sheet-naming">
        <input
          ref={input}
          id={id}
          value={typed ?? text}
          aria-label={label ?? text}
          aria-invalid={fault !== null}
          aria-describedby={fault ? `${id}-fault` : undefined}
          onChange={(event) => {
            setTyped(event.target.value);
            setFault(null);
          }}
          onBlur={() => void take(false, false)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter') void take(false, true);
            else if (event.key === 'Tab' && !event.shiftKey) void take(true, true);
            else if (event.key === 'Escape') end(true);
            else return;
            event.preventDefault();
          }}
        />
        {fault && (
          <span className="sheet-naming-fault" role="alert" id={`${id}-fault`}>
            {fault}
          </span>
        )}
      </span>
    );
  return (
    <button
      ref={button}
      type="button"
      id={id}
      className={className}
      aria-pressed={selected}
      aria-label={label}
      title={hint}
      tabIndex={tabIndex}
      onClick={(event) => onSelect(event.shiftKey)}
      onFocus={(event) => {
        if (!selected && event.currentTarget.matches(':focus-visible')) onSelect(false);
      }}
      onDoubleClick={onOpen}
      onKeyDown={(event) => {
        const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
        if (event.key === 'F2') onOpen();
        else if (plain && (event.key === 'Process' || ([...event.key].length === 1 && event.key !== ' '))) {
          begun.current = event.key === 'Process' ? null : event.key;
          onSelect(false);
          onOpen();
        } else {
          onKey?.(event);
          return;
        }
        event.preventDefault();
      }}
    >
      {children ?? text}
    </button>
  );
}
