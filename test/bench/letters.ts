// 1,000 notices through the whole path (records → register → pages) beside one bare page.pdf() of the same pages, and beside jsreport 4, installed for this alone.
import { readdirSync, readFileSync } from 'node:fs';
import { drawIssued } from '../../server/actions/compose-letters.js';
import type { JobView } from '../../server/domain/letter-views.js';
import { pageCount } from '../../server/printing/pdf.js';
import { startServer } from '../support/server.js';
import { type Jsreport, openJsreport } from './jsreport-baseline/open-jsreport.js';

const count = Number(process.env.BENCH_LETTERS ?? 1000);
/** Letters printed one by one: enough for a figure, at some three a second. */
const byOne = 60;

type Usage = { cpu: number; memory: number };

/** CPU milliseconds (of pages that are closed too) and resident megabytes of this process and all below it; Linux only, zeros elsewhere. */
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
        stats.set(Number(name), { cpu: fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * 10, memory: (Number(fields[21]) * 4096) / 1e6 });
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

/** Letter by letter through its pool of browsers, as its users print them. */
async function besideJsreport(drawn: Drawn, ours: number, document: (title: string, style: string, sheets: { body: string }[]) => string): Promise<void> {
  let jsreport: Jsreport;
  try {
    jsreport = await openJsreport(2);
  } catch (error) {
    console.log(
      `  SKIPPED beside jsreport, which cannot be installed or started here: ${String((error as Error).message)
        .trim()
        .split('\n')
        .slice(0, 3)
        .join(' ')}`,
    );
    return;
  }
  try {
    const pages = drawn.bodies.slice(0, byOne).map((body) => document('通知', drawn.style, [{ body }]));
    // Both browsers of the pool are warm.
    await Promise.all(pages.slice(0, 4).map(jsreport.print));
    const theirs = await measured(pages.length, async () => {
      const printed = await Promise.all(pages.map(jsreport.print));
      if (printed.some((bytes) => pageCount(bytes) !== 1)) throw new Error('jsreport did not print one page a letter');
      return printed.reduce((sum, { byteLength }) => sum + byteLength, 0);
    });
    line(`jsreport ${jsreport.version} with two browsers, ${pages.length} letters one by one`, theirs);
    console.log(`  whole path against jsreport: ${(ours / theirs.perSecond).toFixed(0)} × (to reach 150)`);
  } finally {
    await jsreport.close();
  }
}
