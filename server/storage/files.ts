// Photos, scans and printed pages, in GridFS.
import { type Db, GridFSBucket, type GridFSFile } from 'mongodb';

/** `of` is what it belongs to: a child, a job. */
export type StoredFile = { id: string; county: string; of: string; name: string; type: string; size: number; by: string; at: Date };
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
  const removed = async (id: string): Promise<void> => {
    await db.collection('files.files').deleteOne({ _id: asId(id) });
    await db.collection('files.chunks').deleteMany({ files_id: asId(id) });
  };
  const shown = (file: GridFSFile): StoredFile => ({ id: String(file._id), name: file.filename, size: file.length, ...(file.metadata as unknown as Meta) });
  return {
    /** Writing the same id again replaces what is there, also what a process killed while writing left: chunks that no file names yet. */
    async put(file: Omit<StoredFile, 'size'>, bytes: Uint8Array): Promise<void> {
      await removed(file.id);
      const { id, name, ...metadata } = file;
      await new Promise<void>((resolve, reject) => {
        const stream = bucket.openUploadStreamWithId(asId(id), name, { metadata });
        stream.once('finish', () => resolve());
        stream.once('error', reject);
        stream.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      });
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
    /** Files somebody uploaded before it was known what they belong to. */
    async adopt(county: string, ids: string[], from: string, to: string): Promise<void> {
      await db
        .collection('files.files')
        .updateMany({ _id: { $in: ids.map(asId) }, 'metadata.county': county, 'metadata.of': from }, { $set: { 'metadata.of': to } });
    },
    async read(id: string): Promise<Buffer> {
      const chunks: Buffer[] = [];
      for await (const chunk of bucket.openDownloadStream(asId(id))) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
    remove: removed,
  };
}
