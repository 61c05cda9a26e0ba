// What can be undone: cells changed together, with the lines that came or went with them.
import type { GridChange } from './grid-types.js';

export type GridDeed = { before: GridChange[]; after: GridChange[]; added: string[]; removed: string[] };

const KEPT = 200;

/** Lines that come back get new keys, so `rename` carries every deed over to them. */
export class GridHistory {
  #past: GridDeed[] = [];
  #future: GridDeed[] = [];

  push(deed: GridDeed): void {
    this.#past = [...this.#past.slice(1 - KEPT), deed];
    this.#future = [];
  }

  undo(): GridDeed | undefined {
    const deed = this.#past.pop();
    if (deed) this.#future.push(deed);
    return deed;
  }

  redo(): GridDeed | undefined {
    const deed = this.#future.pop();
    if (deed) this.#past.push(deed);
    return deed;
  }

  rename(names: Map<string, string>): void {
    const key = (old: string) => names.get(old) ?? old;
    const change = (one: GridChange) => ({ ...one, row: key(one.row) });
    for (const deed of [...this.#past, ...this.#future]) {
      Object.assign(deed, { before: deed.before.map(change), after: deed.after.map(change), added: deed.added.map(key), removed: deed.removed.map(key) });
    }
  }
}
