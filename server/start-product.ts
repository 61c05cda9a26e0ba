// Puts the whole product together, in the order in which something can go wrong for the person who starts it.
import { createHash, randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import type { Db } from 'mongodb';
import { pino } from 'pino';
import { jobKinds } from './actions/job-kinds.js';
import { loadSampleCounties } from './actions/load-sample-counties.js';
import { openPublications, publishLedgers } from './actions/publish-ledgers.js';
import { resumeMoves } from './actions/resume-moves.js';
import { type TakenPacks, takeInPacks } from './actions/take-in-packs.js';
import { createApp } from './app.js';
import { buildClient } from './build-client.js';
import type { Config } from './config.js';
import { openDefinitionRoom } from './definition-checking/definition-room.js';
import type { Deps } from './deps.js';
import { recordTypes } from './described/record-types.js';
import type { PackFault } from './domain/fold-packs.js';
import { Problem } from './domain/problem.js';
import { clientFiles } from './http/client-files.js';
import { sessionsIn } from './http/sessions.js';
import { signInLimit } from './http/sign-in-limit.js';
import { openJobRoom } from './jobs/job-room.js';
import { argonPasswords } from './passwords.js';
import { uncoveredIn } from './printing/font-coverage.js';
import { renderSheetHtml } from './printing/html.js';
import { letterDocument, letterPdf } from './printing/letter-document.js';
import { letterTemplates } from './printing/letter-templates.js';
import { openPrinter } from './printing/pdf.js';
import { openTemplateRoom } from './printing/template-room.js';
import { readRows, readSheet } from './spreadsheets/read-sheet.js';
import { SpreadsheetError } from './spreadsheets/spreadsheet-error.js';
import { writeList } from './spreadsheets/write-list.js';
import { writeSheet } from './spreadsheets/write-sheet.js';
import { StartRefusal } from './start-refusal.js';
import { everyHour } from './storage/every-hour.js';
import { removeExpiredSessions } from './storage/expired-sessions.js';
import { type OpenStore, openStore, StoreUnreachable } from './storage/open.js';
import { PublishedForms } from './storage/published-forms.js';
import { PublishedLedgers } from './storage/published-ledgers.js';
import { type ReadPacks, readPacks } from './storage/read-packs.js';

/** `database` is for those who look after it, such as tests and tools. */
export type Product = { url: string; deps: Deps; database: Db; stop(): Promise<void> };
export type StartOptions = {
  clock?: () => Date;
  /** False where only the API is wanted. */
  client?: boolean;
  /** Told what takes long. */
  say?: (sentence: string) => void;
};

/** Starts and listens. @throws StartRefusal with one sentence when something the person can mend is in the way. */
export async function startProduct(config: Config, options: StartOptions = {}): Promise<Product> {
  const { clock = () => new Date(), client = true, say = () => {} } = options;
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const packs = definitionFiles(config);
    const door = await listen(config);
    undo.push(() => closeDoor(door.server));
    const opened = await open(config);
    undo.push(() => opened.close());
    const { store } = opened;
    const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
    const taken = await takeInPacks(packs.files, { store, clock, digest });
    if (taken.faults.length > 0) throw faulty(taken.faults);
    const log = pino({ level: config.logLevel, base: null });
    const printer = await openPrinter({ log, ...(config.chromePath ? { chromePath: config.chromePath } : {}) });
    undo.push(() => printer.close());
    const definitions = openDefinitionRoom(config.definitionsDir);
    undo.push(() => definitions.close());
    const templates = openTemplateRoom();
    undo.push(() => templates.close());
    const deps: Deps = {
      config,
      clock,
      store,
      digest,
      draw: () => randomBytes(12).toString('hex'),
      log,
      printing: { html: renderSheetHtml, pdf: (html, paper) => printer.pdf(html, paper) },
      templates,
      letterTemplates: letterTemplates(),
      letterPaper: { document: letterDocument, pdf: (html) => letterPdf(printer, html), uncovered: uncoveredIn },
      ledgers: new PublishedLedgers(),
      spreadsheets: { write: writeSheet, list: writeList, read: readWorkbookSheet, rows: readWorkbookRows },
      forms: new PublishedForms(await store.definitions.forms(), taken.inUse),
      places: placesOf(taken),
      layers: taken.places,
      recordTypes,
      checkDefinition: definitions.check,
      jobs: openJobRoom({
        jobs: store.jobs,
        clock,
        kinds: jobKinds(() => deps),
        failed: (job, error) => log.error({ job: job._id, kind: job.kind, err: error }, 'job failed'),
        held: true,
      }),
      passwords: await argonPasswords(),
      signInLimit: signInLimit(),
      ping: opened.ping,
    };
    undo.push(() => deps.jobs.close());
    await takeInLedgers(taken, deps);
    if (config.sampleCounties)
      await loadSampleCounties(
        taken.counties.map(({ id }) => id),
        deps,
      );
    await resumeMoves(deps);
    undo.push(everyHour([() => removeExpiredSessions(opened.db), () => store.files.sweep(clock())], (error) => log.error({ err: error }, 'sweeping failed')));
    const secret = await store.settings.keep('session-secret', randomBytes(32).toString('base64url'));
    const sessions = sessionsIn(opened.client, opened.db.databaseName, secret, config.publicUrl);
    // Nobody else works on an embedded store: what was under way when the last process ended is taken up at once.
    if (!config.mongodbUrl) await store.jobs.letGo();
    deps.jobs.start();
    door.answerWith(createApp(deps, sessions, client ? clientFiles(await buildClient(say)) : null));
    return { url: door.url, deps, database: opened.db, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function definitionFiles(config: Config): ReadPacks {
  let packs: ReadPacks;
  try {
    packs = readPacks(config.definitionsDir);
  } catch (error) {
    throw new StartRefusal(`读不了表单定义文件夹 ${config.definitionsDir}（${(error as Error).message}）`, 'The folder of form definitions cannot be read.');
  }
  if (packs.faults.length > 0) throw faulty(packs.faults);
  return packs;
}

/** Ledgers and letters, after the definitions they are made of. What a county changed itself never keeps the product from starting: it stays as it was. */
async function takeInLedgers(taken: TakenPacks, deps: Deps): Promise<void> {
  await openPublications(deps);
  const faults: PackFault[] = [];
  for (const { id } of taken.counties) {
    const found = await publishLedgers(id, deps.letterTemplates, deps);
    const latest = found.length > 0 ? await deps.store.definitions.latest(id) : [];
    if (latest.some(({ patch }) => Object.keys(patch).length > 0)) deps.log.error({ county: id, faults: found }, 'ledgers and letters stay as they were');
    else faults.push(...found);
  }
  if (faults.length > 0) throw faulty(faults);
}

const faulty = (faults: PackFault[]): StartRefusal =>
  new StartRefusal(
    `表单定义有 ${faults.length} 处错误：\n${faults.map(({ file, path, message }) => `  ${file}${path ? ` › ${path}` : ''}：${message}`).join('\n')}`,
    `There are ${faults.length} faults in the form definitions.`,
  );

/** A file that cannot be read is the person's to mend, not a fault of ours. */
const readWorkbookSheet: Deps['spreadsheets']['read'] = (bytes, sheet) =>
  readSheet(bytes, sheet).catch((error: unknown) => {
    throw error instanceof SpreadsheetError ? new Problem('BAD_SPREADSHEET', { detail: error.message }) : error;
  });

const readWorkbookRows: Deps['spreadsheets']['rows'] = (bytes) =>
  readRows(bytes).catch((error: unknown) => {
    throw error instanceof SpreadsheetError ? new Problem('BAD_SPREADSHEET', { detail: error.message }) : error;
  });

type Door = { server: Server; url: string; answerWith(listener: RequestListener): void };

/** Takes the port first, so that a busy one is said at once; until the product is ready it answers 503. */
async function listen(config: Config): Promise<Door> {
  let listener: RequestListener = (_request, response) =>
    response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '5' }).end('正在启动，请稍候');
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new StartRefusal(`端口 ${config.port} 已被占用，请关掉占用它的程序，或用 PORT 换一个端口`, `Port ${config.port} is busy; set PORT to another.`)
          : new StartRefusal(`不能在 ${config.host}:${config.port} 上提供服务（${error.code ?? error.message}）`, 'The address cannot be listened on.'),
      ),
    );
    server.listen(config.port, config.host, resolve);
  });
  const { address, port } = server.address() as AddressInfo;
  const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : isIPv6(address) ? `[${address}]` : address;
  const answerWith = (app: RequestListener): void => {
    listener = app;
  };
  return { server, url: `http://${host}:${port}`, answerWith };
}

/** Answers what has been asked, then lets go; after five seconds it no longer waits. */
function closeDoor(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => server.closeAllConnections(), 5000);
    server.close(() => {
      clearTimeout(impatient);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function open(config: Config): Promise<OpenStore> {
  if (config.mongodbUrl) return openUrl(config.mongodbUrl);
  try {
    mkdirSync(config.dataDir, { recursive: true });
    accessSync(config.dataDir, constants.W_OK);
  } catch (error) {
    throw new StartRefusal(
      `不能写入数据文件夹 ${config.dataDir}（${(error as NodeJS.ErrnoException).code}），请检查权限，或用 DATA_DIR 换一个文件夹`,
      'The data folder cannot be written; set DATA_DIR to another.',
    );
  }
  const { openEmbeddedMongo } = await import('./embedded-mongo/open-embedded-mongo.js');
  const embedded = await openEmbeddedMongo({ dataDir: config.dataDir }).catch((error: Error & { code?: string }) => {
    throw new StartRefusal(`${embeddedFaults[error.code ?? ''] ?? '不能打开数据文件夹'} ${config.dataDir}`, error.message);
  });
  try {
    const store = await openUrl(embedded.url);
    return {
      ...store,
      close: async () => {
        await store.close();
        await embedded.close();
      },
    };
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

const embeddedFaults: { [code: string]: string } = {
  LOCKED: '另一个正在运行的一表程序占用着数据文件夹',
  NOT_WRITABLE: '不能写入数据文件夹',
  FORMAT: '数据文件夹里的文件不是一表能读的格式：',
};

async function openUrl(url: string): Promise<OpenStore> {
  try {
    return await openStore(url);
  } catch (error) {
    if (!(error instanceof StoreUnreachable)) throw error;
    throw new StartRefusal(`连不上数据库（${error.message}），请检查 MONGODB_URL 和数据库是否在运行`, 'The database cannot be reached; check MONGODB_URL.');
  }
}

function placesOf(taken: TakenPacks): Deps['places'] {
  const places = new Map([...taken.counties, ...taken.cities].map(({ id, title, bureau }) => [id, { title, bureau }]));
  return { titleOf: (id) => places.get(id)?.title ?? id, bureauOf: (id) => places.get(id)?.bureau ?? id };
}
