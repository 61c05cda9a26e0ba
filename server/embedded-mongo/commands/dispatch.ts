import { encode } from '../bson/encode.js';
import type { Doc } from '../bson/values.js';
import { CommandError, codes } from '../errors.js';
import { StorageFailure } from '../storage/write-queue.js';
import { CloseConnection } from '../wire/connection.js';
import type { Request } from '../wire/message.js';
import { type Call, checkGenericFields, type Store, wantsDurable } from './command.js';
import { commandNamed } from './registry.js';

/** Runs one request to its answer. Errors of the command become an answer with `ok: 0`; none escapes. */
export async function answerRequest(store: Store, request: Request): Promise<Buffer> {
  try {
    const call = callOf(store, request);
    const command = commandNamed(call.name);
    const failure = store.failPoints.intercept(call.name, call.body);
    if (failure?.close) throw new CloseConnection();
    if (failure?.answer) throw failure.answer;
    checkGenericFields(call, command);
    const answer = await command.run(call);
    if ('readConcern' in call.body && wantsDurable(call.body)) await store.file.settled();
    if (Buffer.isBuffer(answer)) return answer;
    return encode({ ...answer, ...(failure?.writeConcernError ? { writeConcernError: failure.writeConcernError } : {}), ok: 1 });
  } catch (error) {
    if (error instanceof CloseConnection) throw error;
    return errorAnswer(error);
  }
}

function callOf(store: Store, request: Request): Call {
  const name = Object.keys(request.body)[0];
  if (name === undefined) throw new CommandError('CommandNotFound', "no such command: ''");
  const db = request.body['$db'];
  if (typeof db !== 'string') throw new CommandError(40571, 'OP_MSG requests require a $db argument');
  for (const field of request.sequences.keys()) if (field in request.body) throw new CommandError('FailedToParse', `field '${field}' came twice`);
  return { store, name, db, body: request.body, sequences: request.sequences };
}

/** An error as the answer document MongoDB gives. */
export function errorAnswer(error: unknown): Buffer {
  const { code, codeName, message, extra } = asCommandError(error);
  return encode({ ok: 0, errmsg: message, code, codeName, ...extra } as Doc);
}

function asCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  if (error instanceof StorageFailure) {
    const full = /ENOSPC|MDB_MAP_FULL|No space left|EFBIG|File too large|EDQUOT/i.test(error.message);
    return new CommandError(
      full ? 'OutOfDiskSpace' : 'InternalError',
      full
        ? `the disk is full, nothing of this write was kept: ${error.message}`
        : `the data file could not be written, nothing of this write was kept: ${error.message}`,
    );
  }
  if (error instanceof RangeError && /call stack/i.test(error.message)) return new CommandError('Overflow', 'the command is nested too deeply');
  return new CommandError(codes.InternalError, `${(error as Error)?.message ?? String(error)}`);
}
