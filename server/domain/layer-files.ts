// Files of packs sorted into places and their layers.
import type { CityDefinition, CountyDefinition, Definition, OverlayDefinition, ProvinceDefinition } from './definition.generated.js';
import type { Layer } from './layer.js';
import { isLayered, type LayeredDefinition, type LayerFault, productLayer, type Stack } from './layers.js';
import type { JsonMap } from './merge-patch.js';

/** `pack` is `base` or a folder below counties/; `file` is for messages; `takenAt` (ISO 8601) is when it was first seen. The content has passed the meta-schema. */
export type PackFile = { pack: string; file: string; content: Definition; takenAt?: string };
export type PlaceDefinition = CountyDefinition | CityDefinition | ProvinceDefinition;
/** A county or city with the layers its files make, by definition. */
export type Place<T extends PlaceDefinition = PlaceDefinition> = { place: T; layer: Layer; stacks: Map<string, Stack> };

const isPlace = (content: Definition): content is PlaceDefinition => content.kind === 'county' || content.kind === 'city' || content.kind === 'province';

/** Counties and cities in the order of their folders. Provinces are only layers: nobody works there. */
export function placesOf(files: PackFile[]): { places: Place[]; faults: LayerFault[] } {
  const faults: LayerFault[] = [...twice(files)];
  const folders = new Map<string, PackFile[]>();
  for (const file of files) if (file.pack !== 'base') folders.set(file.pack, [...(folders.get(file.pack) ?? []), file]);
  const heads = new Map<string, { file: PackFile; place: PlaceDefinition; own: PackFile[] }>();
  for (const [pack, own] of [...folders].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const found = own.filter((file) => isPlace(file.content));
    const head = found[0];
    if (!head) faults.push({ file: own[0]?.file ?? pack, path: '', message: `文件夹 ${pack} 里没有县区定义（kind 为 county、city 或 province 的文件）` });
    else if (found.length > 1)
      faults.push({ file: found[1]?.file ?? pack, path: 'kind', message: `文件夹 ${pack} 里只能有一个县、市或省的定义，已有 ${head.file}` });
    else heads.set((head.content as PlaceDefinition).id, { file: head, place: head.content as PlaceDefinition, own: own.filter((file) => file !== head) });
  }
  const base = files.filter((file) => file.pack === 'base');
  const places: Place[] = [];
  for (const { file, place, own } of heads.values()) {
    if (place.kind === 'province') continue;
    const layer = layerOf(place);
    const below = parentsOf(place, heads, file, faults);
    const layers: { layer: Layer; files: PackFile[] }[] = [{ layer: productLayer, files: base }, ...below, { layer, files: own }];
    for (const [index, one] of layers.entries())
      if (one.layer.prefix !== '' && layers.findIndex((other) => other.layer.prefix === one.layer.prefix) < index)
        faults.push({ file: file.file, path: 'prefix', message: `前缀“${one.layer.prefix}”与上级的相同，请换一个` });
    places.push({ place, layer, stacks: stacksOf(layers, faults) });
  }
  return { places, faults: unique(faults) };
}

function layerOf(place: PlaceDefinition): Layer {
  return { kind: place.kind, id: place.id, title: place.title, prefix: place.prefix ?? '' };
}

type Heads = Map<string, { place: PlaceDefinition; own: PackFile[] }>;

function parentsOf(place: CountyDefinition | CityDefinition, heads: Heads, file: PackFile, faults: LayerFault[]): { layer: Layer; files: PackFile[] }[] {
  const parent = (id: string | undefined, kind: PlaceDefinition['kind'], word: string) => {
    if (!id) return null;
    const found = heads.get(id);
    if (found?.place.kind === kind) return found;
    faults.push({ file: file.file, path: kind, message: `没有名为“${id}”的${word}` });
    return null;
  };
  const city = place.kind === 'county' ? parent(place.city, 'city', '市') : null;
  const province = parent(city ? (city.place as CityDefinition).province : place.province, 'province', '省');
  return [province, city].flatMap((one) => (one ? [{ layer: layerOf(one.place), files: one.own }] : []));
}

function stacksOf(layers: { layer: Layer; files: PackFile[] }[], faults: LayerFault[]): Map<string, Stack> {
  const stacks = new Map<string, Stack>();
  for (const { layer, files } of layers) {
    for (const file of files) {
      if (!isLayered(file.content)) continue;
      if (stacks.has(file.content.id))
        faults.push({ file: file.file, path: 'id', message: `下面的层里已有“${file.content.id}”；要改它请写成 kind 为 overlay 的文件` });
      else
        stacks.set(file.content.id, {
          root: { ...written(layer, file), source: file.content.source ?? '', content: file.content as LayeredDefinition },
          changes: [],
        });
    }
    for (const file of files) {
      if (file.content.kind !== 'overlay') continue;
      const overlay: OverlayDefinition = file.content;
      const stack = stacks.get(overlay.of);
      if (!stack) {
        faults.push({ file: file.file, path: 'of', message: `没有名为“${overlay.of}”的基础定义` });
        continue;
      }
      stack.changes.push({
        ...written(layer, file),
        why: overlay.why ?? '',
        source: overlay.source ?? '',
        assumed: (overlay.assumed ?? {}) as { [place: string]: string },
        patch: overlay.patch as JsonMap,
      });
    }
  }
  return stacks;
}

const written = (layer: Layer, file: PackFile) => ({
  layer,
  version: file.content.version,
  file: file.file,
  why: '',
  source: '',
  when: file.takenAt ?? '',
  who: '',
});

function twice(files: PackFile[]): LayerFault[] {
  const seen = new Map<string, string>();
  return files.flatMap(({ pack, file, content }): LayerFault[] => {
    const name = content.kind === 'overlay' ? `${pack} overlay ${content.of}` : `${pack} ${isPlace(content) ? 'place' : 'own'} ${content.id}`;
    const other = seen.get(name);
    seen.set(name, file);
    return other ? [{ file, path: 'id', message: `与 ${other} 的 id 相同（${content.id}）` }] : [];
  });
}

/** A city's layer lies below each of its counties: its faults are said once. */
function unique(faults: LayerFault[]): LayerFault[] {
  return [...new Map(faults.map((fault) => [`${fault.file} ${fault.path} ${fault.message}`, fault])).values()];
}
