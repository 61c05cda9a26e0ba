// What a place's definitions are now: file layers as they came, what the county published above them, and who has to decide first.
import { type FoldedForm, formOf } from './fold-packs.js';
import type { Place } from './layer-files.js';
import { assumedIn, emptyStack, foldStack, type LayeredDefinition, type LayerFault, originOf, type Stack, withOwn } from './layers.js';
import type { JsonMap } from './merge-patch.js';
import { hasMoved, type LayerConflict, upgradeStack } from './upgrade-stack.js';

/** What a place published last of one definition. `stack` holds the file layers it lies on, `patch` the own layer. */
export type LastPublished = { version: number; content: LayeredDefinition; stack: Stack; patch: JsonMap; keeps: string[] };
export type SettledDefinition = {
  id: string;
  content: LayeredDefinition;
  stack: Stack;
  patch: JsonMap;
  keeps: string[];
  origin: FoldedForm['origin'];
  assumed: { [place: string]: string };
  /** Why it stays as it was published although the files have moved on; empty where it does not. */
  stays: { conflicts: LayerConflict[]; faults: LayerFault[] } | null;
};
export type Settled = { definitions: { [id: string]: SettledDefinition }; forms: { [id: string]: FoldedForm }; faults: LayerFault[] };

/** Faults are only of files: what a county published itself never keeps the product from starting, it stays as it is. */
export function settle(place: Place, published: Map<string, LastPublished>): Settled {
  const definitions: Settled['definitions'] = {};
  const faults: LayerFault[] = [];
  const own = [...published].filter(([id, last]) => !last.stack.root && !place.stacks.has(id)).map(([id]) => id);
  for (const id of [...place.stacks.keys(), ...own]) {
    const stack = place.stacks.get(id) ?? emptyStack;
    const files = foldStack(stack);
    faults.push(...files.faults);
    const settled = settleOne(id, place, stack, files.content, published.get(id));
    if (settled) definitions[id] = settled;
  }
  const forms = faults.length > 0 ? {} : formsOf(definitions, published, faults);
  return { definitions, forms, faults };
}

function settleOne(id: string, place: Place, stack: Stack, files: LayeredDefinition | null, last: LastPublished | undefined): SettledDefinition | null {
  const settled = (content: LayeredDefinition, on: Stack, patch: JsonMap, keeps: string[], stays: SettledDefinition['stays']): SettledDefinition => {
    const whole = withOwn(on, patch, place.layer, { keeps });
    return { id, content, stack: on, patch, keeps, origin: originOf(whole), assumed: assumedIn(on), stays };
  };
  if (!last) return files && settled(files, stack, {}, [], null);
  if (!hasMoved(last.stack, stack)) return settled(last.content, stack, last.patch, last.keeps, null);
  const upgrade = upgradeStack(last.stack, stack, { layer: { ...place.layer, kind: 'own' }, patch: last.patch, keeps: last.keeps });
  if (!upgrade.own) return settled(last.content, last.stack, last.patch, last.keeps, { conflicts: upgrade.open, faults: [] });
  const folded = foldStack(withOwn(stack, upgrade.own, place.layer, { keeps: upgrade.keeps }));
  if (!folded.content || folded.faults.length > 0) return settled(last.content, last.stack, last.patch, last.keeps, { conflicts: [], faults: folded.faults });
  return settled(folded.content, stack, upgrade.own, upgrade.keeps, null);
}

/** A form that no longer holds together with what the county changed stays as it was published. */
function formsOf(definitions: Settled['definitions'], published: Map<string, LastPublished>, faults: LayerFault[]): Settled['forms'] {
  const contents = contentsOf(definitions);
  const forms: Settled['forms'] = {};
  const touched = Object.values(definitions).some(({ patch }) => Object.keys(patch).length > 0);
  for (const one of Object.values(definitions)) {
    if (one.content.kind !== 'report' || one.content.hidden) continue;
    const { snapshot, faults: found } = formOf(one.content, contents);
    if (snapshot) forms[one.id] = { snapshot, origin: one.origin, assumed: one.assumed };
    else {
      const file = one.stack.changes.at(-1)?.file ?? one.stack.root?.file ?? '';
      const named = found.map((fault) => ({ file, ...fault }));
      const last = published.get(one.id);
      if (touched && last)
        definitions[one.id] = {
          ...one,
          content: last.content,
          stack: last.stack,
          patch: last.patch,
          keeps: last.keeps,
          stays: { conflicts: [], faults: named },
        };
      else faults.push(...named);
    }
  }
  return forms;
}

export const contentsOf = (definitions: { [id: string]: { content: LayeredDefinition } }): { [id: string]: LayeredDefinition } =>
  Object.fromEntries(Object.entries(definitions).map(([id, { content }]) => [id, content]));
