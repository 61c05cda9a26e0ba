import type { Deps } from '../deps.js';
import type { LastPublished } from '../domain/settle-definitions.js';

/** What a county published last of each of its definitions. */
export async function lastPublished(county: string, deps: Pick<Deps, 'store'>): Promise<Map<string, LastPublished>> {
  const latest = await deps.store.definitions.latest(county);
  return new Map(latest.map(({ id, version, snapshot, stack, patch, keeps }) => [id, { version, content: snapshot.definition, stack, patch, keeps }]));
}
