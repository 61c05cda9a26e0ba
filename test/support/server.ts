// The whole product on a port of its own, with people one can be.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import type { Config } from '../../server/config.js';
import { samplePassword } from '../../server/sample-data/sample-accounts.js';
import { type Product, startProduct } from '../../server/start-product.js';

export const productRoot = fileURLToPath(new URL('../..', import.meta.url));
/** Of every person of the sample counties. */
export const password = samplePassword;

/** Logins of the sample counties by what they are: of 平顺, of 睢阳 (another county, with a step more), of the city. */
export const logins = {
  filler: 'ps-s01',
  head: 'ps-s01-head',
  otherFiller: 'ps-s02',
  center: 'ps-c1',
  otherCenter: 'ps-c2',
  reviewer: 'ps-review',
  designer: 'ps-design',
  clerk: 'ps-clerk',
  foreignFiller: 'sy-s01',
  foreignHead: 'sy-s01-head',
  foreignCenter: 'sy-c1',
  foreignReviewer: 'sy-review',
  city: 'nd-city',
} as const;
export type PersonName = keyof typeof logins;

export type TestServer = {
  url: string;
  product: Product;
  /** The clock of the server; set it to go through the year. */
  now: Date;
  /** Signs in once and stays signed in. */
  as(person: PersonName | (string & {})): Promise<Person>;
  /** Stops and starts again on the same data. */
  restart(changes?: Partial<Config>): Promise<void>;
  /** Stops, and removes what it stored. */
  close(): Promise<void>;
};

export type Reply<T = never> = { status: number; body: T; text: string; headers: Headers };
// biome-ignore lint/suspicious/noExplicitAny: a test reads the parts of an answer it asserts.
type Json = any;
/** Somebody signed in, with the session of a browser. */
export type Person = {
  get(path: string): Promise<Reply<Json>>;
  patch(path: string, body: unknown): Promise<Reply<Json>>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply<Json>>;
  delete(path: string): Promise<Reply<Json>>;
  cookie: string;
};

export type TestServerOptions = { now?: string; client?: boolean; config?: Partial<Config> };

/** A Tuesday afternoon: October's reports are due, the sample data have them half done. */
export const testNow = '2026-11-03T06:00:00.000Z';

/** Starts with the sample counties on a folder or database of its own; on MONGODB_URL where it is set. */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const config = testConfig(options.config);
  const people = new Map<string, Promise<Person>>();
  const clock = { now: new Date(options.now ?? testNow) };
  const start = (): Promise<Product> => startProduct(config, { clock: () => clock.now, client: options.client ?? false });
  let product = await start();
  return {
    get url() {
      return product.url;
    },
    get product() {
      return product;
    },
    get now() {
      return clock.now;
    },
    set now(value: Date) {
      clock.now = value;
    },
    as(name) {
      const login = logins[name as PersonName] ?? name;
      if (!people.has(login))
        people.set(
          login,
          signIn(() => product.url, login),
        );
      return people.get(login) as Promise<Person>;
    },
    async restart(changes = {}) {
      await product.stop();
      Object.assign(config, changes);
      product = await start();
    },
    async close() {
      await product.stop();
      await forget(config);
    },
  };
}

/** Settings for a test of its own: a free port, a private folder, a database nobody else has. */
export function testConfig(changes: Partial<Config> = {}): Config {
  const name = `test-${randomBytes(6).toString('hex')}`;
  const server = process.env.MONGODB_URL;
  return {
    dataDir: mkdtempSync(join(tmpdir(), 'yibiao-test-')),
    host: '127.0.0.1',
    port: 0,
    mongodbUrl: server ? databaseUrl(server, name) : null,
    publicUrl: null,
    chromePath: process.env.CHROME_PATH ?? null,
    sampleCounties: true,
    sampleChildren: 0,
    definitionsDir: join(productRoot, 'form-definitions'),
    logLevel: 'silent',
    ...changes,
  };
}

/** Removes what a test stored. */
export async function forget(config: Config): Promise<void> {
  rmSync(config.dataDir, { recursive: true, force: true });
  if (!config.mongodbUrl) return;
  const client = await MongoClient.connect(config.mongodbUrl);
  await client.db().dropDatabase();
  await client.close();
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  if (!url.searchParams.has('authSource') && url.username) url.searchParams.set('authSource', 'admin');
  return url.href;
}

/** A person whose browser keeps the cookie it is given. */
export async function signIn(url: () => string, login: string, secret: string = password): Promise<Person> {
  const stranger = visitor(url);
  const reply = await stranger.post('/api/session', { login, password: secret });
  if (reply.status !== 200) throw new Error(`${login} cannot sign in: ${reply.text}`);
  return stranger;
}

/** Somebody who is not signed in, until they are. */
export function visitor(url: () => string, cookie = ''): Person {
  const jar = { cookie };
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply<Json>> => {
    const raw = body instanceof Uint8Array || typeof body === 'string';
    const response = await fetch(url() + path, {
      method,
      headers: { ...(jar.cookie ? { cookie: jar.cookie } : {}), ...(body !== undefined && !raw ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body === undefined ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
    });
    const given = response.headers.get('set-cookie');
    if (given) jar.cookie = given.split(';')[0] ?? '';
    const bytes = Buffer.from(await response.arrayBuffer());
    const json = /json/.test(response.headers.get('content-type') ?? '');
    const text = bytes.toString('utf8');
    return { status: response.status, body: json ? JSON.parse(text) : bytes, text, headers: response.headers };
  };
  return {
    get: (path) => ask('GET', path),
    patch: (path, body) => ask('PATCH', path, body),
    post: (path, body, headers) => ask('POST', path, body, headers),
    delete: (path) => ask('DELETE', path),
    get cookie() {
      return jar.cookie;
    },
  };
}
