// What happens to definition files at start: known versions are compared, new ones remembered, changed definitions published.

import type { Deps, PackFile as StoredPackFile } from '../deps.js';
import type { CityDefinition, CountyDefinition } from '../domain/definition.generated.js';
import type { PackFault, PackFile } from '../domain/fold-packs.js';
import { type Place, placesOf } from '../domain/layer-files.js';
import { contentsOf, type LastPublished, type Settled, settle } from '../domain/settle-definitions.js';
import { lastPublished } from './last-published.js';
import { publishChanged } from './publish-changed.js';

export type GivenPackFile = PackFile & { sha256: string; text: string };
export type TakenPacks = {
  counties: CountyDefinition[];
  cities: CityDefinition[];
  /** Counties and cities with the layers their files make, by id. */
  places: Map<string, Place>;
  faults: PackFault[];
  /** `county:id` of forms in use. */
  inUse: Set<string>;
};

/**
 * Takes the files in and publishes each definition whose folded content is new, as the county's next version. A county whose own
 * changes conflict with the new files stays on its published version until a person decides.
 * Nothing is written when any file has a fault; a version that is already known with another content is one.
 */
export async function takeInPacks(files: GivenPackFile[], deps: Pick<Deps, 'store' | 'clock' | 'digest'>): Promise<TakenPacks> {
  const packFiles = files.map((file) => storedFile(file, deps));
  const takenAt = await deps.store.packs.takenAt();
  const dated = files.map((file, index): PackFile => ({ ...file, takenAt: (takenAt.get(packFiles[index]?._id ?? '') ?? deps.clock()).toISOString() }));
  const { places, faults } = placesOf(dated);
  const taken: TakenPacks = { counties: [], cities: [], places: new Map(places.map((one) => [one.place.id, one])), faults, inUse: new Set() };
  for (const { place } of places) {
    if (place.kind === 'county') taken.counties.push(place);
    else if (place.kind === 'city') taken.cities.push(place);
  }
  const known: { place: Place; settled: Settled; published: Map<string, LastPublished> }[] = [];
  for (const place of places) {
    const published = await lastPublished(place.place.id, deps);
    const settled = settle(place, published);
    faults.push(...settled.faults);
    known.push({ place, settled, published });
  }
  taken.faults = [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
  if (taken.faults.length > 0) return taken;

  for (const file of packFiles) {
    const other = await deps.store.packs.otherContent(file);
    if (other)
      taken.faults.push({
        file: file.file,
        path: 'version',
        message: `内容与已启用的第 ${file.version} 版（${other.file}，${other.takenAt.toISOString().slice(0, 10)} 启用）不同；修改内容须把 version 改为 ${file.version + 1}`,
      });
  }
  if (taken.faults.length > 0) return taken;
  for (const file of packFiles) await deps.store.packs.take(file);

  for (const { place, settled } of known) {
    const county = place.place.id;
    for (const id of Object.keys(settled.forms)) taken.inUse.add(`${county}:${id}`);
    const contents = contentsOf(settled.definitions);
    for (const one of Object.values(settled.definitions)) await publishChanged(county, one, contents, { cause: 'files', by: null, why: '', again: null }, deps);
  }
  return taken;
}

function storedFile(file: GivenPackFile, deps: Pick<Deps, 'clock'>): StoredPackFile {
  const { id, kind, version } = file.content;
  return {
    _id: `${file.pack}:${id}:${kind}:${version}`,
    county: file.pack,
    id,
    kind,
    version,
    sha256: file.sha256,
    file: file.file,
    takenAt: deps.clock(),
    content: file.text,
  };
}
