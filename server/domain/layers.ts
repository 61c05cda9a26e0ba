// Layers of a definition: product → province → city → county, and above them what the county changed itself.
import type {
  CalendarDefinition,
  ClauseDefinition,
  CodeListDefinition,
  Definition,
  LedgerDefinition,
  LetterDefinition,
  LifeDefinition,
  ReportDefinition,
} from './definition.generated.js';
import { judgeLayer } from './judge-layer.js';
import type { Layer } from './layer.js';
import { type Json, type JsonMap, mergePatch } from './merge-patch.js';
import type { Fault } from './problem.js';

/** Kinds of definitions that layers may change; a place itself (county, city, province) is none. */
export type LayeredDefinition =
  | ReportDefinition
  | CodeListDefinition
  | LifeDefinition
  | CalendarDefinition
  | LedgerDefinition
  | LetterDefinition
  | ClauseDefinition;
export const isLayered = (content: Definition): content is LayeredDefinition =>
  content.kind !== 'county' && content.kind !== 'city' && content.kind !== 'province' && content.kind !== 'overlay';

/** Who wrote it, when (ISO 8601, '' when unknown) and why; `file` is for messages. */
type Written = { layer: Layer; version: number; file: string; why: string; source: string; when: string; who: string };
export type LayerRoot = Written & { content: LayeredDefinition };
/** `keeps` are entries a later version below dropped and this layer keeps under their old keys. */
export type LayerChange = Written & { assumed: { [place: string]: string }; patch: JsonMap; keeps?: string[] };
/** One definition as its layers made it, lowest first; without a root it is the county's own from the first line on. */
export type Stack = { root: LayerRoot | null; changes: LayerChange[] };
export type LayerFault = Fault & { file: string };

export const productLayer: Layer = { kind: 'product', id: 'base', title: '产品', prefix: '' };
export const emptyStack: Stack = { root: null, changes: [] };

/** The definition after all layers; a layer with a fault is left out, so that every fault is found at once. */
export function foldStack(stack: Stack): { content: LayeredDefinition | null; faults: LayerFault[] } {
  const faults: LayerFault[] = [];
  let content: Json | undefined = stack.root?.content as unknown as Json | undefined;
  for (const change of stack.changes) {
    const broken = judgeLayer((content ?? {}) as JsonMap, change.patch, change.layer, change.keeps);
    if (broken.length > 0) faults.push(...broken.map((fault) => ({ file: change.file, ...fault })));
    else content = mergePatch(content, change.patch);
  }
  return { content: (content ?? null) as unknown as LayeredDefinition | null, faults };
}

/** The same layers with `patch` as the county's own on top. */
export function withOwn(
  stack: Stack,
  patch: JsonMap,
  layer: Layer,
  written: Partial<Pick<LayerChange, 'version' | 'why' | 'when' | 'who' | 'keeps'>> = {},
): Stack {
  const own: LayerChange = { layer: { ...layer, kind: 'own' }, version: 0, file: '', why: '', source: '', when: '', who: '', ...written, assumed: {}, patch };
  return { ...stack, changes: [...stack.changes.filter((change) => change.layer.kind !== 'own'), own] };
}

/** What was assumed without a document, by place, over all layers. */
export const assumedIn = (stack: Stack): { [place: string]: string } => Object.assign({}, ...stack.changes.map((change) => change.assumed));

/** Where the definition as a whole comes from, for lists. */
export function originOf(stack: Stack): 'base' | 'county' | 'overlay' {
  if (!stack.root || stack.root.layer.kind === 'county') return 'county';
  return stack.changes.some((change) => Object.keys(change.patch).length > 0) ? 'overlay' : 'base';
}
