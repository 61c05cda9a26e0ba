// Issuing letters: first every number in the register, then the pages, a part after the other, so that a crash costs one step.
import type { Deps } from '../deps.js';
import type { Job, JobStep } from '../domain/job.js';
import { partsOf } from '../domain/letter-parts.js';
import type { JobPart, JobView, LetterOrder } from '../domain/letter-views.js';
import type { Json } from '../domain/merge-patch.js';
import type { Actor } from '../domain/office.js';
import { askedFaults } from '../domain/preflight.js';
import { Problem } from '../domain/problem.js';
import { shownName } from '../domain/shown-name.js';
import { chosenIds, deskFor, type LetterDesk, letterDesk } from './find-letter.js';
import type { LetterJobArgs, LetterJobResult } from './letter-job.js';
import { bundleOf, examine } from './preflight-letters.js';
import { printPart } from './print-letters.js';
import { registerLetters } from './register-letters.js';
import { doerOf } from './seal-event.js';
import { letterJobView } from './show-letter-job.js';

const perStep = 300;
/** The printer takes two at once; with more waiting, a short one leaves no core idle. A crash costs these few seconds. */
const partsPerStep = 4;

/** Begins the work and goes on at once. @throws Problem NOT_FOUND, FORBIDDEN, BAD_DATA, BAD_REQUEST, NOTHING_TO_ISSUE */
export async function issueLetters(actor: Actor, id: string, order: LetterOrder, deps: Deps): Promise<JobView> {
  const desk = await letterDesk(actor, id, deps);
  const faults = askedFaults(desk.entry.letter, order.values);
  if (faults.length > 0) throw new Problem('BAD_DATA', { errors: faults });
  const ids = await chosenIds(desk, order.choice, deps);
  if (ids.length === 0) throw new Problem('NOTHING_TO_ISSUE', { detail: '没有选到学生' });
  const { children, bundles } = await inOrder(desk, ids, order.bundle, deps);
  const args: LetterJobArgs = {
    letter: id,
    version: desk.entry.version,
    ledger: { id: desk.ledger.id, version: desk.ledger.version },
    title: `${desk.entry.letter.title}（${ids.length} 名学生）`,
    values: order.values,
    children,
    bundles,
    actor,
    by: doerOf(actor),
    path: actor.office.path,
  };
  const result: LetterJobResult = { leftOut: [], issued: 0, serials: null, parts: [] };
  const job = await deps.jobs.begin({
    county: actor.county,
    kind: 'letters',
    about: id,
    by: { id: actor.id, name: actor.name },
    args: args as unknown as Json,
    result: result as unknown as Json,
  });
  return letterJobView(actor, job, deps);
}

/** Heap by heap, within a heap as lists are. */
async function inOrder(desk: LetterDesk, ids: string[], by: 'school' | 'village', deps: Deps): Promise<{ children: string[]; bundles: string[] }> {
  const named: { id: string; bundle: string; place: number }[] = [];
  for (let at = 0; at < ids.length; at += 2000) {
    const slice = ids.slice(at, at + 2000);
    const heads = new Map((await deps.store.children.byIds(desk.actor.county, desk.ledger.id, slice)).map((child) => [child._id, child]));
    for (const [index, id] of slice.entries()) {
      const child = heads.get(id);
      if (child) named.push({ id, bundle: bundleOf(desk, child, by), place: at + index });
    }
  }
  const first = new Map<string, number>();
  for (const { bundle, place } of named) if (!first.has(bundle)) first.set(bundle, place);
  named.sort((a, b) => (first.get(a.bundle) as number) - (first.get(b.bundle) as number) || a.place - b.place);
  return { children: named.map(({ id }) => id), bundles: named.map(({ bundle }) => bundle) };
}

/** One step: some hundred numbers, or some parts on paper. */
export async function letterJobStep(job: Job, deps: Deps): Promise<JobStep> {
  const args = JSON.parse(job.args) as LetterJobArgs;
  const result = JSON.parse(job.result) as LetterJobResult;
  const total = args.children.length * 2;
  const [phase = 'register', place = '0'] = job.cursor === '' ? [] : job.cursor.split(':');
  const step = (cursor: string | null, done: number): JobStep => ({ done, total, cursor, result: result as unknown as Json });
  if (phase === 'register') {
    const from = Number(place);
    await registerSlice(job, args, result, from, deps);
    const next = from + perStep;
    if (next < args.children.length) return step(`register:${next}`, next);
    const letters = await deps.store.letters.headsOfJob(job.county, job._id);
    const [head, tail] = [letters.at(0), letters.at(-1)];
    result.issued = letters.length;
    result.serials = head && tail ? { first: head.serial, last: tail.serial } : null;
    result.parts = partsOf(letters).map((part) => ({ ...part, pages: 0, bytes: 0, ready: false }));
    return step(result.parts.length > 0 ? 'print:0' : null, result.parts.length > 0 ? args.children.length : total);
  }
  const index = Number(place);
  const parts = result.parts.slice(index, index + partsPerStep);
  const printed = await Promise.all(parts.map((part) => printPart(job, part, args, deps)));
  for (const [at, { pages, bytes }] of printed.entries()) Object.assign(result.parts[index + at] as JobPart, { pages, bytes, ready: true });
  const done = args.children.length + result.parts.filter(({ ready }) => ready).reduce((sum, { letters }) => sum + letters, 0);
  return index + partsPerStep < result.parts.length ? step(`print:${index + partsPerStep}`, done) : step(null, total);
}

async function registerSlice(job: Job, args: LetterJobArgs, result: LetterJobResult, from: number, deps: Deps): Promise<void> {
  const entry = deps.ledgers.letterAt(job.county, args.letter, args.version);
  const ledger = deps.ledgers.ledgerAt(job.county, args.ledger.id, args.ledger.version);
  if (!entry || !ledger) throw new Error(`the versions of job ${job._id} are gone`);
  const desk = await deskFor(args.actor, entry, ledger, deps);
  const ids = args.children.slice(from, from + perStep);
  // After a crash some of the slice are in the register already.
  const before = new Set((await deps.store.letters.ofJobChildren(job.county, job._id, ids)).map(({ child }) => child));
  const examined = await examine(
    desk,
    ids.filter((id) => !before.has(id)),
    args.values,
    new Map(),
    deps,
  );
  const wanted = examined.flatMap(({ receiver, findings }) => {
    const refused = findings.find(({ level }) => level === 'error');
    const { child } = receiver;
    if (refused) {
      result.leftOut.push({
        child: child._id,
        name: shownName(desk.ledger.ledger, child.data, args.actor.role),
        message: [refused.message, refused.detail].filter((text) => text !== '').join('：'),
      });
      return [];
    }
    const order = from + ids.indexOf(child._id);
    return [{ child, order, bundle: args.bundles[order] ?? '', replaces: null }];
  });
  await registerLetters(desk, wanted, args.values, job._id, args.by, deps);
}
