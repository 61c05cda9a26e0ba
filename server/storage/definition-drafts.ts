// What a county is changing and has not published: one draft per definition, overwritten as it is typed.
import type { Db } from 'mongodb';
import type { Stack } from '../domain/layers.js';
import type { JsonMap } from '../domain/merge-patch.js';
import { isDuplicateKey } from './duplicate-key.js';

export type DefinitionDraft = {
  /** `county:id`. */
  _id: string;
  county: string;
  id: string;
  kind: string;
  /** Raised with every save. */
  rev: number;
  /** The county's own differential, and the file layers it was written on. */
  patch: JsonMap;
  stack: Stack;
  keeps: string[];
  /** `upgrade` where conflicts with a new base were decided in it. */
  cause: 'publish' | 'upgrade';
  by: { id: string; name: string };
  at: Date;
  why: string;
};
/** Stored as JSON text: keys may hold dots, and maps keep their order. */
type Stored = Omit<DefinitionDraft, 'patch' | 'stack'> & { patch: string; stack: string };
export type DefinitionDraftStore = ReturnType<typeof definitionDraftsIn>;

export function definitionDraftsIn(db: Db) {
  const drafts = db.collection<Stored>('definition-drafts');
  return {
    async find(county: string, id: string): Promise<DefinitionDraft | null> {
      const found = await drafts.findOne({ _id: `${county}:${id}`, county });
      return found && fromStored(found);
    },
    async ofCounty(county: string): Promise<DefinitionDraft[]> {
      return (await drafts.find({ county }).toArray()).map(fromStored);
    },
    /** `rev` is what was seen, 0 for none. @returns false when somebody saved in between. */
    async save(draft: Omit<DefinitionDraft, '_id' | 'rev'>, rev: number): Promise<boolean> {
      const _id = `${draft.county}:${draft.id}`;
      const stored = { ...draft, patch: JSON.stringify(draft.patch), stack: JSON.stringify(draft.stack) };
      const { county, id, ...rest } = stored;
      if (rev > 0) return (await drafts.updateOne({ _id, county, rev }, { $set: { ...rest, rev: rev + 1 } })).matchedCount === 1;
      try {
        await drafts.insertOne({ _id, ...stored, rev: 1 });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    /** @returns false when it is not there in this state any more. */
    async remove(county: string, id: string, rev: number): Promise<boolean> {
      return (await drafts.deleteOne({ _id: `${county}:${id}`, county, rev })).deletedCount === 1;
    },
  };
}

const fromStored = (stored: Stored): DefinitionDraft => ({ ...stored, patch: JSON.parse(stored.patch), stack: JSON.parse(stored.stack) });
