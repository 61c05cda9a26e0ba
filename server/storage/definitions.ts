// Published versions of forms: frozen, never changed.
import type { Db } from 'mongodb';
import type { FormSnapshot } from '../domain/form-snapshot.js';
import { isDuplicateKey } from './duplicate-key.js';

export type PublishedForm = {
  _id: string;
  county: string;
  id: string;
  /** Counts a county's own publications of the form from 1. */
  version: number;
  /** Of `snapshot`. */
  sha256: string;
  publishedAt: Date;
  /** The folded form as JSON text: its maps keep their order and may hold keys with dots. */
  snapshot: string;
  origin: 'base' | 'county' | 'overlay';
  /** JSON text of what was assumed, by place. */
  assumed: string;
};
export type DefinitionStore = ReturnType<typeof definitionsIn>;

export const parseSnapshot = (form: PublishedForm): FormSnapshot => JSON.parse(form.snapshot) as FormSnapshot;

export function definitionsIn(db: Db) {
  const definitions = db.collection<PublishedForm>('definitions');
  return {
    all(): Promise<PublishedForm[]> {
      return definitions.find({}).toArray();
    },
    /** @returns false when somebody else published this version first. */
    async publish(form: PublishedForm): Promise<boolean> {
      try {
        await definitions.insertOne(form);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}
