import { CommandError } from '../errors.js';
import { aggregate } from './aggregate.js';
import { collMod, collStats, create, dbStats, drop, dropDatabase, listCollections, listDatabases, renameCollection, validate } from './collections.js';
import type { Command } from './command.js';
import { explain } from './explain.js';
import { findAndModify } from './find-and-modify.js';
import { createIndexes, dropIndexes, listIndexes } from './indexes.js';
import { count, distinct, find, getMore, killCursors } from './reads.js';
import {
  buildInfo,
  configureFailPoint,
  connectionStatus,
  endSessions,
  getCmdLineOpts,
  getLog,
  getParameter,
  hello,
  hostInfo,
  ping,
  profile,
  rolesInfo,
  serverStatus,
  setParameter,
  startSession,
  usersInfo,
  whatsMyUri,
} from './server-info.js';
import { insert, remove, update } from './writes.js';

/** All commands, by every name they go by. */
export const commands: Readonly<Record<string, Command>> = {
  aggregate,
  buildInfo,
  buildinfo: buildInfo,
  collMod,
  collStats,
  collstats: collStats,
  configureFailPoint,
  connectionStatus,
  count,
  create,
  createIndexes,
  dbStats,
  dbstats: dbStats,
  delete: remove,
  deleteIndexes: dropIndexes,
  distinct,
  drop,
  dropDatabase,
  dropIndexes,
  endSessions,
  explain,
  find,
  findAndModify,
  findandmodify: findAndModify,
  getCmdLineOpts,
  getLog,
  getMore,
  getParameter,
  hello,
  hostInfo,
  insert,
  isMaster: hello,
  ismaster: hello,
  killAllSessions: endSessions,
  killCursors,
  killSessions: endSessions,
  listCollections,
  listDatabases,
  listIndexes,
  ping,
  profile,
  refreshSessions: endSessions,
  renameCollection,
  rolesInfo,
  serverStatus,
  setParameter,
  startSession,
  update,
  usersInfo,
  validate,
  whatsmyuri: whatsMyUri,
};

/** Commands MongoDB has and this server does not: they answer 115, so that a client can tell them from a slip of the pen (59). */
const notSupported = new Set([
  'abortTransaction',
  'authenticate',
  'compact',
  'commitTransaction',
  'createRole',
  'createUser',
  'currentOp',
  'dropUser',
  'eval',
  'filemd5',
  'fsync',
  'getFreeMonitoringStatus',
  'getShardMap',
  'group',
  'killOp',
  'listCommands',
  'logout',
  'logRotate',
  'mapReduce',
  'planCacheClear',
  'reIndex',
  'replSetGetStatus',
  'replSetInitiate',
  'saslContinue',
  'saslStart',
  'shutdown',
  'top',
  'updateUser',
  'enableSharding',
  'shardCollection',
  'geoNear',
  'geoSearch',
]);

/** @throws CommandError CommandNotFound (59) or CommandNotSupported (115) */
export function commandNamed(name: string): Command {
  if (Object.hasOwn(commands, name)) return commands[name]!;
  if (notSupported.has(name)) throw new CommandError('CommandNotSupported', `${name} is not supported by the embedded store`);
  throw new CommandError('CommandNotFound', `no such command: '${name}'`);
}
