import { createHash } from 'node:crypto';
import type { Collection, Db, Document, MongoClient } from 'mongodb';

/**
 * One collection as it went over: how many documents, and the sum over all of them, equal on both sides. `without` names what
 * the other server has not taken because it knows no collations: the collection's own (`collation`) and indexes by name.
 */
export type Exported = { namespace: string; documents: number; indexes: number; checksum: string; without: string[] };

/** The target holds data already, or did not take over what it was given. */
export class ExportFailed extends Error {}

const batch = 500;
/** Every BSON type as it is: int32 stays int32, a whole double stays a double. */
const exact = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const;
const own = new Set(['admin', 'local', 'config']);

/**
 * Copies all databases of one server to another, with their collections, indexes and views, and proves it by counts and checksums.
 * What needs a collation the other server does not have is left out and named.
 * @param database the name there of the one database here; without it each keeps its name
 * @throws ExportFailed when the target has documents in a collection of the same name, or differs afterwards
 */
export async function exportAll(from: MongoClient, to: MongoClient, tell: (done: Exported) => void, database?: string): Promise<Exported[]> {
  const names = (await from.db('admin').admin().listDatabases({ nameOnly: true })).databases.map(({ name }) => name).filter((name) => !own.has(name));
  if (database !== undefined && names.length > 1)
    throw new ExportFailed(`the address names one database, and here are several: ${names.join(', ')}; leave the name out of the address`);
  for (const name of names) await refuseToMix(from.db(name), to.db(database ?? name));
  const all: Exported[] = [];
  for (const name of names) {
    const target = to.db(database ?? name);
    const entries = await from.db(name).listCollections().toArray();
    for (const entry of entries.filter(({ type }) => type !== 'view')) {
      const done = await exportCollection(from.db(name), target, entry.name, (entry as { options?: Document }).options ?? {});
      all.push(done);
      tell(done);
    }
    for (const entry of entries.filter(({ type }) => type === 'view'))
      await target.createCollection(entry.name, withoutVersion((entry as { options?: Document }).options ?? {}));
  }
  return all;
}

async function refuseToMix(from: Db, to: Db): Promise<void> {
  for (const { name } of await from.listCollections({}, { nameOnly: true }).toArray()) {
    if ((await to.collection(name).findOne({}, { projection: { _id: 1 } })) !== null)
      throw new ExportFailed(`the target has documents in ${to.databaseName}.${name} already`);
  }
}

async function exportCollection(from: Db, to: Db, name: string, options: Document): Promise<Exported> {
  const [source, target] = [from.collection(name), to.collection(name)];
  await to.createCollection(name, withoutVersion(options)).catch((error: { code?: number }) => {
    if (error.code !== 48) throw error;
  });
  const [made] = await to.listCollections({ name }).toArray();
  // FerretDB takes a collation here and forgets it.
  const collated = options['collation'] !== undefined && (made as { options?: Document }).options?.['collation'] !== undefined;
  const without = options['collation'] !== undefined && !collated ? ['collation'] : [];
  let waiting: Document[] = [];
  const send = async (): Promise<void> => {
    if (waiting.length > 0) await target.insertMany(waiting, { bypassDocumentValidation: true });
    waiting = [];
  };
  for await (const doc of source.find({}, exact)) {
    waiting.push(doc);
    if (waiting.length >= batch) await send();
  }
  await send();
  const specs = (await source.indexes()).filter((spec) => spec.name !== '_id_').map(({ v, ...spec }) => withoutVersion(spec));
  const plain = specs.filter(({ collation }) => collation === undefined);
  // Without a word they would inherit their collection's.
  const own = collated ? { collation: { locale: 'simple' } } : {};
  if (plain.length > 0) await target.createIndexes(plain.map((spec) => ({ ...spec, ...own })) as never);
  for (const spec of specs.filter(({ collation }) => collation !== undefined)) if (!(await makeCollated(target, spec))) without.push(spec['name'] as string);
  const [sent, arrived] = [await sumOf(source), await sumOf(target)];
  if (sent.documents !== arrived.documents || sent.checksum !== arrived.checksum) {
    throw new ExportFailed(
      `${target.namespace} differs after the copy: ${sent.documents} documents (${sent.checksum}) here, ${arrived.documents} (${arrived.checksum}) there`,
    );
  }
  const indexes = (await target.indexes()).length;
  const wanted = specs.length + 1 - without.filter((one) => one !== 'collation').length;
  if (indexes !== wanted) throw new ExportFailed(`${target.namespace} has ${indexes} indexes there, ${wanted} here`);
  return { namespace: target.namespace, documents: sent.documents, indexes, checksum: sent.checksum, without };
}

/** Each server has rules of its own version; the options mean the same. */
function withoutVersion(spec: Document): Document {
  if (spec['collation'] === undefined) return spec;
  const { version, ...collation } = spec['collation'] as Document;
  return { ...spec, collation };
}

/** @returns false when the server says that it has no such collation (115) */
async function makeCollated(target: Collection, spec: Document): Promise<boolean> {
  return target.createIndexes([spec] as never).then(
    () => true,
    (error: { code?: number }) => {
      if (error.code === 115) return false;
      throw error;
    },
  );
}

/** The number of documents and the sum of the hashes of their bytes, in whatever order they come. */
export async function sumOf(collection: Collection): Promise<{ documents: number; checksum: string }> {
  let documents = 0;
  let sum = 0n;
  for await (const doc of collection.find({}, { raw: true })) {
    sum += BigInt(
      `0x${createHash('sha256')
        .update(doc as unknown as Uint8Array)
        .digest('hex')
        .slice(0, 32)}`,
    );
    documents++;
  }
  return { documents, checksum: (sum % 2n ** 128n).toString(16).padStart(32, '0') };
}
