// Files of packs in, forms of each county and city out. Every fault of every file at once.
import type { CalendarDefinition, CityDefinition, CodeListDefinition, CountyDefinition, LifeDefinition, ReportDefinition } from './definition.generated.js';
import { codeListsOf, type FormSnapshot, snapshotOf } from './form-snapshot.js';
import { type PackFile, type Place, placesOf } from './layer-files.js';
import { assumedIn, foldStack, type LayeredDefinition, type LayerFault, originOf, type Stack } from './layers.js';
import { FormError, openForm } from './open-form.js';
import { namedOnly, otherForms } from './other-forms.js';
import { othersNamed } from './other-values.js';
import type { Fault } from './problem.js';

export type { PackFile } from './layer-files.js';
export type PackFault = LayerFault;
export type FoldedForm = { snapshot: FormSnapshot; origin: 'base' | 'county' | 'overlay'; assumed: { [place: string]: string } };
/** One definition as its layers made it. */
export type FoldedDefinition = { content: LayeredDefinition; stack: Stack };
export type FoldedPlace = { forms: FoldedForm[]; definitions: { [id: string]: FoldedDefinition } };
export type FoldedPacks = { counties: (FoldedPlace & { county: CountyDefinition })[]; cities: (FoldedPlace & { city: CityDefinition })[]; faults: PackFault[] };

export function foldPacks(files: PackFile[]): FoldedPacks {
  const { places, faults } = placesOf(files);
  const folded: FoldedPacks = { counties: [], cities: [], faults };
  for (const place of places) {
    const { faults: found, ...rest } = foldPlace(place);
    faults.push(...found);
    if (place.place.kind === 'county') folded.counties.push({ county: place.place, ...rest });
    else if (place.place.kind === 'city') folded.cities.push({ city: place.place, ...rest });
  }
  folded.faults = [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
  return folded;
}

/** The definitions and forms of one place from its file layers alone. */
export function foldPlace(place: Place): FoldedPlace & { faults: PackFault[] } {
  const faults: PackFault[] = [];
  const definitions: FoldedPlace['definitions'] = {};
  for (const [id, stack] of place.stacks) {
    const { content, faults: found } = foldStack(stack);
    faults.push(...found);
    if (content) definitions[id] = { content, stack };
  }
  const contents = Object.fromEntries(Object.entries(definitions).map(([id, { content }]) => [id, content]));
  const forms = Object.values(definitions).flatMap(({ content, stack }): FoldedForm[] => {
    if (content.kind !== 'report' || content.hidden) return [];
    const made = formOf(content, contents);
    const file = stack.changes.at(-1)?.file ?? stack.root?.file ?? '';
    faults.push(...made.faults.map((fault) => ({ file, ...fault })));
    return made.snapshot ? [{ snapshot: made.snapshot, origin: originOf(stack), assumed: assumedIn(stack) }] : [];
  });
  return { forms, definitions, faults };
}

/** A report frozen with the code lists and the life it names, and tried out; null with every fault where that cannot be. */
export function formOf(report: ReportDefinition, all: { [id: string]: LayeredDefinition }): { snapshot: FormSnapshot | null; faults: Fault[] } {
  const lists = pick<CodeListDefinition>(all, 'code-list');
  const lives = pick<LifeDefinition>(all, 'life');
  const { others, faults } = otherForms(report, all);
  const missing = [...missingParts(report, lists, lives), ...faults];
  if (missing.length > 0) return { snapshot: null, faults: missing };
  const calendars = pick<CalendarDefinition>(all, 'calendar');
  const snapshot = snapshotOf(report, lists, lives[report.life] as LifeDefinition, calendars[report.period.calendar ?? ''], others);
  try {
    const named = namedOnly(others, othersNamed(openForm(snapshot)));
    const { others: _, ...rest } = snapshot;
    return { snapshot: Object.keys(named).length > 0 ? { ...rest, others: named } : rest, faults: [] };
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    return { snapshot: null, faults: error.faults };
  }
}

function missingParts(report: ReportDefinition, lists: { [id: string]: CodeListDefinition }, lives: { [id: string]: LifeDefinition }): Fault[] {
  const missing = codeListsOf(report)
    .filter((id) => !lists[id])
    .map((id) => ({ path: 'schema', message: `要用的代码表（${id}）没有在用；还没有发布的请先发布，或者另选一张` }));
  const life = lives[report.life];
  if (!life) return [...missing, { path: 'life', message: `要用的办理过程（${report.life}）没有在用；还没有发布的请先发布，或者另选一个` }];
  for (const [key, action] of Object.entries(life.actions)) {
    for (const state of [action.to, ...Object.keys(action.from)])
      if (!life.states[state]) missing.push({ path: `life.actions.${key}`, message: `办理过程“${life.title}”里没有状态“${state}”` });
  }
  if (!life.states[life.initial]) missing.push({ path: 'life.initial', message: `办理过程“${life.title}”里没有状态“${life.initial}”` });
  return missing;
}

function pick<T extends LayeredDefinition>(all: { [id: string]: LayeredDefinition }, kind: T['kind']): { [id: string]: T } {
  return Object.fromEntries(Object.entries(all).filter(([, content]) => content.kind === kind)) as { [id: string]: T };
}
