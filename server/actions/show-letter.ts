import type { Deps } from '../deps.js';
import { clausesOn, dayOfWords, type SaidLetter } from '../domain/compose-letter.js';
import { mayIssue } from '../domain/ledger-permissions.js';
import type { IssuedLetter } from '../domain/letter.js';
import type { LetterPreview, LetterView, ReissueCall } from '../domain/letter-views.js';
import type { Actor } from '../domain/office.js';
import type { Letter } from '../domain/open-letter.js';
import { dateOf } from '../domain/period.js';
import { askedFaults } from '../domain/preflight.js';
import { Problem } from '../domain/problem.js';
import { drawIssued, sayLetter } from './compose-letters.js';
import { chosenIds, findIssued, type LetterDesk, letterDesk } from './find-letter.js';
import { householdNames } from './household-names.js';
import { letterRow } from './list-letters.js';
import { examine } from './preflight-letters.js';
import { draftLetter } from './preview-letter.js';
import { voidMark } from './print-letters.js';
import { registerLetters } from './register-letters.js';
import { doerOf } from './seal-event.js';

/** @throws Problem NOT_FOUND */
export async function showLetter(actor: Actor, id: string, deps: Deps): Promise<LetterView> {
  return letterView(actor, await findIssued(actor, id, deps), deps);
}

async function letterView(actor: Actor, letter: IssuedLetter, deps: Deps): Promise<LetterView> {
  const said = JSON.parse(letter.said) as SaidLetter;
  const entry = deps.ledgers.letterAt(letter.county, letter.letter, letter.version);
  const current = deps.ledgers.letter(letter.county, letter.letter);
  const today = current ? clausesOn(current.letter, { day: dateOf(deps.clock()), facts: null }) : [];
  const newest = (law: string, article: string): string | undefined => today.find((one) => one.law === law && one.article === article)?.edition;
  const { sound } = await drawIssued([letter], deps);
  const fields = current?.letter.asked ?? [];
  const chain = (await deps.store.letters.ofChild(letter.county, letter.child)).filter((one) => one.letter === letter.letter);
  return {
    ...letterRow(actor, letter, deps),
    hash: letter.hash,
    sound: sound[0] === true,
    version: letter.version,
    said: [...said.before, ...said.after].filter(({ text }) => text !== '').map(({ title, text }) => ({ title, text })),
    clauses: said.clauses.map(({ law, article, edition, paragraphs }) => ({
      law,
      edition,
      title: article,
      text: paragraphs.join('\n'),
      superseded: (newest(law, article) ?? edition) > edition,
    })),
    chain: chain.map((one) => ({ id: one._id, serial: one.serial, at: one.at.toISOString(), state: one.state, reason: one.voided?.reason ?? '' })),
    mayVoid: letter.state === 'valid' && entry !== null && mayIssue(entry.letter.snapshot.definition, actor.role),
    mayReissue:
      current !== null &&
      mayIssue(current.letter.snapshot.definition, actor.role) &&
      !letter.replacedBy &&
      (letter.state === 'valid' || current.letter.once === null || chain.every(({ state }) => state === 'void')),
    asked: askedBefore(said, fields),
  };
}

/** The page as on the day of issue. @throws Problem NOT_FOUND */
export async function issuedPage(actor: Actor, id: string, deps: Deps): Promise<{ html: string; name: string }> {
  const letter = await findIssued(actor, id, deps);
  const { style, bodies } = await drawIssued([letter], deps);
  return {
    html: deps.letterPaper.document(letter.title, style, [{ body: bodies[0] as string }], letter.state === 'void' ? voidMark : ''),
    name: `${letter.serial} ${letter.childName}`,
  };
}

/**
 * The very page one child would get, marked and without a number; with `draft` as the letter is being changed, so that whoever may read children can
 * look at it before it is published: designers may not. @throws Problem NOT_FOUND, FORBIDDEN, BAD_DATA, BAD_DEFINITION
 */
export async function previewPage(actor: Actor, id: string, { child, values: typed, draft = false }: LetterPreview, deps: Deps): Promise<string> {
  const inForce = await letterDesk(actor, id, deps);
  const desk = draft ? { ...inForce, entry: { ...inForce.entry, letter: (await draftLetter(actor, id, {}, deps)).letter } } : inForce;
  const values = draft ? askedOf(desk.entry.letter, typed) : typed;
  const faults = askedFaults(desk.entry.letter, values).filter(({ message }) => !message.endsWith('还没有填写'));
  if (faults.length > 0) throw new Problem('BAD_DATA', { errors: faults });
  const [known] = await chosenIds(desk, { children: [child] }, deps);
  const [found] = known ? await deps.store.children.byIds(actor.county, desk.ledger.id, [known]) : [];
  if (!found) throw new Problem('NOT_FOUND');
  const { style, bodies } = await deps.templates.draw(desk.entry.letter.snapshot.page, [
    sayLetter(desk, found, await householdNames(desk, [found], deps), values, 0, '样张', deps),
  ]);
  return deps.letterPaper.document(desk.entry.letter.title, style, [{ body: bodies[0] as string }], '样张');
}

/** What a letter that is being changed asks for: typed for the one in force where it asks for that as well. */
const askedOf = (letter: Letter, typed: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    letter.asked.map(({ key, title, default: proposed, type }) => [key, typed[key] ?? (type === 'string' || !type ? proposed || `〔${title}〕` : '')]),
  );

/** Makes a letter void: it stays in the register, its child may have another. @throws Problem NOT_FOUND, FORBIDDEN, REASON_REQUIRED, NO_SUCH_ACTION */
export async function voidLetter(actor: Actor, id: string, reason: string, deps: Deps): Promise<LetterView> {
  const letter = await findIssued(actor, id, deps);
  // Of a kind that is out of use, too: it was issued by the version it names.
  const entry = deps.ledgers.letterAt(letter.county, letter.letter, letter.version);
  if (!entry) throw new Problem('NOT_FOUND');
  if (!mayIssue(entry.letter.snapshot.definition, actor.role)) throw new Problem('FORBIDDEN');
  if (reason.trim() === '') throw new Problem('REASON_REQUIRED', { errors: [{ path: 'reason', message: '请写明为什么作废' }] });
  if (!(await deps.store.letters.void(letter, { at: deps.clock(), by: doerOf(actor), reason: reason.trim() })))
    throw new Problem('NO_SUCH_ACTION', { detail: '这份已经作废了' });
  return showLetter(actor, id, deps);
}

/**
 * Void and issued again, with a new number; the two name each other. A letter that is void and was not replaced can be issued again too.
 * Whatever stands against the new one is said before the old one is void.
 * @throws Problem NOT_FOUND, FORBIDDEN, REASON_REQUIRED, BAD_DATA, NO_SUCH_ACTION, NOTHING_TO_ISSUE
 */
export async function reissueLetter(actor: Actor, id: string, { reason, values }: ReissueCall, deps: Deps): Promise<LetterView> {
  const letter = await findIssued(actor, id, deps);
  const desk = await letterDesk(actor, letter.letter, deps);
  if (letter.state === 'valid' && reason.trim() === '') throw new Problem('REASON_REQUIRED', { errors: [{ path: 'reason', message: '请写明为什么作废重发' }] });
  if (letter.replacedBy) throw new Problem('NO_SUCH_ACTION', { detail: '这份已经作废并重发过了' });
  const asked = values ?? askedBefore(JSON.parse(letter.said) as SaidLetter, desk.entry.letter.asked);
  const faults = askedFaults(desk.entry.letter, asked);
  if (faults.length > 0) throw new Problem('BAD_DATA', { errors: faults });
  const [found] = await examine(desk, await chosenIds(desk, { children: [letter.child] }, deps), asked, new Map(), deps, letter._id);
  const refused = found?.findings.find(({ level }) => level === 'error');
  if (!found || refused)
    throw new Problem('NOTHING_TO_ISSUE', { detail: refused ? `${refused.message}${refused.detail ? `：${refused.detail}` : ''}` : '学生已不在您的范围内' });
  if (letter.state === 'valid' && !(await deps.store.letters.void(letter, { at: deps.clock(), by: doerOf(actor), reason: reason.trim() })))
    throw new Problem('NO_SUCH_ACTION', { detail: '这份刚被别人作废' });
  const { child } = found.receiver;
  const [next] = await registerLetters(desk, [{ child, order: 0, bundle: '', replaces: letter._id }], asked, '', doerOf(actor), deps);
  if (!next) throw new Problem('NOTHING_TO_ISSUE');
  await deps.store.letters.replacedBy(letter, next._id);
  return showLetter(actor, next._id, deps);
}

/** What was typed the last time, days as they were typed; what is asked only since then begins as it does for everybody. */
function askedBefore({ fields }: SaidLetter, asked: LetterDesk['entry']['letter']['asked']): Record<string, string> {
  return Object.fromEntries(
    asked.map(({ key, type, default: begins }) => [key, (type === 'date' || type === 'han-date' ? dayOfWords(fields[key]) : fields[key]) ?? begins ?? '']),
  );
}
