// Which run belongs to which state of the draft, so that leaving the dialog or the page does not begin it anew.
type Run = { rev: number; job: string };

const placeOf = (id: string): string => `yibiao.dry-run:${id}`;

export function rememberRun(id: string, run: Run): void {
  try {
    sessionStorage.setItem(placeOf(id), JSON.stringify(run));
  } catch {
    // A browser that keeps nothing tries again.
  }
}

/** The job that tries this state of the draft; null where none was begun. */
export function rememberedRun(id: string, rev: number): string | null {
  try {
    const run = JSON.parse(sessionStorage.getItem(placeOf(id)) ?? 'null') as Run | null;
    return run?.rev === rev ? run.job : null;
  } catch {
    return null;
  }
}
