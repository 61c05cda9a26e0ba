import { type RefObject, useLayoutEffect, useRef } from 'react';
import { Floating } from './floating.js';
import type { GridControl, GridEdit } from './grid-control.js';
import type { GridTexts } from './grid-types.js';

type Props = { control: GridControl; anchor: RefObject<HTMLElement | null>; edit: GridEdit; id: string; texts: GridTexts };

/** The choices of a code list below its cell; the focus stays in the cell. */
export function ChoiceList({ control, anchor, edit, id, texts }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const { options, option } = edit;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list of choices may have another one in sight
  useLayoutEffect(() => {
    list.current?.children[option]?.scrollIntoView({ block: 'nearest' });
  }, [option, options]);
  return (
    <Floating anchor={anchor} side="below">
      <ul ref={list} id={`${id}-choices`} role="listbox" aria-label={texts.choices} className="grid-choices" onMouseDown={(event) => event.preventDefault()}>
        {options?.map((code, index) => (
          <li key={code.value} id={`${id}-choice-${index}`} role="option" aria-selected={index === option} onClick={() => control.choose(index)}>
            {code.title}
          </li>
        ))}
        {options?.length === 0 && (
          <li className="grid-no-choice" role="option" aria-selected="false" aria-disabled="true">
            {texts.noChoice}
          </li>
        )}
      </ul>
    </Floating>
  );
}
