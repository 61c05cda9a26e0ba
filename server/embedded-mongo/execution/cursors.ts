import { randomBytes } from 'node:crypto';
import { CommandError } from '../errors.js';
import { newProgress, type Pause, type Progress, pause } from './scan.js';
import { tailWait } from './tail.js';

/** The most bytes of documents in one answer. */
const batchBytes = 16 * 1024 * 1024;

type Cursor = {
  id: bigint;
  namespace: string;
  source: Iterator<Buffer | Pause>;
  progress: Progress;
  next?: Buffer;
  lastUsed: number;
  timesOut: boolean;
  busy: boolean;
  durable: boolean;
  tail?: Tail | undefined;
  left: number;
};

/** A cursor on a capped collection that stays when it has given all: whether it waits for more, and what tells that there may be some. */
export type Tail = { waits: boolean; version: () => number };

/** A batch of documents and the cursor to go on with; 0 when there are no more. */
export type Batch = { documents: Buffer[]; id: bigint; durable?: boolean };

/** The open cursors. A cursor holds no lock and no transaction, only where it stands. */
export class Cursors {
  /** How long a cursor may lie unused, in milliseconds (MongoDB's cursorTimeoutMillis). */
  timeoutMs = 10 * 60 * 1000;
  private readonly open = new Map<bigint, Cursor>();

  /** How many are open. */
  get size(): number {
    return this.open.size;
  }

  /** Takes the first batch of a stream and keeps a cursor when there is more. */
  async start(
    namespace: string,
    source: Iterable<Buffer | Pause>,
    progress: Progress,
    options: { batchSize: number; single?: boolean; noTimeout?: boolean; limit?: number; durable?: boolean; tail?: Tail },
  ): Promise<Batch> {
    const cursor: Cursor = {
      id: 0n,
      namespace,
      source: source[Symbol.iterator](),
      progress,
      lastUsed: Date.now(),
      timesOut: !options.noTimeout,
      busy: false,
      durable: options.durable ?? false,
      tail: options.tail,
      left: options.limit || Infinity,
    };
    const documents = await this.take(cursor, Math.min(options.batchSize, options.tail ? cursor.left : Infinity));
    // A tail that finds nothing at first is at its end, as in MongoDB.
    const ended = this.isDone(cursor, documents, options.batchSize);
    const done = options.tail ? documents.length === 0 || cursor.left <= 0 : ended;
    if (options.single || done) {
      cursor.source.return?.();
      return { documents, id: 0n };
    }
    cursor.id = newId();
    this.open.set(cursor.id, cursor);
    return { documents, id: cursor.id };
  }

  /** @throws CommandError CursorNotFound (43), Unauthorized (13) when the namespace is another */
  async more(id: bigint, namespace: string, batchSize: number, maxTimeMs: number): Promise<Batch> {
    const cursor = this.open.get(id);
    if (!cursor) throw new CommandError('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace)
      throw new CommandError('Unauthorized', `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`);
    if (cursor.busy) throw new CommandError(12050, `cursor id ${id} is already in use`);
    const { tail } = cursor;
    Object.assign(cursor.progress, { deadline: tail ? Infinity : newProgress(maxTimeMs).deadline, sliceEnd: newProgress().sliceEnd });
    try {
      const documents = await this.take(cursor, batchSize === 0 ? Infinity : batchSize);
      const { durable } = cursor;
      if (tail) return { documents: await this.waitForMore(cursor, tail, documents, batchSize || Infinity, maxTimeMs), id, durable };
      if (!this.isDone(cursor, documents, batchSize === 0 ? Infinity : batchSize)) return { documents, id, durable };
      this.open.delete(id);
      return { documents, id: 0n, durable };
    } catch (error) {
      this.open.delete(id);
      throw error;
    }
  }

  /** Closes a cursor. @returns false when there was none */
  kill(id: bigint, namespace: string): boolean {
    const cursor = this.open.get(id);
    if (!cursor || cursor.namespace !== namespace) return false;
    this.open.delete(id);
    if (!cursor.busy) cursor.source.return?.();
    return true;
  }

  /** Closes the cursors nobody has used for too long. */
  expire(now = Date.now()): void {
    for (const cursor of this.open.values()) {
      if (cursor.timesOut && !cursor.busy && now - cursor.lastUsed > this.timeoutMs) this.kill(cursor.id, cursor.namespace);
    }
  }

  private async take(cursor: Cursor, most: number): Promise<Buffer[]> {
    const documents: Buffer[] = [];
    let bytes = 0;
    cursor.busy = true;
    try {
      while (documents.length < most) {
        const next = await this.peek(cursor);
        if (!next || (documents.length > 0 && bytes + next.length > batchBytes)) break;
        bytes += next.length + 8;
        documents.push(next);
        delete cursor.next;
      }
    } finally {
      cursor.busy = false;
      cursor.lastUsed = Date.now();
    }
    return documents;
  }

  private async waitForMore(cursor: Cursor, tail: Tail, documents: Buffer[], most: number, maxTimeMs: number): Promise<Buffer[]> {
    const until = performance.now() + (maxTimeMs || tailWait.milliseconds);
    let version = tail.version();
    while (documents.length === 0 && tail.waits && performance.now() < until && this.open.has(cursor.id)) {
      cursor.busy = true;
      await new Promise((resolve) => setTimeout(resolve, tailWait.every));
      cursor.busy = false;
      if (tail.version() === version) continue;
      version = tail.version();
      documents = await this.take(cursor, most);
    }
    return documents;
  }

  /** As MongoDB does, a batch that came out full tells nothing of what follows; one that did not is the last. */
  private isDone(cursor: Cursor, documents: Buffer[], batchSize: number): boolean {
    cursor.left -= documents.length;
    return cursor.left <= 0 || (documents.length < batchSize && cursor.next === undefined);
  }

  private async peek(cursor: Cursor): Promise<Buffer | undefined> {
    while (cursor.next === undefined) {
      const step = cursor.source.next();
      if (step.done) return undefined;
      if (step.value === pause) await new Promise(setImmediate);
      else cursor.next = step.value;
    }
    return cursor.next;
  }
}

function newId(): bigint {
  return (randomBytes(8).readBigUInt64LE() >> 2n) + 1n;
}
