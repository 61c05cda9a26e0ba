import { CommandError } from '../errors.js';
import type { Collation } from './collation.js';

/**
 * Labels: bytes that stand for strings in a key, in the order of a collation; equal strings share one. JavaScript compares
 * strings in a language's order but gives no sort keys for them, so each string met takes its place among those met before, and
 * with it a label between its neighbours' for good.
 */
export type Spelling = (text: string) => Buffer;

/** One string with its label; all strings equal to it have the same. */
export type Labelled = { text: string; label: Buffer };

/** Where strings are kept that are not held in memory all at once. */
export type LabelStore = {
  /** All there are, in order. */
  all(): Iterable<Labelled>;
  /** Those from one label up to (not including) another, in order. */
  between(from: Buffer, to: Buffer | undefined): Labelled[];
  save(one: Labelled): void;
};

/** A stretch of neighbours; with a store its entries may be left out until they are needed. */
type Page = { first: Labelled; entries: Labelled[] | undefined };

const perPage = 128;
/** Of what a store keeps, so many pages and so many answers are held. */
const [mostPages, mostRemembered] = [256, 10_000];

/** The most bytes of strings held without a store. */
const heldBytes = 512 * 1024 * 1024;

/** The strings met so far, in a collation's order. */
export class TextOrder {
  private pages: Page[] | undefined;
  private remembered = new Map<string, Buffer>();
  private loaded = 0;
  /** The two labels given last: strings often come in a run. */
  private recent: Buffer[] = [];
  /** About how many bytes of memory it takes, without a store. */
  private bytes = 0;
  private readonly collation: Collation;
  private readonly store: LabelStore | undefined;
  constructor(collation: Collation, store?: LabelStore) {
    this.collation = collation;
    this.store = store;
  }

  /** The label of a string, given now when it has none. */
  readonly label: Spelling = (text) => {
    const known = this.remembered.get(text);
    if (known) return known;
    const { page, at, same, below } = this.find(text);
    const label = same?.label ?? this.insert(text, page, at, below);
    this.remember(text, label);
    return label;
  };

  /** The label of a string; for one that has none a label that nothing has or will have, in its place. */
  readonly place: Spelling = (text) => {
    const known = this.remembered.get(text);
    if (known) return known;
    const { same, below } = this.find(text);
    // Labels are made of whole digits and never end in 0: this is above `below` and under all that can come after it.
    return same?.label ?? Buffer.concat([below ?? Buffer.alloc(0), Buffer.from([0])]);
  };

  /** Whether a string has a label. */
  has(text: string): boolean {
    return this.remembered.has(text) || this.find(text).same !== undefined;
  }

  /** Forgets what is held of a store: it has changed. */
  forget(): void {
    if (!this.store) return;
    this.pages = undefined;
    this.remembered.clear();
    this.recent = [];
  }

  private remember(text: string, label: Buffer): void {
    if (this.store && this.remembered.size >= mostRemembered) this.remembered.clear();
    this.remembered.set(text, label);
    this.bytes += text.length * 2 + label.length + 200;
    if (!this.store && this.bytes > heldBytes)
      throw new CommandError('QueryExceededMemoryLimitNoDiskUseAllowed', `the strings of a collation exceeded the memory limit of ${heldBytes} bytes`);
  }

  private find(text: string): { page: number; at: number; same: Labelled | undefined; below: Buffer | undefined } {
    const pages = (this.pages ??= this.load());
    const { compare } = this.collation;
    const page = Math.max(
      0,
      lastAtMost(pages, (one) => compare(one.first.text, text)),
    );
    if (pages.length === 0) return { page: 0, at: 0, same: undefined, below: undefined };
    const entries = this.entriesOf(pages, page);
    const at = lastAtMost(entries, (one) => compare(one.text, text));
    const below = entries[at];
    return { page, at: at + 1, same: below && compare(below.text, text) === 0 ? below : undefined, below: below?.label };
  }

  private insert(text: string, page: number, at: number, below: Buffer | undefined): Buffer {
    const pages = this.pages!;
    if (pages.length === 0) pages.push({ first: undefined as never, entries: [] });
    const entries = this.entriesOf(pages, page);
    const above = entries[at]?.label ?? pages[page + 1]?.first.label;
    const label = labelBetween(below, above, this.recent);
    if (label.length > longestLabel)
      throw new CommandError('OperationFailed', `there is no room left for ${JSON.stringify(text.slice(0, 50))} between its neighbours; make the index anew`);
    const one = { text, label };
    this.store?.save(one);
    entries.splice(at, 0, one);
    if (at === 0) pages[page]!.first = one;
    if (entries.length > perPage) {
      const upper = entries.splice(perPage / 2);
      pages.splice(page + 1, 0, { first: upper[0]!, entries: upper });
      this.loaded++;
    }
    this.recent = [label, this.recent[0] ?? label];
    return label;
  }

  private load(): Page[] {
    const pages: Page[] = [];
    let count = 0;
    for (const one of this.store?.all() ?? []) if (count++ % (perPage / 2) === 0) pages.push({ first: one, entries: undefined });
    this.loaded = 0;
    return pages;
  }

  private entriesOf(pages: Page[], at: number): Labelled[] {
    const page = pages[at]!;
    if (page.entries) return page.entries;
    if (this.loaded >= mostPages) {
      for (const one of pages) one.entries = undefined;
      this.loaded = 0;
    }
    this.loaded++;
    page.entries = this.store!.between(page.first.label, pages[at + 1]?.first.label);
    return page.entries;
  }
}

/** The last of an ordered list that is not above something; -1 when all are. */
function lastAtMost<T>(list: readonly T[], order: (one: T) => number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order(list[middle]!) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const digitBytes = 3;
const base = 2 ** (8 * digitBytes);
/** Longer ones would not fit into a key; strings sent to that end use up a gap, names and words do not. */
const longestLabel = 900;
/** How far from its neighbour a string is put that goes on a run. */
const stride = 64;

/**
 * A label between two others (or below or above all): digits of three bytes, the last of them not 0. In the middle of the gap,
 * so that there is room on both sides; but beside the older of the two where strings come in a run, which would use up the gap.
 */
export function labelBetween(below: Buffer | undefined, above: Buffer | undefined, recent: readonly Buffer[] = []): Buffer {
  const agesOf = [below, above].map((label) => (label ? recent.findIndex((one) => one.equals(label)) : -1));
  const side = agesOf[0]! > agesOf[1]! ? 'below' : agesOf[1]! > agesOf[0]! ? 'above' : 'middle';
  const digits: number[] = [];
  let bounded = above !== undefined;
  for (let i = 0; ; i++) {
    const low = digitAt(below, i, 0);
    const high = bounded ? digitAt(above, i, 0) : base;
    if (high - low > 1) {
      const middle = low + Math.floor((high - low) / 2);
      digits.push(side === 'below' ? Math.min(low + stride, middle) : side === 'above' ? Math.max(high - stride, middle) : middle);
      break;
    }
    digits.push(low);
    // One apart: whatever follows stays under the upper one.
    if (high > low) bounded = false;
  }
  const label = Buffer.alloc(digits.length * digitBytes);
  digits.forEach((digit, i) => label.writeUIntBE(digit, i * digitBytes, digitBytes));
  return label;
}

function digitAt(label: Buffer | undefined, i: number, otherwise: number): number {
  return label && (i + 1) * digitBytes <= label.length ? label.readUIntBE(i * digitBytes, digitBytes) : otherwise;
}
