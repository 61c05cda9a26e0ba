/** Writes `{ cursor: { firstBatch|nextBatch: […], id, ns }, ok: 1 }` around documents that are BSON already. */
export function cursorReply(batchName: 'firstBatch' | 'nextBatch', documents: readonly Buffer[], id: bigint, namespace: string): Buffer {
  let batchBytes = 5;
  for (let i = 0; i < documents.length; i++) batchBytes += 2 + digits(i) + documents[i]!.length;
  const name = Buffer.byteLength(namespace);
  const cursorBytes = 4 + (1 + batchName.length + 1 + batchBytes) + (1 + 3 + 8) + (1 + 3 + 4 + name + 1) + 1;
  const total = 4 + (1 + 7 + cursorBytes) + (1 + 3 + 8) + 1;
  const out = Buffer.allocUnsafe(total);
  let at = out.writeInt32LE(total, 0);
  at = element(out, at, 3, 'cursor');
  at = out.writeInt32LE(cursorBytes, at);
  at = element(out, at, 4, batchName);
  at = out.writeInt32LE(batchBytes, at);
  for (let i = 0; i < documents.length; i++) {
    at = element(out, at, 3, String(i));
    at += documents[i]!.copy(out, at);
  }
  out[at++] = 0;
  at = element(out, at, 0x12, 'id');
  at = out.writeBigInt64LE(id, at);
  at = element(out, at, 2, 'ns');
  at = out.writeInt32LE(name + 1, at);
  at += out.write(namespace, at);
  out[at++] = 0;
  out[at++] = 0;
  at = element(out, at, 1, 'ok');
  at = out.writeDoubleLE(1, at);
  out[at] = 0;
  return out;
}

function element(out: Buffer, at: number, type: number, name: string): number {
  out[at++] = type;
  at += out.write(name, at, 'latin1');
  out[at++] = 0;
  return at;
}

function digits(value: number): number {
  return value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : value < 10000 ? 4 : String(value).length;
}
