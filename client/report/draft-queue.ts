// Saving without being asked: one save at a time, only what was touched, nothing forgotten until the server has it.
import type { Cell, Line, RecordData } from '../../server/domain/record-data.js';
import type { DraftConflict, DraftSave, ReportView } from '../../server/domain/views.js';
import { NoConnection, Refusal } from '../api.js';
import { changedPaths, changesOf, joined, overlaid, type Touched, touch, valueAt, withTouched } from './touched.js';

export type SaveStatus = 'saved' | 'typing' | 'saving' | 'retrying' | 'conflict' | 'stopped';
export type OthersChange = { by: string; at: string; before: Cell };
export type DraftState = {
  /** What the server said last. */
  view: ReportView;
  /** What is shown: the server's data with everything that is not yet there. */
  data: RecordData;
  reasons: { [issue: string]: string };
  status: SaveStatus;
  /** Cells the server would not take, with its words. */
  refused: { [path: string]: string };
  /** Cells somebody else changed while this page was open. */
  others: { [path: string]: OthersChange };
  conflicts: DraftConflict[];
  /** Why saving has ended for good, when it has. */
  stopped: Refusal | null;
  /** Places the server does not have yet. */
  unsent: number;
};
export type Unsent = { touched: Touched; reasons: { [issue: string]: string } };
export type DraftDoor = {
  send: (save: DraftSave, leaving: boolean) => Promise<ReportView>;
  /** Keeps what is unsent outside of this page; null when there is nothing left. */
  keep: (unsent: Unsent | null) => void;
  /** Calls back after so many ms; the answer takes it back. */
  later: (ms: number, call: () => void) => () => void;
};

const settleTime = 800;
const retryAfter = [1000, 2000, 4000, 8000, 15_000, 30_000];
const isPassing = (error: unknown): boolean =>
  error instanceof NoConnection || (error instanceof Refusal && (error.problem.status >= 500 || error.problem.status === 429));

export class DraftQueue {
  #view: ReportView;
  /** On its way, or tried without an answer: it is repeated as it is, since the server may have taken it in. */
  #batch: Unsent | null = null;
  #pending: Unsent = { touched: {}, reasons: {} };
  #refused: { [path: string]: { to: Cell; message: string } } = {};
  #newLines: { table: string; id: string }[] = [];
  #others: DraftState['others'] = {};
  #conflicts: DraftConflict[] = [];
  #stopped: Refusal | null = null;
  #status: SaveStatus = 'saved';
  #failures = 0;
  #running = false;
  #cancel: () => void = () => {};
  #waiting: ((done: boolean) => void)[] = [];
  #listeners = new Set<() => void>();
  #state: DraftState;

  constructor(
    view: ReportView,
    private readonly door: DraftDoor,
  ) {
    this.#view = view;
    this.#state = this.#picture();
  }

  state = (): DraftState => this.#state;
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes in finished cells. */
  type(changes: { path: string; to: Cell }[]): void {
    for (const { path, to } of changes) {
      delete this.#refused[path];
      const { [path]: _, ...others } = this.#others;
      this.#others = others;
      if (path.split('.').length === 2) this.#dropLine(path);
      this.#pending = { ...this.#pending, touched: touch(this.#pending.touched, path, to, this.#seen(path)) };
    }
    this.#changed();
  }

  /** Takes up what an earlier page could not save; it says what was seen then, so that the server finds what others changed since. */
  restore({ touched, reasons }: Unsent): void {
    this.#pending = { touched: overlaid(touched, this.#pending.touched), reasons: { ...reasons, ...this.#pending.reasons } };
    this.#changed();
  }

  /** The reason typed for a warning; '' takes it back. */
  explain(issue: string, reason: string): void {
    this.#pending = { ...this.#pending, reasons: { ...this.#pending.reasons, [issue]: reason } };
    this.#changed();
  }

  /** Empty lines at the end of a free table; they are saved with their first cell. */
  addLines(table: string, ids: string[]): void {
    this.#newLines = [...this.#newLines, ...ids.map((id) => ({ table, id }))];
    this.#tell();
  }

  /** Saves now. @returns true when the server has everything. */
  flush(): Promise<boolean> {
    if (this.#status === 'stopped' || this.#status === 'conflict') return Promise.resolve(false);
    if (!this.#running && this.#isEmpty()) return Promise.resolve(Object.keys(this.#refused).length === 0);
    const done = new Promise<boolean>((resolve) => this.#waiting.push(resolve));
    void this.#run();
    return done;
  }

  /** The page goes away: what is left goes out in one request that outlives it; what is kept outside stays until it is seen to have arrived. */
  leave(): void {
    const rest =
      this.#running || !this.#batch
        ? this.#pending
        : { touched: overlaid(this.#batch.touched, this.#pending.touched), reasons: { ...this.#batch.reasons, ...this.#pending.reasons } };
    if (!isNothing(rest) && this.#status !== 'stopped') void this.door.send(this.#save(rest), true).catch(() => {});
    this.#cancel();
  }

  /** A newer picture of the report: what others changed is taken into the sheet. Older pictures are passed over. */
  absorb(view: ReportView): void {
    if (this.#running || (view.n === this.#view.n && view.rev < this.#view.rev)) return;
    this.#takeIn(view, this.#view.data);
    this.#tell();
  }

  /** Each conflict decided; what is kept of one's own is saved. */
  resolve(choice: { [path: string]: 'mine' | 'theirs' }): Promise<boolean> {
    let touched = this.#batch?.touched ?? {};
    for (const conflict of this.#conflicts) {
      const mine = touched[conflict.path];
      const { [conflict.path]: _, ...rest } = touched;
      touched = choice[conflict.path] === 'mine' && mine ? { ...rest, [conflict.path]: { from: conflict.theirs, to: mine.to } } : rest;
      this.#view = { ...this.#view, data: withTouched(this.#view.data, { [conflict.path]: { from: null, to: conflict.theirs } }) };
    }
    this.#batch = { touched, reasons: this.#batch?.reasons ?? {} };
    this.#conflicts = [];
    this.#status = 'typing';
    return this.flush();
  }

  /** The person has seen what others changed. */
  forgetOthers(): void {
    this.#others = {};
    this.#tell();
  }

  #changed(): void {
    if (this.#status === 'saved') this.#status = 'typing';
    this.#keep();
    this.#tell();
    if (this.#status !== 'typing' || this.#running) return;
    this.#cancel();
    this.#cancel = this.door.later(settleTime, () => void this.#run());
  }

  async #run(): Promise<void> {
    if (this.#running || this.#status === 'conflict' || this.#status === 'stopped') return;
    this.#cancel();
    this.#running = true;
    while (this.#takeBatch() && (await this.#sendBatch()));
    this.#running = false;
    const done = this.#isEmpty();
    if (done) this.#status = 'saved';
    this.#tell();
    for (const resolve of this.#waiting.splice(0)) resolve(done && Object.keys(this.#refused).length === 0);
  }

  #takeBatch(): boolean {
    if (this.#batch && isNothing(this.#batch)) this.#batch = null;
    if (this.#batch) return true;
    if (isNothing(this.#pending)) return false;
    this.#batch = this.#pending;
    this.#pending = { touched: {}, reasons: {} };
    return true;
  }

  async #sendBatch(): Promise<boolean> {
    const batch = this.#batch as Unsent;
    this.#status = this.#failures > 0 ? 'retrying' : 'saving';
    this.#tell();
    try {
      const view = await this.door.send(this.#save(batch), false);
      this.#failures = 0;
      this.#batch = null;
      this.#takeIn(view, withTouched(this.#view.data, batch.touched));
      this.#keep();
      return true;
    } catch (error) {
      return this.#failed(error, batch);
    }
  }

  /** @returns true when it is worth going on at once. */
  #failed(error: unknown, batch: Unsent): boolean {
    if (isPassing(error)) {
      this.#status = 'retrying';
      this.#cancel = this.door.later(retryAfter[Math.min(this.#failures++, retryAfter.length - 1)] as number, () => void this.#run());
      return false;
    }
    this.#failures = 0;
    const problem = error instanceof Refusal ? error.problem : null;
    // The server has written nothing, so what was typed meanwhile belongs to the same change.
    const all = { touched: joined(batch.touched, this.#pending.touched), reasons: { ...batch.reasons, ...this.#pending.reasons } };
    this.#pending = { touched: {}, reasons: {} };
    this.#batch = all;
    if (problem?.code === 'CONFLICT' && problem.conflicts?.length) {
      this.#conflicts = problem.conflicts.map((conflict) => ({ ...conflict, mine: all.touched[conflict.path]?.to ?? conflict.mine }));
      this.#status = 'conflict';
      return false;
    }
    const faults = problem?.code === 'BAD_DATA' ? (problem.errors ?? []).filter(({ path }) => path in all.touched) : [];
    if (faults.length > 0) {
      for (const { path, message } of faults) {
        this.#refused[path] = { to: all.touched[path]?.to ?? null, message };
        const { [path]: _, ...rest } = this.#batch.touched;
        this.#batch = { ...this.#batch, touched: rest };
      }
      return true;
    }
    this.#status = 'stopped';
    this.#stopped = error instanceof Refusal ? error : null;
    return false;
  }

  #takeIn(view: ReportView, expected: RecordData): void {
    const others = { ...this.#others };
    for (const path of changedPaths(expected, view.data)) {
      const touched = view.touched.find((one) => one.path === path);
      others[path] = { by: touched?.by ?? '', at: touched?.at ?? view.saved?.at ?? '', before: valueAt(expected, path) };
    }
    this.#others = others;
    this.#view = view;
    this.#newLines = this.#newLines.filter(({ table, id }) => valueAt(view.data, `${table}.${id}`) === null);
  }

  #dropLine(path: string): void {
    const keep = (touched: Touched): Touched => Object.fromEntries(Object.entries(touched).filter(([key]) => !key.startsWith(`${path}.`)));
    this.#pending = { ...this.#pending, touched: keep(this.#pending.touched) };
    this.#newLines = this.#newLines.filter(({ table, id }) => `${table}.${id}` !== path);
  }

  #seen = (path: string): Cell => valueAt(withTouched(this.#view.data, this.#batch?.touched ?? {}), path);
  #isEmpty = (): boolean => this.#batch === null && isNothing(this.#pending);
  #save = ({ touched, reasons }: Unsent): DraftSave => ({
    version: this.#view.definition.version,
    changes: changesOf(touched),
    ...(Object.keys(reasons).length ? { reasons } : {}),
  });

  #keep(): void {
    const touched = overlaid(this.#batch?.touched ?? {}, this.#pending.touched);
    this.door.keep(this.#isEmpty() ? null : { touched, reasons: { ...this.#batch?.reasons, ...this.#pending.reasons } });
  }

  #picture(): DraftState {
    const refused = Object.fromEntries(Object.entries(this.#refused).map(([path, { to }]) => [path, { from: null, to }]));
    const typed = [refused, this.#batch?.touched ?? {}, this.#pending.touched].reduce(withTouched, this.#view.data);
    const data = { ...typed };
    for (const { table, id } of this.#newLines) {
      const lines = (data[table] as Line[] | undefined) ?? [];
      if (!lines.some((line) => line.id === id)) data[table] = [...lines, { id }];
    }
    return {
      view: this.#view,
      data,
      reasons: { ...this.#view.reasons, ...this.#batch?.reasons, ...this.#pending.reasons },
      status: this.#status,
      refused: Object.fromEntries(Object.entries(this.#refused).map(([path, { message }]) => [path, message])),
      others: this.#others,
      conflicts: this.#conflicts,
      stopped: this.#stopped,
      unsent:
        new Set([...Object.keys(this.#batch?.touched ?? {}), ...Object.keys(this.#pending.touched), ...Object.keys(this.#refused)]).size +
        Object.keys({ ...this.#batch?.reasons, ...this.#pending.reasons }).length,
    };
  }

  #tell(): void {
    this.#state = this.#picture();
    for (const listener of this.#listeners) listener();
  }
}

const isNothing = ({ touched, reasons }: Unsent): boolean => Object.keys(touched).length === 0 && Object.keys(reasons).length === 0;
