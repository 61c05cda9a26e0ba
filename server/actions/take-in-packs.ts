// What happens to definition files at start: known versions are compared, new ones remembered, changed forms published.

import type { Deps, PackFile as StoredPackFile } from '../deps.js';
import type { CityDefinition, CountyDefinition } from '../domain/definition.generated.js';
import { type FoldedForm, foldPacks, type PackFault, type PackFile } from '../domain/fold-packs.js';

export type GivenPackFile = PackFile & { sha256: string; text: string };
export type TakenPacks = {
  counties: CountyDefinition[];
  cities: CityDefinition[];
  faults: PackFault[];
  /** `county:id` of forms in use. */
  inUse: Set<string>;
};

/**
 * Takes the files in and publishes each form whose folded content is new, as the county's next version.
 * Nothing is written when any file has a fault; a version that is already known with another content is one.
 */
export async function takeInPacks(files: GivenPackFile[], deps: Pick<Deps, 'store' | 'clock' | 'digest'>): Promise<TakenPacks> {
  const folded = foldPacks(files);
  const ofCities = folded.cities.map(({ city, forms }) => ({ county: city.id, forms }));
  const places = [...folded.counties.map(({ county, forms }) => ({ county: county.id, forms })), ...ofCities];
  const taken: TakenPacks = {
    counties: folded.counties.map(({ county }) => county),
    cities: folded.cities.map(({ city }) => city),
    faults: folded.faults,
    inUse: new Set(),
  };
  if (taken.faults.length > 0) return taken;

  const packFiles = files.map((file): StoredPackFile => {
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
  });
  for (const file of packFiles) {
    const known = await deps.store.packs.otherContent(file);
    if (known)
      taken.faults.push({
        file: file.file,
        path: 'version',
        message: `内容与已启用的第 ${file.version} 版（${known.file}，${known.takenAt.toISOString().slice(0, 10)} 启用）不同；修改内容须把 version 改为 ${file.version + 1}`,
      });
  }
  if (taken.faults.length > 0) return taken;
  for (const file of packFiles) await deps.store.packs.take(file);

  const published = await deps.store.definitions.all();
  for (const { county, forms } of places) {
    for (const form of forms) {
      const id = form.snapshot.definition.id;
      taken.inUse.add(`${county}:${id}`);
      await publishIfNew(
        county,
        id,
        form,
        published.filter((one) => one.county === county && one.id === id),
        deps,
      );
    }
  }
  return taken;
}

type Published = { version: number; sha256: string };

async function publishIfNew(county: string, id: string, form: FoldedForm, before: Published[], deps: Pick<Deps, 'store' | 'clock' | 'digest'>): Promise<void> {
  const snapshot = JSON.stringify(form.snapshot);
  const sha256 = deps.digest(snapshot + JSON.stringify(form.assumed));
  const last = before.reduce<Published | null>((newest, one) => (newest && newest.version > one.version ? newest : one), null);
  if (last?.sha256 === sha256) return;
  const version = (last?.version ?? 0) + 1;
  await deps.store.definitions.publish({
    _id: `${county}:${id}:${version}`,
    county,
    id,
    version,
    sha256,
    publishedAt: deps.clock(),
    snapshot,
    origin: form.origin,
    assumed: JSON.stringify(form.assumed),
  });
}
