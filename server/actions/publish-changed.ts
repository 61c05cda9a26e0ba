import type { Deps, PublishedDefinition } from '../deps.js';
import { formOf } from '../domain/fold-packs.js';
import type { LayeredDefinition } from '../domain/layers.js';
import { Problem } from '../domain/problem.js';
import type { SettledDefinition } from '../domain/settle-definitions.js';

export type PublishedBecause = Pick<PublishedDefinition, 'cause' | 'by' | 'why' | 'again'>;

/**
 * Publishes a definition as the county's next version where what it comes to is new. Of two who publish at once the unique
 * version decides; the other looks again.
 * @returns the version published, or null when nothing is new. @throws Problem BUSY
 */
export async function publishChanged(
  county: string,
  one: Omit<SettledDefinition, 'stays'>,
  contents: { [id: string]: LayeredDefinition },
  because: PublishedBecause,
  deps: Pick<Deps, 'store' | 'clock' | 'digest'>,
): Promise<PublishedDefinition | null> {
  const snapshot = frozen(one.content, contents);
  const sha256 = deps.digest(JSON.stringify(snapshot) + JSON.stringify(one.assumed));
  for (let attempt = 0; attempt < 5; attempt++) {
    const last = await deps.store.definitions.last(county, one.id);
    if (last?.sha256 === sha256) return null;
    const version = (last?.version ?? 0) + 1;
    const published: PublishedDefinition = {
      _id: `${county}:${one.id}:${version}`,
      county,
      id: one.id,
      kind: one.content.kind,
      version,
      title: one.content.title,
      sha256,
      publishedAt: deps.clock(),
      snapshot,
      origin: one.origin,
      assumed: one.assumed,
      stack: one.stack,
      patch: one.patch,
      keeps: one.keeps,
      ...because,
    };
    if (await deps.store.definitions.publish(published)) return published;
  }
  throw new Problem('BUSY');
}

/** A report is frozen with its lists and its life; one that cannot be used any more is kept as it was written. */
function frozen(content: LayeredDefinition, contents: { [id: string]: LayeredDefinition }): PublishedDefinition['snapshot'] {
  return (content.kind === 'report' ? formOf(content, contents).snapshot : null) ?? { definition: content };
}
