import type { Socket } from 'node:net';
import { CommandError } from '../errors.js';
import { maxMessageBytes, type Request, readMessage, writeReply } from './message.js';

/** Answers one command with the bytes of a BSON document. */
export type Answer = (request: Request) => Promise<Buffer>;

/** Thrown by an answer to have the connection closed without one. */
export class CloseConnection extends Error {}

/** Until the client has taken what was written, or is gone. */
const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });

/**
 * Serves one client: cuts the stream into messages and answers them one after the other. A client that breaks the
 * protocol is told why where that is possible, and its connection is closed; the others do not notice.
 */
export function serveConnection(socket: Socket, answer: Answer, errorBody: (error: unknown) => Buffer): void {
  let chunks: Buffer[] = [];
  let length = 0;
  let busy = false;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (!busy) void work();
  });

  const next = (): Buffer | undefined => {
    if (length < 16) return undefined;
    if (chunks[0]!.length < 16) chunks = [Buffer.concat(chunks)];
    const size = chunks[0]!.readInt32LE(0);
    if (size < 16 || size > maxMessageBytes) throw new CommandError('ProtocolError', `message length ${size} is invalid`);
    if (length < size) return undefined;
    const whole = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    chunks = whole.length > size ? [whole.subarray(size)] : [];
    length -= size;
    return whole.subarray(0, size);
  };

  const work = async (): Promise<void> => {
    busy = true;
    let request: Request | undefined;
    try {
      for (let bytes = next(); bytes; bytes = next()) {
        request = { id: bytes.readInt32LE(4), legacy: false } as Request;
        request = readMessage(bytes);
        const body = await answer(request);
        if (!request.moreToCome && !send(request, body)) await drained(socket);
        if (socket.destroyed) return;
      }
    } catch (error) {
      if (request && !(error instanceof CloseConnection)) send(request, errorBody(error));
      socket.end(() => socket.destroy());
      return;
    } finally {
      busy = false;
    }
  };

  const send = (request: Request, body: Buffer): boolean => {
    if (socket.destroyed) return true;
    return socket.write(writeReply(request, body));
  };
}
