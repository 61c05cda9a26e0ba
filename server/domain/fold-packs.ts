// Files of packs in, published forms of each county out. Every fault of every file at once.
import type {
  CityDefinition,
  CodeListDefinition,
  CountyDefinition,
  Definition,
  Field,
  LifeDefinition,
  OverlayDefinition,
  ReportDefinition,
  Table,
} from './definition.generated.js';
import { codeListsOf, type FormSnapshot, snapshotOf } from './form-snapshot.js';
import { type Json, mergePatch } from './merge-patch.js';
import { FormError, openForm } from './open-form.js';
import { isTable } from './record-data.js';

/** `pack` is `base` or a folder below counties/; `file` is for messages. The content has passed the meta-schema. */
export type PackFile = { pack: string; file: string; content: Definition };
export type PackFault = { file: string; path: string; message: string };
export type FoldedForm = { snapshot: FormSnapshot; origin: 'base' | 'county' | 'overlay'; assumed: { [place: string]: string } };
export type FoldedCounty = { county: CountyDefinition; forms: FoldedForm[] };
export type FoldedPacks = { counties: FoldedCounty[]; cities: CityDefinition[]; faults: PackFault[] };

type Layered = { content: Definition; file: string; origin: FoldedForm['origin']; assumed: { [place: string]: string } };

export function foldPacks(files: PackFile[]): FoldedPacks {
  const faults: PackFault[] = [...twice(files)];
  const base = files.filter((file) => file.pack === 'base');
  const packs = [...new Set(files.filter((file) => file.pack !== 'base').map((file) => file.pack))].sort();
  const counties: FoldedCounty[] = [];
  const cities: CityDefinition[] = [];
  for (const pack of packs) {
    const own = files.filter((file) => file.pack === pack);
    const city = own.find((file) => file.content.kind === 'city');
    if (city) {
      cities.push(city.content as CityDefinition);
      continue;
    }
    const county = own.find((file) => file.content.kind === 'county');
    if (!county) {
      faults.push({ file: own[0]?.file ?? pack, path: '', message: `文件夹 ${pack} 里没有县区定义（kind 为 county 的文件）` });
      continue;
    }
    counties.push({ county: county.content as CountyDefinition, forms: foldCounty(base, own, faults) });
  }
  return { counties, cities, faults };
}

function foldCounty(base: PackFile[], own: PackFile[], faults: PackFault[]): FoldedForm[] {
  const layered = new Map<string, Layered>();
  for (const { content, file } of base) layered.set(content.id, { content, file, origin: 'base', assumed: {} });
  for (const { content, file } of own) {
    if (content.kind === 'overlay' || content.kind === 'county' || content.kind === 'city') continue;
    if (layered.has(content.id)) faults.push({ file, path: 'id', message: `基础包里已有“${content.id}”；要改它请写成 kind 为 overlay 的文件` });
    else layered.set(content.id, { content, file, origin: 'county', assumed: {} });
  }
  for (const { content, file } of own) if (content.kind === 'overlay') applyOverlay(layered, content, file, faults);

  const lists = pick<CodeListDefinition>(layered, 'code-list');
  const lives = pick<LifeDefinition>(layered, 'life');
  return [...layered.values()].flatMap(({ content, file, origin, assumed }): FoldedForm[] => {
    if (content.kind !== 'report' || content.hidden) return [];
    const missing = missingParts(content, lists, lives);
    faults.push(...missing.map((fault) => ({ file, ...fault })));
    if (missing.length > 0) return [];
    const snapshot = snapshotOf(content, lists, lives[content.life] as LifeDefinition);
    try {
      openForm(snapshot);
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      faults.push(...error.faults.map((fault) => ({ file, ...fault })));
      return [];
    }
    return [{ snapshot, origin, assumed }];
  });
}

function applyOverlay(layered: Map<string, Layered>, overlay: OverlayDefinition, file: string, faults: PackFault[]): void {
  const target = layered.get(overlay.of);
  if (!target) {
    faults.push({ file, path: 'of', message: `没有名为“${overlay.of}”的基础定义` });
    return;
  }
  const broken = [...deletions(overlay.patch as Json, 'patch'), ...lockBreaks(target.content, overlay)];
  if (broken.length > 0) {
    faults.push(...broken.map((fault) => ({ file, ...fault })));
    return;
  }
  const content = mergePatch(target.content as unknown as Json, overlay.patch as Json) as unknown as Definition;
  layered.set(overlay.of, { content, file, origin: 'overlay', assumed: { ...target.assumed, ...overlay.assumed } });
}

/** A layer never deletes: old records would lose what explains them. */
function deletions(patch: Json, path: string): { path: string; message: string }[] {
  if (patch === null) return [{ path, message: '不能删除基础定义里的内容；不用的请写 "hidden": true' }];
  if (typeof patch !== 'object' || Array.isArray(patch)) return [];
  return Object.entries(patch).flatMap(([key, value]) => deletions(value, `${path}.${key}`));
}

const fixedWhenLocked = ['type', 'codeList', 'blank', 'hidden', 'locked', 'format'];

/** `locked` in the base allows a layer title, order, hint and tighter limits, and nothing else. */
function lockBreaks(base: Definition, overlay: OverlayDefinition): { path: string; message: string }[] {
  if (base.kind !== 'report') return [];
  const patch = overlay.patch as { schema?: { properties?: { [key: string]: Table | Field } } };
  const breaks: { path: string; message: string }[] = [];
  const judge = (path: string, was: Field | Table | undefined, change: Field | Table | undefined): void => {
    if (!was?.locked || !change) return;
    for (const key of Object.keys(change)) {
      const before = was[key as keyof typeof was];
      const after = change[key as keyof typeof change] as unknown;
      const looser =
        (key === 'minimum' && typeof before === 'number' && Number(after) < before) ||
        ((key === 'maximum' || key === 'maxLength') && typeof before === 'number' && Number(after) > before) ||
        (key === 'required' && before === true && after !== true);
      if ((fixedWhenLocked.includes(key) && before !== after) || looser)
        breaks.push({ path: `${path}.${key}`, message: `“${was.title}”已锁定，只能改名称、次序、提示，或把限制收紧，否则各县的数不能相加` });
    }
  };
  for (const [key, change] of Object.entries(patch.schema?.properties ?? {})) {
    const was = base.schema.properties[key];
    judge(`patch.schema.properties.${key}`, was, change);
    if (was && isTable(was))
      for (const [column, part] of Object.entries((change as Partial<Table>).each?.properties ?? {}))
        judge(`patch.schema.properties.${key}.each.properties.${column}`, was.each.properties[column], part);
  }
  return breaks;
}

function missingParts(
  report: ReportDefinition,
  lists: { [id: string]: CodeListDefinition },
  lives: { [id: string]: LifeDefinition },
): { path: string; message: string }[] {
  const missing = codeListsOf(report)
    .filter((id) => !lists[id])
    .map((id) => ({ path: 'schema', message: `没有名为“${id}”的代码表` }));
  const life = lives[report.life];
  if (!life) return [...missing, { path: 'life', message: `没有名为“${report.life}”的办理过程` }];
  for (const [key, action] of Object.entries(life.actions)) {
    for (const state of [action.to, ...Object.keys(action.from)])
      if (!life.states[state]) missing.push({ path: `life.actions.${key}`, message: `办理过程“${life.title}”里没有状态“${state}”` });
  }
  if (!life.states[life.initial]) missing.push({ path: 'life.initial', message: `办理过程“${life.title}”里没有状态“${life.initial}”` });
  return missing;
}

function pick<T extends Definition>(layered: Map<string, Layered>, kind: T['kind']): { [id: string]: T } {
  return Object.fromEntries([...layered].filter(([, { content }]) => content.kind === kind).map(([id, { content }]) => [id, content as T]));
}

function twice(files: PackFile[]): PackFault[] {
  const seen = new Map<string, string>();
  return files.flatMap(({ pack, file, content }): PackFault[] => {
    const name = `${pack} ${content.kind === 'overlay' ? 'overlay' : 'own'} ${content.id}`;
    const other = seen.get(name);
    seen.set(name, file);
    return other ? [{ file, path: 'id', message: `与 ${other} 的 id 相同（${content.id}）` }] : [];
  });
}
