import type { Deps } from '../deps.js';
import { moveJob } from './move-open-reports.js';

/** After a crash between publishing a version and asking for its open reports to be taken over: asks again. */
export async function resumeMoves(deps: Deps): Promise<void> {
  for (const county of deps.layers.keys()) {
    for (const { id, version } of deps.forms.list(county)) {
      const published = version > 1 ? await deps.store.definitions.find(county, id, version) : null;
      if (published && published.cause !== 'files') await deps.jobs.begin(moveJob(published));
    }
  }
}
