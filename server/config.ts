// The only reader of process.env.
import { resolve } from 'node:path';
import { envSchema } from 'env-schema';

type LogLevel = 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug';
export type Config = {
  /** Folder of the embedded store and the session secret, absolute. */
  dataDir: string;
  host: string;
  port: number;
  /** null: the embedded store in `dataDir`. */
  mongodbUrl: string | null;
  /** Address people type when it is not this machine's; `https:` makes cookies Secure. */
  publicUrl: string | null;
  chromePath: string | null;
  /** Fill an empty database with the sample counties. */
  sampleCounties: boolean;
  /** At least so many made-up children in the first sample county's ledger, school by school; 0 for none. */
  sampleChildren: number;
  /** Folder of the packs, absolute. */
  definitionsDir: string;
  logLevel: LogLevel;
};

/** A setting that cannot be used; the message is for the person who starts the program. */
export class ConfigError extends Error {}

const schema = {
  type: 'object',
  properties: {
    DATA_DIR: { type: 'string', minLength: 1, default: './data' },
    // Only this machine by default: the sample accounts have passwords that everybody can read.
    HOST: { type: 'string', minLength: 1, default: '127.0.0.1' },
    PORT: { type: 'integer', minimum: 0, maximum: 65535, default: 3000 },
    MONGODB_URL: { type: 'string', pattern: '^mongodb(\\+srv)?://' },
    PUBLIC_URL: { type: 'string', pattern: '^https?://[^/]+/?$' },
    CHROME_PATH: { type: 'string', minLength: 1 },
    SAMPLE_COUNTIES: { type: 'string', enum: ['on', 'off'], default: 'on' },
    SAMPLE_CHILDREN: { type: 'integer', minimum: 0, maximum: 12_000, default: 12_000 },
    DEFINITIONS_DIR: { type: 'string', minLength: 1, default: './form-definitions' },
    LOG_LEVEL: { type: 'string', enum: ['silent', 'fatal', 'error', 'warn', 'info', 'debug'], default: 'warn' },
  },
};

type Settings = {
  DATA_DIR: string;
  HOST: string;
  PORT: number;
  MONGODB_URL?: string;
  PUBLIC_URL?: string;
  CHROME_PATH?: string;
  SAMPLE_COUNTIES: 'on' | 'off';
  SAMPLE_CHILDREN: number;
  DEFINITIONS_DIR: string;
  LOG_LEVEL: LogLevel;
};

/** Settings from the environment; an empty variable counts as absent. @throws ConfigError naming the variable. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    Object.keys(schema.properties)
      .filter((key) => environment[key])
      .map((key) => [key, environment[key]]),
  );
  const settings = checked(given);
  return {
    dataDir: resolve(settings.DATA_DIR),
    host: settings.HOST,
    port: settings.PORT,
    mongodbUrl: settings.MONGODB_URL ?? null,
    publicUrl: settings.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    chromePath: settings.CHROME_PATH ?? null,
    sampleCounties: settings.SAMPLE_COUNTIES === 'on',
    sampleChildren: settings.SAMPLE_CHILDREN,
    definitionsDir: resolve(settings.DEFINITIONS_DIR),
    logLevel: settings.LOG_LEVEL,
  };
}

function checked(given: Record<string, unknown>): Settings {
  try {
    return envSchema<Settings>({ schema, data: given, env: false, dotenv: false });
  } catch (error) {
    const name = Object.keys(schema.properties).find((key) => String(error).includes(key)) ?? '';
    throw new ConfigError(`设置 ${name} 的值“${String(given[name] ?? '')}”不能使用。 The setting ${name} has a value that cannot be used.`);
  }
}
