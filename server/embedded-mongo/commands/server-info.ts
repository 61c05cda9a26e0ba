import { hostname } from 'node:os';
import { ObjectId } from 'bson';
import { maxDocumentBytes } from '../bson/encode.js';
import { asNumber, type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { maxMessageBytes } from '../wire/message.js';
import type { Command } from './command.js';

/** The server version claimed: what answers here behaves as MongoDB 7.0 on a single node does, or says that it does not. */
export const claimedVersion = '7.0.0';
export const wireVersion = 21;

let connections = 0;

/** `hello`, `isMaster` and its other spellings */
export const hello: Command = {
  // Newer drivers greet with fields older servers have not heard of; every server lets them pass.
  fields: 'any',
  // No topologyVersion: it would ask drivers to keep one greeting open for ever (exhaust), and nothing here ever changes; they ask
  // again every ten seconds instead.
  run: (call) => {
    return {
      helloOk: true,
      ...(call.name === 'hello' ? { isWritablePrimary: true } : { ismaster: true }),
      maxBsonObjectSize: maxDocumentBytes,
      maxMessageSizeBytes: maxMessageBytes,
      maxWriteBatchSize: 100_000,
      localTime: new Date(),
      logicalSessionTimeoutMinutes: 30,
      connectionId: (connections = (connections + 1) & 0x7fffffff),
      minWireVersion: 0,
      maxWireVersion: wireVersion,
      readOnly: false,
    };
  },
};

/** `buildInfo` */
export const buildInfo: Command = {
  fields: [],
  run: () => ({
    version: claimedVersion,
    gitVersion: 'embedded',
    modules: ['yibiao-embedded'],
    allocator: 'system',
    javascriptEngine: 'none',
    sysInfo: 'deprecated',
    versionArray: [7, 0, 0, 0],
    openssl: { running: 'disabled', compiled: 'disabled' },
    buildEnvironment: {},
    bits: 64,
    debug: false,
    maxBsonObjectSize: maxDocumentBytes,
    storageEngines: ['lmdb'],
  }),
};

/** `ping` */
export const ping: Command = { fields: [], run: () => ({}) };

/** `serverStatus` */
export const serverStatus: Command = {
  fields: [
    'repl',
    'metrics',
    'locks',
    'tcmalloc',
    'wiredTiger',
    'network',
    'opcounters',
    'mem',
    'sharding',
    'latchAnalysis',
    'mirroredReads',
    'extra_info',
    'connections',
    'asserts',
    'globalLock',
  ],
  run: ({ store }) => {
    const uptime = Math.floor((Date.now() - store.startedAt.getTime()) / 1000);
    const memory = process.memoryUsage();
    return {
      host: hostname(),
      version: claimedVersion,
      process: 'yibiao-embedded-mongo',
      pid: process.pid,
      uptime,
      uptimeMillis: uptime * 1000,
      localTime: new Date(),
      connections: { current: 1, available: 1000, totalCreated: connections },
      mem: { bits: 64, resident: Math.round(memory.rss / 1048576), virtual: 0 },
      metrics: { cursor: { open: { total: store.cursors.size }, timedOut: 0 } },
      storageEngine: { name: 'lmdb', persistent: true, readOnly: false },
    };
  },
};

const parameters: Record<string, (store: Parameters<Command['run']>[0]['store']) => unknown> = {
  featureCompatibilityVersion: () => ({ version: '7.0' }),
  authenticationMechanisms: () => [],
  cursorTimeoutMillis: (store) => store.cursors.timeoutMs,
  enableTestCommands: (store) => store.testCommands,
};

/** `getParameter` (on `admin`) */
export const getParameter: Command = {
  fields: [...Object.keys(parameters), 'allParameters', 'showDetails', 'requireApiVersion', 'logLevel', 'quiet', 'ttlMonitorEnabled', 'ttlMonitorSleepSecs'],
  run: (call) => {
    const wanted =
      call.body['getParameter'] === '*' || isDocument(call.body['getParameter'])
        ? Object.keys(parameters)
        : Object.keys(call.body).filter((key) => parameters[key]);
    if (wanted.length === 0) throw new CommandError('InvalidOptions', 'no option found to get');
    return Object.fromEntries(wanted.map((key) => [key, parameters[key]!(call.store)]));
  },
};

/** `setParameter` (on `admin`): the cursor time-out only */
export const setParameter: Command = {
  fields: ['cursorTimeoutMillis'],
  run: (call) => {
    if (call.body['cursorTimeoutMillis'] === undefined) throw new CommandError('InvalidOptions', 'no option found to set, use help:true to see options');
    const was = call.store.cursors.timeoutMs;
    call.store.cursors.timeoutMs = asNumber(call.body['cursorTimeoutMillis']);
    return { was };
  },
};

/** `hostInfo`, `whatsmyuri`, `connectionStatus`, `getCmdLineOpts`, `getLog`: what tools ask when they connect */
export const hostInfo: Command = {
  fields: [],
  run: () => ({ system: { currentTime: new Date(), hostname: hostname(), cpuAddrSize: 64 }, os: { type: process.platform }, extra: {} }),
};
export const whatsMyUri: Command = { fields: [], run: () => ({ you: '127.0.0.1:0' }) };
export const connectionStatus: Command = { fields: ['showPrivileges'], run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } }) };
export const getCmdLineOpts: Command = { fields: [], run: ({ store }) => ({ argv: [], parsed: { storage: { dbPath: store.path } } }) };
export const getLog: Command = {
  fields: [],
  run: (call): Doc => (call.body['getLog'] === '*' ? { names: ['global', 'startupWarnings'] } : { totalLinesWritten: 0, log: [] }),
};

/** Sessions carry nothing here: they are taken, renewed and ended as drivers wish. */
export const startSession: Command = { fields: [], run: () => ({ id: { id: new ObjectId() }, timeoutMinutes: 30 }) };
export const endSessions: Command = { fields: [], run: () => ({}) };

/** `usersInfo`, `rolesInfo`: there are none, because nobody is asked for a password */
export const usersInfo: Command = { fields: 'any', run: () => ({ users: [] }) };
export const rolesInfo: Command = { fields: 'any', run: () => ({ roles: [] }) };

/** `profile`: it is off, and can only be asked */
export const profile: Command = {
  fields: ['slowms', 'sampleRate', 'filter'],
  run: (call) => {
    if (asNumber(call.body['profile']) > 0) throw new CommandError('CommandNotSupported', 'the embedded store keeps no profile');
    return { was: 0, slowms: 100, sampleRate: 1 };
  },
};

/** `configureFailPoint` (on `admin`), for a server started for tests only */
export const configureFailPoint: Command = {
  fields: ['mode', 'data'],
  run: (call) => {
    if (!call.store.testCommands) throw new CommandError('CommandNotFound', "no such command: 'configureFailPoint'");
    call.store.failPoints.configure(call.body);
    return {};
  },
};
