// Published versions of definitions: frozen, never changed.
import type { Db } from 'mongodb';
import type { FormSnapshot } from '../domain/form-snapshot.js';
import type { LayeredDefinition, Stack } from '../domain/layers.js';
import type { JsonMap } from '../domain/merge-patch.js';
import { isDuplicateKey } from './duplicate-key.js';

/** Why a version was published: files of a pack, a person's change, a new base decided about, an earlier version again, or a list or life it uses. */
export type PublishCause = 'files' | 'publish' | 'upgrade' | 'retire' | 'roll-back' | 'follows';

export type PublishedDefinition = {
  _id: string;
  county: string;
  id: string;
  kind: LayeredDefinition['kind'];
  /** Counts a county's own publications of the definition from 1. */
  version: number;
  title: string;
  /** Of `snapshot` and `assumed`. */
  sha256: string;
  publishedAt: Date;
  /** The folded form of a report with its lists and life; of anything else the definition alone. */
  snapshot: FormSnapshot | { definition: LayeredDefinition };
  origin: 'base' | 'county' | 'overlay';
  /** What was assumed, by place. */
  assumed: { [place: string]: string };
  /** The file layers it lies on, and the county's own differential above them. */
  stack: Stack;
  patch: JsonMap;
  keeps: string[];
  cause: PublishCause;
  /** null for what the files brought. */
  by: { id: string; name: string } | null;
  why: string;
  /** The version published again, with `roll-back`. */
  again: number | null;
};
/** What lists need: none of the large parts. */
export type PublishedHead = Omit<PublishedDefinition, Large>;
export type DefinitionStore = ReturnType<typeof definitionsIn>;

type Large = 'snapshot' | 'assumed' | 'stack' | 'patch';
/** The large parts are stored as JSON text: their maps keep their order and may hold keys with dots. */
type Stored = PublishedHead & { [part in Large]: string };

const headOnly = { snapshot: 0, assumed: 0, stack: 0, patch: 0 } as const;

/** @throws when the definition is no report that could be used. */
export function formSnapshot(published: PublishedDefinition): FormSnapshot {
  if (!('schema' in published.snapshot)) throw new Error(`${published._id} is no form`);
  return published.snapshot;
}

export function definitionsIn(db: Db) {
  const definitions = db.collection<Stored>('definitions');
  const newest = { version: -1 } as const;
  return {
    /** Every version of every form of every county: what records are opened in. */
    async forms(): Promise<PublishedDefinition[]> {
      return (await definitions.find({ kind: 'report' }).toArray()).map(fromStored);
    },
    /** The newest version of each definition of a county. */
    async latest(county: string): Promise<PublishedDefinition[]> {
      const heads = await this.heads(county);
      const ids = [...new Set(heads.map(({ id }) => id))].map((id) => heads.find((head) => head.id === id)?._id as string);
      return (await definitions.find({ county, _id: { $in: ids } }).toArray()).map(fromStored);
    },
    /** Every version without its large parts, newest first; of one definition where `id` is given. */
    heads(county: string, id?: string): Promise<PublishedHead[]> {
      return definitions
        .find({ county, ...(id === undefined ? {} : { id }) }, { projection: headOnly })
        .sort(newest)
        .toArray() as unknown as Promise<PublishedHead[]>;
    },
    async find(county: string, id: string, version: number): Promise<PublishedDefinition | null> {
      const found = await definitions.findOne({ _id: `${county}:${id}:${version}`, county });
      return found && fromStored(found);
    },
    async last(county: string, id: string): Promise<PublishedDefinition | null> {
      const [found] = await definitions.find({ county, id }).sort(newest).limit(1).toArray();
      return found ? fromStored(found) : null;
    },
    /** What each version of one definition said in the county's own layer, oldest first. */
    async ownHistory(county: string, id: string): Promise<(PublishedHead & { patch: JsonMap })[]> {
      const found = (await definitions
        .find({ county, id }, { projection: { snapshot: 0, assumed: 0, stack: 0 } })
        .sort({ version: 1 })
        .toArray()) as unknown as (PublishedHead & { patch: string })[];
      return found.map((one) => ({ ...one, patch: JSON.parse(one.patch) as JsonMap }));
    },
    /** @returns false when somebody else published this version first. */
    async publish(published: PublishedDefinition): Promise<boolean> {
      try {
        await definitions.insertOne(toStored(published));
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}

function toStored(published: PublishedDefinition): Stored {
  const { snapshot, assumed, stack, patch, ...head } = published;
  return { ...head, snapshot: JSON.stringify(snapshot), assumed: JSON.stringify(assumed), stack: JSON.stringify(stack), patch: JSON.stringify(patch) };
}

function fromStored({ snapshot, assumed, stack, patch, ...head }: Stored): PublishedDefinition {
  return { ...head, snapshot: JSON.parse(snapshot), assumed: JSON.parse(assumed), stack: JSON.parse(stack), patch: JSON.parse(patch) };
}
