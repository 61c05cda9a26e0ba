// One warm browser: started at first need, replaced when it died or has done its share, never closed under a job.
import type { Browser } from 'puppeteer';

type Kept = { browser: Promise<Browser>; jobs: number; running: number; retired: boolean };

export class BrowserKeeper {
  #current: Kept | null = null;
  readonly #all = new Set<Kept>();

  /** @param jobsPerBrowser a browser grows with every page, so it is replaced after so many. */
  constructor(
    private readonly launch: () => Promise<Browser>,
    private readonly jobsPerBrowser: number,
  ) {}

  /** Runs `job` on a live browser. Whatever `launch` or `job` throws comes back. */
  async use<T>(job: (browser: Browser) => Promise<T>): Promise<T> {
    const kept = this.#take();
    try {
      return await job(await kept.browser);
    } finally {
      kept.running -= 1;
      this.#closeIfDone(kept);
    }
  }

  /** The next job gets a new browser: this one may have a page that hangs. */
  retire(): void {
    if (this.#current) this.#retire(this.#current);
  }

  /** Closes every browser, under running jobs too. */
  async close(): Promise<void> {
    this.#current = null;
    await Promise.all([...this.#all].map((kept) => this.#end(kept)));
  }

  #take(): Kept {
    if (!this.#current) {
      const kept: Kept = { browser: this.launch(), jobs: 0, running: 0, retired: false };
      this.#current = kept;
      this.#all.add(kept);
      kept.browser.then(
        (browser) => browser.once('disconnected', () => this.#retire(kept)),
        () => this.#retire(kept),
      );
    }
    const kept = this.#current;
    kept.jobs += 1;
    kept.running += 1;
    if (kept.jobs >= this.jobsPerBrowser) this.#retire(kept);
    return kept;
  }

  #retire(kept: Kept): void {
    kept.retired = true;
    if (this.#current === kept) this.#current = null;
    this.#closeIfDone(kept);
  }

  #closeIfDone(kept: Kept): void {
    if (kept.retired && kept.running === 0) void this.#end(kept);
  }

  async #end(kept: Kept): Promise<void> {
    this.#all.delete(kept);
    const browser = await kept.browser.catch(() => null);
    if (!browser) return;
    const kill = setTimeout(() => browser.process()?.kill('SIGKILL'), 5_000);
    await browser.close().catch(() => browser.process()?.kill('SIGKILL'));
    clearTimeout(kill);
  }
}
