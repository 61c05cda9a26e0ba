import { type RefObject, useLayoutEffect, useRef } from 'react';
import { Floating } from './floating.js';
import type { GridControl, GridEdit } from './grid-control.js';
import type { GridTexts } from './grid-types.js';

type Props = { control: GridControl; anchor: RefObject<HTMLElement | null>; edit: GridEdit; id: string; texts: GridTexts };

/** The choices of a code list below its cell; the focus stays in the cell. */
export function ChoiceList({ control, anchor, edit, id, texts }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const { options, option } = edit;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list of choices may have another one in sight
  useLayoutEffect(() => {
    list.current?.children[option]?.scrollIntoView({ block: 'nearest' });
  }, [option, options]);
  return (
    <Floating anchor={anchor} side="below">
      <div ref={list} id={`${id}-choices`} role="listbox" aria-label={texts.choices} className="grid-choices" onMouseDown={(event) => event.preventDefault()}>
        {options?.map((code, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys act in the cell's input, where the focus stays
          <div key={code.value} id={`${id}-choice-${index}`} role="option" tabIndex={-1} aria-selected={index === option} onClick={() => control.choose(index)}>
            {code.title}
          </div>
        ))}
        {options?.length === 0 && (
          <div className="grid-no-choice" role="option" tabIndex={-1} aria-selected="false" aria-disabled="true">
            {texts.noChoice}
          </div>
        )}
      </div>
    </Floating>
  );
}
