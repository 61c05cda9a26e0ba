// 1,000 notices through the whole path (records → register → pages) beside one bare page.pdf() of the same pages, and beside jsreport where it is installed.
import { readdirSync, readFileSync } from 'node:fs';
import { drawIssued } from '../../server/actions/compose-letters.js';
import type { JobView } from '../../server/domain/letter-views.js';
import { startServer } from '../support/server.js';

const count = Number(process.env.BENCH_LETTERS ?? 1000);

type Usage = { cpu: number; memory: number };

/** CPU milliseconds and resident megabytes of this process and all below it; Linux only, zeros elsewhere. */
function usage(): Usage {
  const own = process.cpuUsage();
  const below = { cpu: 0, memory: process.memoryUsage().rss / 1e6 };
  try {
    const parents = new Map<number, number>();
    const stats = new Map<number, { cpu: number; memory: number }>();
    for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
      try {
        const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ');
        parents.set(Number(name), Number(fields[1]));
        stats.set(Number(name), { cpu: (Number(fields[11]) + Number(fields[12])) * 10, memory: (Number(fields[21]) * 4096) / 1e6 });
      } catch {
        // It has ended meanwhile.
      }
    }
    for (const [pid, one] of stats) {
      let at = parents.get(pid);
      while (at && at !== process.pid) at = parents.get(at);
      if (at !== process.pid) continue;
      below.cpu += one.cpu;
      below.memory += one.memory;
    }
  } catch {
    // No /proc here.
  }
  return { cpu: (own.user + own.system) / 1000 + below.cpu, memory: below.memory };
}

async function measured(letters: number, work: () => Promise<number>): Promise<{ perSecond: number; cpu: number; peak: number; kilobytes: number }> {
  const before = usage();
  let peak = before.memory;
  const watch = setInterval(() => {
    peak = Math.max(peak, usage().memory);
  }, 200);
  const began = performance.now();
  const bytes = await work();
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  return { perSecond: letters / seconds, cpu: (usage().cpu - before.cpu) / letters, peak, kilobytes: bytes / letters / 1024 };
}

const line = (name: string, { perSecond, cpu, peak, kilobytes }: Awaited<ReturnType<typeof measured>>): void =>
  console.log(
    `${name.padEnd(52)} ${perSecond.toFixed(1).padStart(8)} letters/s  ${cpu.toFixed(1).padStart(7)} ms CPU  ${peak.toFixed(0).padStart(5)} MB peak  ${kilobytes.toFixed(1).padStart(7)} KB/letter`,
  );

export async function bench(): Promise<void> {
  const server = await startServer({ config: { sampleChildren: count + 300 } });
  try {
    const { deps } = server.product;
    await deps.jobs.idle();
    const clerk = await server.as('clerk');
    const ids = await deps.store.children.ids('pingshun', 'children', { 'data.state': 'enrolled' }, count + 20);
    const values = { reportBy: '2027-09-01', bring: '户口簿' };
    const issue = async (children: string[]): Promise<JobView> => {
      const begun = await clerk.post('/api/letter-kinds/admission-notice/issue', { choice: { children }, values, bundle: 'school' });
      if (begun.status !== 202) throw new Error(begun.text);
      await deps.jobs.idle();
      return (await clerk.get(`/api/letter-jobs/${begun.body.id}`)).body;
    };
    // The browser and the thread of templates are warm, as after the first letters of a day.
    await issue(ids.slice(count));
    let job: JobView | null = null;
    const whole = await measured(count, async () => {
      job = await issue(ids.slice(0, count));
      return job.parts.reduce((sum, { bytes }) => sum + bytes, 0);
    });
    if ((job as JobView | null)?.state !== 'done') throw new Error(JSON.stringify(job));
    const issued = await deps.store.letters.ofJob('pingshun', (job as unknown as JobView).id, 0, 499);
    const drawn = await drawIssued(issued, deps);
    const html = deps.letterPaper.document(
      '通知',
      drawn.style,
      drawn.bodies.map((body) => ({ body })),
    );
    const bare = await measured(issued.length, async () => (await deps.letterPaper.pdf(html)).bytes.byteLength);
    line(`${count} notices, records → register → pages`, whole);
    line(`one bare page.pdf() of ${issued.length} of the same pages`, bare);
    console.log(`  whole path against bare print: ${(whole.perSecond / bare.perSecond).toFixed(2)} × (to reach 0.8)`);
    await besideJsreport(drawn, whole.perSecond, deps.letterPaper.document);
  } finally {
    await server.close();
  }
}

type Drawn = { style: string; bodies: string[] };
type Reporter = { use(extension: unknown): Reporter; init(): Promise<void>; render(request: unknown): Promise<{ content: Buffer }>; close(): Promise<void> };

/** Letter by letter through its pool of browsers, as its users print them. */
async function besideJsreport(drawn: Drawn, ours: number, document: (title: string, style: string, sheets: { body: string }[]) => string): Promise<void> {
  const load = (name: string): Promise<{ default: (options?: object) => unknown }> => import(name);
  try {
    const [core, chrome, handlebars] = await Promise.all(
      ['@jsreport/jsreport-core', '@jsreport/jsreport-chrome-pdf', '@jsreport/jsreport-handlebars'].map(load),
    );
    const jsreport = core?.default({ logger: { silent: true }, workers: { numberOfWorkers: 2 }, reportTimeout: 120_000 }) as Reporter;
    const launchOptions = { args: ['--no-sandbox'], ...(process.env.CHROME_PATH ? { executablePath: process.env.CHROME_PATH } : {}) };
    jsreport.use(chrome?.default({ strategy: 'chrome-pool', numberOfWorkers: 2, launchOptions })).use(handlebars?.default());
    await jsreport.init();
    const pages = drawn.bodies.slice(0, 40).map((body) => document('通知', drawn.style, [{ body }]));
    const print = (content: string): Promise<{ content: Buffer }> => jsreport.render({ template: { content, engine: 'handlebars', recipe: 'chrome-pdf' } });
    await print(pages[0] as string);
    const theirs = await measured(pages.length, async () => (await Promise.all(pages.map(print))).reduce((sum, { content }) => sum + content.length, 0));
    line(`jsreport with a Chrome pool, ${pages.length} letters one by one`, theirs);
    console.log(`  ours against jsreport: ${(ours / theirs.perSecond).toFixed(0)} × (to reach 150)`);
    await jsreport.close();
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.log('  jsreport is not installed, so its column is left out; for one run:');
    console.log('  npm install --no-save @jsreport/jsreport-core@4 @jsreport/jsreport-chrome-pdf@4 @jsreport/jsreport-handlebars@4');
  }
}
