import { Input } from 'antd';
import { lazy, Suspense, useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { expressionPlace } from '../../../server/domain/expression-places.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { getAt, setAt } from '../edit-tree.js';
import type { EditorProps } from './expression-editor.js';

const Editor = lazy(async () => ({ default: (await import('./expression-editor.js')).ExpressionEditor }));

/** An expression kept by whoever shows it; until its editor is loaded it can be read. */
export const ExpressionInput = (props: EditorProps) => (
  <Suspense fallback={<Input readOnly value={props.value} aria-label={props.label} />}>
    <Editor {...props} />
  </Suspense>
);

type Props = {
  /** Where it stands in the definition; what it may name follows from it (`expressionPlace`). */
  path: string[];
  /** What a screen reader calls it. */
  label?: string;
  /** Left empty, the place is taken out of the definition. */
  optional?: boolean;
};

/** One expression of the definition: titles for keys, completion, faults at their place, repair of what people type. Edits go to the desk. */
export function ExpressionField({ path, label, optional = false }: Props) {
  const { t } = useTranslation();
  const { definition, contents, edit, faults } = useDesk();
  const at = path.join('/');
  const settled = useDeferredValue(definition);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `at` stands for the path.
  const place = useMemo(() => expressionPlace(settled, contents, path), [settled, contents, at]);
  if (!place) return null;
  const value = getAt(definition, path);
  const name = label ?? t('design.formulas.formula');
  return (
    <ExpressionInput
      key={at}
      value={typeof value === 'string' ? value : ''}
      place={place}
      label={name}
      optional={optional}
      otherFault={faultsAt(faults, path)[0]?.message}
      onChange={(text) => edit(t('design.formulas.changed', { what: name }), (now) => setAt(now, path, optional && text.trim() === '' ? undefined : text), at)}
    />
  );
}
