// Saves a definition while it is edited: one save at a time, the whole of it, nothing forgotten until the server has it.
import type { DraftEdit, DraftView } from '../../server/domain/definition-views.js';
import { type JsonMap, sameJson } from '../../server/domain/merge-patch.js';
import type { Fault } from '../../server/domain/problem.js';
import { NoConnection, Refusal } from '../api.js';
import { beginHistory, type EditHistory, editedTo, redone, undone } from './edit-history.js';
import type { KeptEdit } from './kept-edit.js';
import { type Clash, meetDrafts } from './meet-drafts.js';

/** `clash`: somebody else changed the same places and a person has to decide; `stopped`: the server will never take it. */
export type KeepStatus = 'saved' | 'editing' | 'saving' | 'retrying' | 'clash' | 'stopped';
export type KeeperState = {
  /** What the server said last; its faults are of what was saved. */
  view: DraftView;
  history: EditHistory;
  status: KeepStatus;
  /** Faults the server found in what is shown now; null while it has not seen it. */
  faults: Fault[] | null;
  clash: { by: string; at: string | null; places: Clash[] } | null;
  /** Somebody else's changes were joined with one's own. */
  joinedWith: string | null;
  stopped: Refusal | null;
};
export type KeeperDoor = {
  load(): Promise<DraftView>;
  save(edit: DraftEdit, leaving: boolean): Promise<DraftView>;
  keep(edit: KeptEdit | null): void;
  /** Calls back after so many ms; the answer takes it back. */
  later(ms: number, call: () => void): () => void;
};

const settleTime = 700;
const retryAfter = [1000, 2000, 4000, 8000, 15_000];
/** A request that outlives its page may carry no more. */
const mostWhenLeaving = 60_000;
const isPassing = (error: unknown): boolean =>
  error instanceof NoConnection || (error instanceof Refusal && (error.problem.status >= 500 || error.problem.status === 429));

const isFinal = (refusal: Refusal | null): boolean => ['UPGRADE_DUE', 'NOT_FOUND', 'FORBIDDEN', 'SIGNED_OUT'].includes(refusal?.problem.code ?? '');

export class DraftKeeper {
  #view: DraftView;
  #base: JsonMap;
  #history: EditHistory;
  #status: KeepStatus = 'saved';
  #clash: KeeperState['clash'] = null;
  #theirs: DraftView | null = null;
  #joinedWith: string | null = null;
  #stopped: Refusal | null = null;
  #failures = 0;
  #running: Promise<boolean> | null = null;
  #cancel: () => void = () => {};
  #listeners = new Set<() => void>();
  #state: KeeperState;

  constructor(
    view: DraftView,
    private readonly door: KeeperDoor,
    left: KeptEdit | null,
    wordsForLeft: string,
  ) {
    this.#view = view;
    this.#base = view.definition ?? {};
    this.#history = beginHistory(this.#base);
    if (left && !sameJson(left.now, this.#base)) {
      const { together, clashes } = meetDrafts(left.base, left.now, this.#base, 'mine');
      // Where the draft was changed elsewhere since, the newer text stands and what was left is one undo away.
      this.#history =
        clashes.length === 0 ? editedTo(this.#history, together, wordsForLeft) : undone(editedTo(beginHistory(this.#base), together, wordsForLeft));
    }
    this.#state = this.#picture();
    if (this.#isDirty()) this.#changed();
    else this.door.keep(null);
  }

  state = (): KeeperState => this.#state;
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  edit(words: string, change: (definition: JsonMap) => JsonMap, joining: string | null = null): void {
    const next = change(this.#history.now);
    if (next === this.#history.now || sameJson(next, this.#history.now)) return;
    this.#history = editedTo(this.#history, next, words, joining);
    this.#changed();
  }
  undo(): void {
    this.#history = undone(this.#history);
    this.#changed();
  }
  redo(): void {
    this.#history = redone(this.#history);
    this.#changed();
  }

  /** Saves now. @returns true when the server has what is shown. */
  async flush(): Promise<boolean> {
    this.#cancel();
    for (let round = 0; round < 5 && this.#isDirty(); round++) if (!(await this.#run())) return false;
    await this.#running;
    return !this.#isDirty() && this.#status === 'saved';
  }

  leave(): void {
    this.#cancel();
    if (!this.#isDirty() || this.#running || this.#status === 'clash' || this.#status === 'stopped') return;
    const edit = this.#edit();
    if (JSON.stringify(edit).length < mostWhenLeaving) void this.door.save(edit, true).catch(() => {});
  }

  /** Decides what somebody else changed at the same places. */
  decide(prefer: 'mine' | 'theirs', words: string): Promise<boolean> {
    const theirs = this.#theirs;
    if (!theirs) return Promise.resolve(false);
    const { together } = meetDrafts(this.#base, this.#history.now, theirs.definition ?? {}, prefer);
    this.#adopt(theirs, together, words);
    this.#clash = null;
    this.#theirs = null;
    this.#settled();
    return this.flush();
  }

  /** Takes over a draft that the server made: a decided upgrade, a published version. With `words` what was here before is one undo away. */
  restart(view: DraftView, words = ''): void {
    this.#cancel();
    this.#view = view;
    this.#base = view.definition ?? {};
    this.#history = words === '' ? beginHistory(this.#base) : editedTo(this.#history, this.#base, words);
    this.#status = 'saved';
    this.#clash = null;
    this.#theirs = null;
    this.#stopped = null;
    this.#joinedWith = null;
    this.door.keep(null);
    this.#tell();
  }

  #isDirty = (): boolean => !sameJson(this.#history.now, this.#base);
  #edit = (): DraftEdit => ({ rev: this.#view.rev, definition: this.#history.now });

  #changed(): void {
    this.door.keep(this.#isDirty() ? { rev: this.#view.rev, base: this.#base, now: this.#history.now, at: new Date().toISOString() } : null);
    // What the server would not take may be mended by the next edit.
    if (this.#status === 'stopped' && !isFinal(this.#stopped)) this.#status = 'editing';
    if (this.#status === 'saved' || this.#status === 'editing') {
      this.#status = this.#isDirty() || this.#running ? 'editing' : 'saved';
      this.#cancel();
      if (this.#isDirty()) this.#cancel = this.door.later(settleTime, () => void this.#run());
    }
    this.#tell();
  }

  #run(): Promise<boolean> {
    this.#running ??= this.#save().finally(() => {
      this.#running = null;
      if (this.#status === 'editing' && this.#isDirty()) this.#cancel = this.door.later(settleTime, () => void this.#run());
    });
    return this.#running;
  }

  async #save(): Promise<boolean> {
    if (this.#status === 'clash' || this.#status === 'stopped' || !this.#isDirty()) return this.#status === 'saved';
    const sent = this.#history.now;
    this.#status = this.#failures > 0 ? 'retrying' : 'saving';
    this.#tell();
    try {
      const view = await this.door.save(this.#edit(), false);
      this.#failures = 0;
      this.#view = view;
      this.#base = sent;
      this.#status = this.#isDirty() ? 'editing' : 'saved';
      this.door.keep(this.#isDirty() ? { rev: view.rev, base: sent, now: this.#history.now, at: new Date().toISOString() } : null);
      this.#tell();
      return true;
    } catch (error) {
      return this.#failed(error);
    }
  }

  async #failed(error: unknown): Promise<boolean> {
    if (error instanceof Refusal && error.problem.code === 'STALE') {
      try {
        return this.#meet(await this.door.load());
      } catch (second) {
        return this.#failed(second instanceof Refusal && second.problem.code === 'STALE' ? new NoConnection() : second);
      }
    }
    if (isPassing(error)) {
      this.#status = 'retrying';
      this.#cancel = this.door.later(retryAfter[Math.min(this.#failures++, retryAfter.length - 1)] as number, () => void this.#run());
    } else {
      this.#status = 'stopped';
      this.#stopped = error instanceof Refusal ? error : null;
    }
    this.#tell();
    return false;
  }

  #meet(theirs: DraftView): boolean {
    const { together, clashes } = meetDrafts(this.#base, this.#history.now, theirs.definition ?? {}, 'mine');
    if (clashes.length > 0) {
      this.#theirs = theirs;
      this.#clash = { by: theirs.by, at: theirs.at, places: clashes };
      this.#status = 'clash';
      this.#tell();
      return false;
    }
    this.#joinedWith = theirs.by;
    this.#adopt(theirs, together, '');
    this.#settled();
    return true;
  }

  /** After two drafts have met: what is left to save is kept here until it is. */
  #settled(): void {
    const dirty = this.#isDirty();
    this.#status = dirty ? 'editing' : 'saved';
    this.door.keep(dirty ? { rev: this.#view.rev, base: this.#base, now: this.#history.now, at: new Date().toISOString() } : null);
    this.#tell();
  }

  #adopt(theirs: DraftView, together: JsonMap, words: string): void {
    this.#view = theirs;
    this.#base = theirs.definition ?? {};
    this.#history = { ...editedTo(this.#history, together, words), joining: null };
  }

  #picture(): KeeperState {
    const seen = this.#status === 'saved' && !this.#isDirty();
    return {
      view: this.#view,
      history: this.#history,
      status: this.#status,
      faults: seen ? this.#view.faults : null,
      clash: this.#clash,
      joinedWith: this.#joinedWith,
      stopped: this.#stopped,
    };
  }

  #tell(): void {
    this.#state = this.#picture();
    for (const listener of this.#listeners) listener();
  }
}
