import { decode } from '../bson/decode.js';
import type { Doc } from '../bson/values.js';
import { CommandError } from '../errors.js';

/** The largest message taken, in bytes (what `hello` announces). */
export const maxMessageBytes = 48_000_000;

/** A command as it came: its body, and the documents that came beside it, decoded and as bytes. */
export type Request = { id: number; body: Doc; sequences: Map<string, Buffer[]>; moreToCome: boolean; legacy: boolean };

const opReply = 1;
const opQuery = 2004;
const opMessage = 2013;

const checksumPresent = 1;
const moreToCome = 2;

/**
 * Reads one whole message.
 * @throws CommandError ProtocolError for anything but OP_MSG and the OP_QUERY that greets; the connection is then closed
 */
export function readMessage(bytes: Buffer): Request {
  const id = bytes.readInt32LE(4);
  const code = bytes.readInt32LE(12);
  if (code === opMessage) return readOpMessage(bytes, id);
  if (code === opQuery) return readOpQuery(bytes, id);
  throw new CommandError('ProtocolError', `message type ${code} is not supported: this server offers no compression and speaks OP_MSG`);
}

function readOpMessage(bytes: Buffer, id: number): Request {
  if (bytes.length < 26) throw new CommandError('ProtocolError', 'OP_MSG is too short');
  const flags = bytes.readUInt32LE(16);
  if (flags & 0xffff & ~(checksumPresent | moreToCome)) throw new CommandError('ProtocolError', `OP_MSG has unknown required flags: ${flags}`);
  const end = flags & checksumPresent ? bytes.length - 4 : bytes.length;
  let body: Doc | undefined;
  const sequences = new Map<string, Buffer[]>();
  let at = 20;
  while (at < end) {
    const kind = bytes[at++];
    if (at + 5 > end) throw new CommandError('ProtocolError', 'OP_MSG section is cut off');
    const size = bytes.readInt32LE(at);
    if (size < 5 || at + size > end) throw new CommandError('ProtocolError', 'OP_MSG section length does not fit');
    if (kind === 0) {
      if (body) throw new CommandError('ProtocolError', 'OP_MSG has two bodies');
      body = decode(bytes.subarray(at, at + size));
    } else if (kind === 1) readSequence(bytes.subarray(at, at + size), sequences);
    else throw new CommandError('ProtocolError', `OP_MSG section kind ${kind} is unknown`);
    at += size;
  }
  if (!body) throw new CommandError('ProtocolError', 'OP_MSG has no body');
  return { id, body, sequences, moreToCome: (flags & moreToCome) !== 0, legacy: false };
}

function readSequence(section: Buffer, sequences: Map<string, Buffer[]>): void {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new CommandError('ProtocolError', 'OP_MSG sequence has no name');
  const name = section.toString('utf8', 4, nameEnd);
  if (sequences.has(name)) throw new CommandError('ProtocolError', `OP_MSG has the sequence '${name}' twice`);
  const documents: Buffer[] = [];
  let at = nameEnd + 1;
  while (at < section.length) {
    const size = at + 5 <= section.length ? section.readInt32LE(at) : 0;
    if (size < 5 || at + size > section.length) throw new CommandError('ProtocolError', 'OP_MSG document length does not fit');
    documents.push(section.subarray(at, at + size));
    at += size;
  }
  sequences.set(name, documents);
}

/** Every driver greets with OP_QUERY on `admin.$cmd`; nothing else is taken in this old form. */
function readOpQuery(bytes: Buffer, id: number): Request {
  const nameEnd = bytes.indexOf(0, 20);
  if (nameEnd < 0 || nameEnd + 9 >= bytes.length) throw new CommandError('ProtocolError', 'OP_QUERY is cut off');
  const name = bytes.toString('utf8', 20, nameEnd);
  if (!name.endsWith('.$cmd')) throw new CommandError(352, 'Unsupported OP_QUERY command: find. The client driver may require an upgrade.');
  const body = decode(bytes.subarray(nameEnd + 9));
  const command = Object.keys(body)[0]?.toLowerCase();
  if (command !== 'ismaster' && command !== 'hello')
    throw new CommandError(352, `Unsupported OP_QUERY command: ${command}. The client driver may require an upgrade.`);
  return { id, body: { ...body, $db: name.slice(0, -5) }, sequences: new Map(), moreToCome: false, legacy: true };
}

let nextId = 1;

/** Frames an answer document for the request it answers. */
export function writeReply(request: { id: number; legacy: boolean }, body: Buffer): Buffer {
  const headBytes = request.legacy ? 36 : 21;
  // One piece goes out with one call of the system, which costs more than copying it.
  const header = Buffer.allocUnsafe(headBytes + body.length).fill(0, 0, headBytes);
  body.copy(header, headBytes);
  header.writeInt32LE(header.length, 0);
  header.writeInt32LE((nextId = (nextId + 1) & 0x7fffffff), 4);
  header.writeInt32LE(request.id, 8);
  header.writeInt32LE(request.legacy ? opReply : opMessage, 12);
  if (request.legacy) {
    header.writeInt32LE(8, 16);
    header.writeInt32LE(1, 32);
  }
  return header;
}
