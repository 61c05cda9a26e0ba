// Photos, scans and printed pages, in GridFS.
import { type Db, GridFSBucket, type GridFSFile } from 'mongodb';

/** `of` is what it belongs to: a child, a job. */
export type StoredFile = { id: string; county: string; of: string; name: string; type: string; size: number; by: string; at: Date; until?: Date };
/** `waits`: it is gone after a day, unless it is kept before. */
type NewFile = Omit<StoredFile, 'size' | 'until'> & { waits?: boolean };
const day = 24 * 3600_000;
const dayAfter = (moment: Date): Date => new Date(moment.getTime() + day);
const dayBefore = (moment: Date): Date => new Date(moment.getTime() - day);
export type FileStore = ReturnType<typeof filesIn>;
type Meta = Omit<StoredFile, 'id' | 'size' | 'name'>;

export function filesIn(db: Db) {
  const bucket = new GridFSBucket(db, { bucketName: 'files', chunkSizeBytes: 1024 * 1024 });
  type Id = Parameters<GridFSBucket['openUploadStreamWithId']>[0];
  const asId = (id: string): Id => id as unknown as Id;
  const known = async (id: string): Promise<GridFSFile | null> =>
    (
      await bucket
        .find({ _id: asId(id) })
        .limit(1)
        .toArray()
    )[0] ?? null;
  const names = db.collection('files.files');
  /** Files being written: a process that is killed leaves its entry, and with it which chunks nobody will name. */
  const begun = db.collection<{ _id: string; at: Date }>('files.begun');
  /** @returns whether it was there and is this caller's doing: one of two who remove it at once. */
  const removed = async (id: string, expired: { [path: string]: unknown } = {}): Promise<boolean> => {
    const { deletedCount } = await names.deleteOne({ _id: asId(id), ...expired });
    if (deletedCount === 1 || Object.keys(expired).length === 0) await db.collection('files.chunks').deleteMany({ files_id: asId(id) });
    return deletedCount === 1;
  };
  const shown = (file: GridFSFile): StoredFile => ({ id: String(file._id), name: file.filename, size: file.length, ...(file.metadata as unknown as Meta) });
  return {
    /** Writing the same id again replaces what is there, also what a process killed while writing left: chunks that no file names yet. */
    async put({ waits = false, ...file }: NewFile, bytes: Uint8Array): Promise<void> {
      await begun.updateOne({ _id: file.id }, { $set: { at: file.at } }, { upsert: true });
      await removed(file.id);
      const { id, name, ...rest } = file;
      const metadata = waits ? { ...rest, until: dayAfter(file.at) } : rest;
      await new Promise<void>((resolve, reject) => {
        const stream = bucket.openUploadStreamWithId(asId(id), name, { metadata });
        stream.once('finish', () => resolve());
        stream.once('error', reject);
        stream.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      });
      await begun.deleteOne({ _id: file.id });
    },
    async find(county: string, id: string): Promise<StoredFile | null> {
      const file = await known(id);
      return file && (file.metadata as unknown as Meta).county === county ? shown(file) : null;
    },
    /** Files by their ids, in that order; those of another county or owner are left out. */
    async named(county: string, of: string, ids: string[]): Promise<StoredFile[]> {
      const found = await Promise.all(ids.map((id) => this.find(county, id)));
      return found.filter((file): file is StoredFile => file !== null && file.of === of);
    },
    /** Files that waited now belong to `of` for good. @returns how many of them there are. */
    async keep(county: string, ids: string[], of: string): Promise<number> {
      const waiting = { _id: { $in: ids.map(asId) }, 'metadata.county': county };
      return (await names.updateMany(waiting, { $set: { 'metadata.of': of }, $unset: { 'metadata.until': '' } })).matchedCount;
    },
    /** Removes what waited in vain, and what processes that were killed a day ago left of files they were writing. */
    async sweep(now: Date): Promise<void> {
      const over = { 'metadata.until': { $lt: now } };
      for (const { _id } of await names.find(over, { projection: { _id: 1 } }).toArray()) await removed(String(_id), over);
      for (const { _id: id } of await begun.find({ at: { $lt: dayBefore(now) } }).toArray()) {
        if (!(await known(id))) await removed(id);
        await begun.deleteOne({ _id: id });
      }
    },
    async read(id: string): Promise<Buffer> {
      const chunks: Buffer[] = [];
      for await (const chunk of bucket.openDownloadStream(asId(id))) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
    remove: (id: string): Promise<boolean> => removed(id),
  };
}
