// Definition files as they were taken in: base and county layers, every version once.
import type { Db } from 'mongodb';
import { isDuplicateKey } from './duplicate-key.js';

/** `county` is the layer: `base`, or the folder of a county. */
export type PackFile = {
  _id: string;
  county: string;
  id: string;
  kind: string;
  version: number;
  sha256: string;
  file: string;
  takenAt: Date;
  /** The file as JSON text: its maps may hold keys with dots. */
  content: string;
};
export type PackStore = ReturnType<typeof packsIn>;

export function packsIn(db: Db) {
  const packs = db.collection<PackFile>('packs');
  return {
    /** The file that stands under this key with another content; null when there is none. */
    async otherContent(file: Pick<PackFile, '_id' | 'sha256'>): Promise<PackFile | null> {
      return packs.findOne({ _id: file._id, sha256: { $ne: file.sha256 } });
    },
    /** When each file was first taken in, by key. */
    async takenAt(): Promise<Map<string, Date>> {
      const known = await packs.find({}, { projection: { takenAt: 1 } }).toArray();
      return new Map(known.map(({ _id, takenAt }) => [_id, takenAt]));
    },
    /** Remembers a file; one that is known already is left alone. */
    async take(file: PackFile): Promise<void> {
      if (await packs.findOne({ _id: file._id }, { projection: { _id: 1 } })) return;
      try {
        await packs.insertOne(file);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
  };
}
