// WOFF 1.0 (W3C, 2012): a TrueType file with its tables packed one by one.
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';

const unpack = promisify<Buffer, Buffer>(inflate);
const sizeOfTrueType = (woff: Buffer): number => woff.readUInt32BE(16);

/** The TrueType file a WOFF 1.0 file was made from. */
export async function trueTypeOf(woff: Buffer): Promise<Buffer> {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF 1.0 file');
  const tables = woff.readUInt16BE(12);
  const power = 2 ** Math.floor(Math.log2(tables));
  const whole = Buffer.alloc(sizeOfTrueType(woff));
  woff.copy(whole, 0, 4, 8);
  for (const [n, value] of [tables, power * 16, Math.log2(power), (tables - power) * 16].entries()) whole.writeUInt16BE(value, 4 + n * 2);
  let at = 12 + tables * 16;
  for (let n = 0; n < tables; n += 1) {
    const [tag, offset, packed, length, checksum] = Array.from({ length: 5 }, (_, field) => woff.readUInt32BE(44 + n * 20 + field * 4)) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const bytes = woff.subarray(offset, offset + packed);
    (packed < length ? await unpack(bytes) : bytes).copy(whole, at);
    for (const [field, value] of [tag, checksum, at, length].entries()) whole.writeUInt32BE(value, 12 + n * 16 + field * 4);
    at += Math.ceil(length / 4) * 4;
  }
  return whole;
}
