// A county's definition with everything around it that a designer's decisions need.
import type { DefinitionDraft, Deps, PublishedDefinition } from '../deps.js';
import type { DefinitionContentsView } from '../domain/definition-views.js';
import type { Layer } from '../domain/layer.js';
import { emptyStack, foldStack, type LayeredDefinition, type LayerFault, type Stack, withOwn } from '../domain/layers.js';
import { type JsonMap, mergePatch } from '../domain/merge-patch.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';
import { hasMoved } from '../domain/upgrade-stack.js';

/** `own` says what the layer changes and which dropped entries it keeps; `stack` are the file layers below it. */
export type OwnLayer = { stack: Stack; patch: JsonMap; keeps: string[] };
export type FoundDefinition = {
  county: string;
  id: string;
  /** The county's layer: its prefix and title. */
  layer: Layer;
  /** File layers as they are today; `emptyStack` for a definition the county began itself. */
  files: Stack;
  last: PublishedDefinition | null;
  draft: DefinitionDraft | null;
  /** The draft, or else what was published last, or else no change at all. */
  own: OwnLayer;
};

/** @throws Problem NOT_FOUND when neither files nor the county know it. */
export async function findDefinition(actor: Actor, id: string, deps: Deps): Promise<FoundDefinition> {
  const found = await findOrBegin(actor, id, deps);
  if (!found.files.root && !found.last && !found.draft) throw new Problem('NOT_FOUND');
  return found;
}

/** The same for a definition that may be new. @throws Problem NOT_FOUND when the actor's county has no files. */
export async function findOrBegin(actor: Actor, id: string, deps: Deps): Promise<FoundDefinition> {
  const { county } = actor;
  const place = deps.layers.get(county);
  if (!place) throw new Problem('NOT_FOUND');
  const [last, draft] = await Promise.all([deps.store.definitions.last(county, id), deps.store.definitionDrafts.find(county, id)]);
  const files = place.stacks.get(id) ?? emptyStack;
  const { stack, patch, keeps }: OwnLayer = draft ?? last ?? { stack: files, patch: {}, keeps: [] };
  const own = { stack, patch, keeps };
  return { county, id, layer: place.layer, files, last, draft, own };
}

/** What the definition comes to with an own layer, and every fault of the layers. */
export function effective({ layer }: Pick<FoundDefinition, 'layer'>, own: OwnLayer): { content: LayeredDefinition | null; faults: LayerFault[] } {
  return foldStack(withOwn(own.stack, own.patch, layer, { keeps: own.keeps }));
}

/** What a designer is editing: the own layer over what lies below, whatever is wrong with it; null where there is nothing. */
export function edited(own: OwnLayer): JsonMap | null {
  const whole = mergePatch(belowOwn(own.stack), own.patch) as JsonMap;
  return Object.keys(whole).length > 0 ? whole : null;
}

/** Without the address of the language: it is not shown to designers and stays with the file. */
export const withoutSchema = ({ $schema: _, ...definition }: JsonMap): JsonMap => definition;

/** What lies below the own layer; an empty map for a definition the county began itself. */
export const belowOwn = (stack: Stack): JsonMap => (foldStack(stack).content ?? {}) as unknown as JsonMap;

/** True when the files below say something else than when this own layer was written. */
export const isUpgradeDue = ({ files, own }: Pick<FoundDefinition, 'files' | 'own'>): boolean => hasMoved(own.stack, files);

/** Every definition a county uses, as it was published last. */
export async function contentsInUse(county: string, deps: Pick<Deps, 'store'>): Promise<{ [id: string]: LayeredDefinition }> {
  const latest = await deps.store.definitions.latest(county);
  return Object.fromEntries(latest.map(({ id, snapshot }) => [id, snapshot.definition]));
}

/** The same for designers, without the laws: their texts are long and only letters quote them. */
export async function showContents(actor: Actor, deps: Deps): Promise<DefinitionContentsView> {
  const contents = await contentsInUse(actor.county, deps);
  return { contents: Object.fromEntries(Object.entries(contents).filter(([, { kind }]) => kind !== 'clause')) };
}
