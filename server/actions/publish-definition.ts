// A county puts a definition into force, takes it out, or puts an earlier version into force again.
import type { Deps, PublishedDefinition } from '../deps.js';
import { calendarOf } from '../domain/calendar.js';
import type { PublicationView } from '../domain/definition-views.js';
import { assumedIn, type LayeredDefinition, originOf, withOwn } from '../domain/layers.js';
import { withMemory } from '../domain/ledger-memory.js';
import { type JsonMap, mergePatch } from '../domain/merge-patch.js';
import type { Actor } from '../domain/office.js';
import { currentPeriod } from '../domain/period.js';
import { Problem } from '../domain/problem.js';
import { firstAsked } from '../domain/upcoming-dues.js';
import { checkOwnLayer, dependents } from './check-definition.js';
import { belowOwn, effective, type FoundDefinition, findDefinition, isUpgradeDue, type OwnLayer } from './find-definition.js';
import { moveJob } from './move-open-reports.js';
import { type PublishedBecause, publishChanged } from './publish-changed.js';
import { publishLedgers } from './publish-ledgers.js';

/** Freezes the draft as the county's next version. @throws Problem NOT_FOUND, STALE, UPGRADE_DUE, REASON_REQUIRED, BAD_DEFINITION (every fault), NOTHING_NEW */
export async function publishDefinition(actor: Actor, id: string, call: { rev: number; why: string }, deps: Deps): Promise<PublicationView> {
  const found = await findDefinition(actor, id, deps);
  if (!found.draft || found.draft.rev !== call.rev) throw new Problem('STALE', { detail: '这份草稿刚被改过，请查看最新内容' });
  if (isUpgradeDue(found)) throw new Problem('UPGRADE_DUE');
  const publication = await publishOwn(actor, found, found.own, { cause: found.draft.cause, why: call.why, again: null }, deps);
  await deps.store.definitionDrafts.remove(actor.county, id, call.rev);
  return publication;
}

/** Takes a report form or a letter out of use; what was filled in or issued stays readable in its version. @throws Problem NOT_FOUND, REASON_REQUIRED, IN_USE, NOTHING_NEW */
export async function retireDefinition(actor: Actor, id: string, why: string, deps: Deps): Promise<PublicationView> {
  const found = await findDefinition(actor, id, deps);
  if (!found.last) throw new Problem('NOT_FOUND');
  const { kind } = found.last;
  if (kind !== 'report' && kind !== 'letter')
    throw new Problem('IN_USE', { detail: '只有报表和信函可以停用；代码表里不用的代码、台账里不用的栏目、办理过程里不用的步骤请分别停用' });
  const { stack, patch, keeps } = found.last;
  return publishOwn(actor, found, { stack, patch: { ...patch, hidden: true }, keeps }, { cause: 'retire', why, again: null }, deps);
}

/** Puts a retired report form or letter into use again, as it was. @throws Problem NOT_FOUND, REASON_REQUIRED, NOTHING_NEW when it is in use */
export async function restoreDefinition(actor: Actor, id: string, why: string, deps: Deps): Promise<PublicationView> {
  const found = await findDefinition(actor, id, deps);
  if (!found.last) throw new Problem('NOT_FOUND');
  const { stack, patch, keeps, snapshot } = found.last;
  if (!('hidden' in snapshot.definition) || snapshot.definition.hidden !== true) throw new Problem('NOTHING_NEW', { detail: '没有停用，不需要恢复' });
  const { hidden: _, ...rest } = patch;
  const shown = belowOwn(stack).hidden === true ? { ...rest, hidden: false } : rest;
  return publishOwn(actor, found, { stack, patch: shown, keeps }, { cause: 'publish', why, again: null }, deps);
}

/** Publishes an earlier version again, on the files it lay on. @throws Problem NOT_FOUND, REASON_REQUIRED, BAD_DEFINITION, NOTHING_NEW */
export async function rollBackDefinition(actor: Actor, id: string, call: { version: number; why: string }, deps: Deps): Promise<PublicationView> {
  const [found, earlier] = await Promise.all([findDefinition(actor, id, deps), deps.store.definitions.find(actor.county, id, call.version)]);
  if (!earlier) throw new Problem('NOT_FOUND');
  const { stack, keeps } = earlier;
  const patch = withMemory(found.last?.snapshot.definition, earlier.snapshot.definition, earlier.patch);
  return publishOwn(actor, found, { stack, patch, keeps }, { cause: 'roll-back', why: call.why, again: call.version }, deps);
}

async function publishOwn(actor: Actor, found: FoundDefinition, edited: OwnLayer, because: Omit<PublishedBecause, 'by'>, deps: Deps): Promise<PublicationView> {
  const why = because.why.trim();
  if (why === '') throw new Problem('REASON_REQUIRED', { detail: '请写明为什么修改', errors: [{ path: 'why', message: '请写明为什么修改' }] });
  const { content: sound, faults, contents } = await checkOwnLayer(actor, found, edited, deps);
  if (!sound || faults.length > 0) throw new Problem('BAD_DEFINITION', { errors: faults });
  const own = found.last ? edited : withFirst(edited, sound, contents, deps.clock());
  const content = effective(found, own).content ?? sound;
  const by = { id: actor.id, name: actor.name };
  const whole = withOwn(own.stack, own.patch, found.layer, { keeps: own.keeps });
  const one = { id: found.id, content, ...own, origin: originOf(whole), assumed: assumedIn(own.stack) };
  const first = await publishChanged(actor.county, one, contents, { ...because, why, by }, deps);
  if (!first) throw new Problem('NOTHING_NEW', { detail: nothingNew(content, because.cause) });
  const published = [
    first,
    ...(await publishDependents(actor, found.id, contents, { cause: 'follows', why: `“${content.title}”有新版：${why}`, by, again: null }, deps)),
  ];
  for (const form of published) if (form.kind === 'report') deps.forms.add(form);
  // Ledgers and letters are frozen from the same definitions, judged above with their pages; those that do not change publish nothing.
  const left = await publishLedgers(actor.county, deps.letterTemplates, deps, true);
  if (left.length > 0) deps.log.warn({ county: actor.county, faults: left }, 'ledgers and letters stay as they were');
  const jobs: string[] = [];
  for (const form of published) if (form.kind === 'report' && because.cause !== 'retire') jobs.push(await deps.jobs.begin(moveJob(form)));
  return { id: found.id, version: first.version, published: published.map(({ id, version, title }) => ({ id, version, title })), jobs };
}

/** A form that comes into use is not asked for a period that is over, unless its designer wants it to be. */
function withFirst(own: OwnLayer, content: LayeredDefinition, contents: { [id: string]: LayeredDefinition }, now: Date): OwnLayer {
  if (content.kind !== 'report' || content.period.first !== undefined) return own;
  const calendar = contents[content.period.calendar ?? ''];
  const known = calendar?.kind === 'calendar' ? calendar : undefined;
  const first = firstAsked(content.period, now, known);
  const current = currentPeriod(content.period, now, known && calendarOf(known));
  return first === current ? own : { ...own, patch: mergePatch(own.patch, { period: { first } }) as JsonMap };
}

/** Reports freeze the lists and the life they name, so each gets a version of its own. */
async function publishDependents(
  actor: Actor,
  id: string,
  contents: { [id: string]: LayeredDefinition },
  because: PublishedBecause,
  deps: Deps,
): Promise<PublishedDefinition[]> {
  const published: PublishedDefinition[] = [];
  for (const report of dependents(id, contents)) {
    const last = await deps.store.definitions.last(actor.county, report.id);
    if (!last) continue;
    const { stack, patch, keeps, origin, assumed } = last;
    const follower = await publishChanged(actor.county, { id: report.id, content: report, stack, patch, keeps, origin, assumed }, contents, because, deps);
    if (follower) published.push(follower);
  }
  return published;
}

const nothingNew = (content: LayeredDefinition, cause: PublishedBecause['cause']): string =>
  cause === 'roll-back' && content.kind === 'report' ? '那一版与现在的不同只在代码表或办理过程里，请到那里回退' : '与现在使用的版本相同，没有要发布的内容';
