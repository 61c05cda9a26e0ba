import type { Deps, LetterEntry, SpreadsheetList } from '../deps.js';
import { searchFilter } from '../domain/child-filter.js';
import { clausesOn } from '../domain/compose-letter.js';
import { mayIssue } from '../domain/ledger-permissions.js';
import type { LetterKindListView, LetterListView, LetterRow } from '../domain/letter-views.js';
import type { Actor } from '../domain/office.js';
import { dateOf } from '../domain/period.js';
import { seesOffice } from '../domain/permissions.js';
import { Problem } from '../domain/problem.js';
import { nameFor } from '../domain/shown-name.js';

export type LetterListCall = {
  letter?: string;
  office?: string;
  child?: string;
  state?: string;
  job?: string;
  q?: string;
  superseded?: string;
  page: number;
  size: number;
};
type Quoted = { law: string; article: string; before: string };
type Filter = Parameters<Deps['store']['letters']['list']>[1];
type Head = Awaited<ReturnType<Deps['store']['letters']['list']>>[number];

const countLimit = 10_000;
/** Of one workbook. */
const mostRows = 50_000;

/** Kinds of letters of the actor's county, with what is asked of whoever issues them. */
export async function listLetterKinds(actor: Actor, deps: Deps): Promise<LetterKindListView> {
  const drafts = new Set((await deps.store.definitionDrafts.ofCounty(actor.county)).map(({ id }) => id));
  const items = await Promise.all(
    deps.ledgers.letters(actor.county).map(async (entry) => {
      const { letter } = entry;
      const superseded = supersededQuotes(entry, deps);
      return {
        id: entry.id,
        title: letter.title,
        version: entry.version,
        ledger: letter.ledger,
        mayIssue: mayIssue(letter.snapshot.definition, actor.role),
        asked: letter.asked.map(({ key, title, type, required, hint, default: value, maxLength }) => ({
          key,
          title,
          type: type === 'date' || type === 'han-date' ? ('date' as const) : ('string' as const),
          required: required ?? false,
          hint: hint ?? '',
          value: value ?? '',
          maxLength: maxLength ?? 200,
        })),
        onceTitle: letter.once?.title ?? '',
        receipt: letter.receipt !== null,
        clauses: clausesOn(letter, { day: dateOf(deps.clock()), facts: null }).map(({ law, article, paragraphs }) => ({
          law,
          article,
          title: paragraphs.join(''),
        })),
        superseded: await deps.store.letters.count(actor.county, { letter: entry.id, path: actor.office.path, superseded }, countLimit),
        draft: drafts.has(entry.id),
      };
    }),
  );
  return { items };
}

/** The register, newest number first. @throws Problem NOT_FOUND for an office out of sight */
export async function listLetters(actor: Actor, call: LetterListCall, deps: Deps): Promise<LetterListView> {
  const filter = await filterFor(actor, call, deps);
  const skip = (call.page - 1) * call.size;
  if (skip >= countLimit) throw new Problem('BAD_REQUEST', { errors: [{ path: 'page', message: `最多翻到第 ${countLimit} 份，请把条件定得更细` }] });
  const { state: _, ...any } = filter;
  const [letters, total, valid, voided] = await Promise.all([
    deps.store.letters.list(actor.county, filter, skip, call.size),
    deps.store.letters.count(actor.county, filter, countLimit + 1),
    deps.store.letters.count(actor.county, { ...any, state: 'valid' }, countLimit),
    deps.store.letters.count(actor.county, { ...any, state: 'void' }, countLimit),
  ]);
  return {
    items: letters.map((letter) => letterRow(actor, letter, deps)),
    total: Math.min(total, countLimit),
    more: total > countLimit,
    counts: { valid, void: voided },
  };
}

/** The register as a workbook; who took it out is logged. @throws Problem NOT_FOUND */
export async function lettersWorkbook(actor: Actor, call: Omit<LetterListCall, 'page' | 'size'>, request: string, deps: Deps): Promise<Uint8Array> {
  const letters = await deps.store.letters.list(actor.county, await filterFor(actor, { ...call, page: 1, size: 1 }, deps), 0, mostRows + 1);
  if (letters.length > mostRows) throw new Problem('BAD_REQUEST', { detail: `超过 ${mostRows} 份，一个 Excel 文件放不下，请先按种类或学校筛选` });
  const list: SpreadsheetList = {
    title: '信函登记簿',
    columns: ['文号', '名称', '姓名', '学校', '村（社区）', '签发日期', '签发人', '状态', '作废原因'].map((title) => ({
      title,
      width: title === '名称' || title === '学校' ? 44 : 26,
      type: 'text' as const,
    })),
    rows: letters.map((letter) => [
      letter.serial,
      letter.title,
      nameShown(actor, letter, deps),
      letter.officeTitle,
      letter.village,
      letter.day,
      letter.by.name,
      letter.state === 'valid' ? '有效' : '已作废',
      letter.voided?.reason ?? '',
    ]),
  };
  await deps.store.audit.add({
    at: deps.clock(),
    county: actor.county,
    kind: 'export',
    user: actor.id,
    office: actor.office.id,
    what: `letters ${letters.length}`,
    request,
  });
  return deps.spreadsheets.list(list);
}

export const letterRow = (actor: Actor, letter: Head, deps: Deps): LetterRow => ({
  id: letter._id,
  letter: letter.letter,
  title: letter.title,
  serial: letter.serial,
  child: letter.child,
  childName: nameShown(actor, letter, deps),
  officeTitle: letter.officeTitle,
  village: letter.village,
  at: letter.at.toISOString(),
  by: letter.by.name,
  state: letter.state,
  reason: letter.voided?.reason ?? '',
  replaces: letter.replaces,
  replacedBy: letter.replacedBy,
  job: letter.job || null,
});

/** The register keeps the name as on the paper; who may read it there, the ledger says. */
function nameShown(actor: Actor, letter: Head, deps: Deps): string {
  const of = deps.ledgers.letterAt(letter.county, letter.letter, letter.version)?.letter.ledger;
  const entry = of ? deps.ledgers.ledger(letter.county, of) : null;
  return entry ? nameFor(entry.ledger.snapshot.definition, letter.childName, actor.role) : letter.childName;
}

async function filterFor(actor: Actor, { letter, office, child, state, job, q, superseded }: LetterListCall, deps: Deps): Promise<Filter> {
  let path = actor.office.path;
  if (office !== undefined) {
    const named = await deps.store.offices.find(actor.county, office);
    if (!named || !seesOffice(actor, named)) throw new Problem('NOT_FOUND');
    path = named.path;
  }
  const word = q?.normalize('NFC').trim() ?? '';
  const old =
    superseded === '1'
      ? deps.ledgers
          .letters(actor.county)
          .filter((entry) => !letter || entry.id === letter)
          .flatMap((entry) => supersededQuotes(entry, deps))
      : undefined;
  return {
    path,
    ...(letter ? { letter } : {}),
    ...(child ? { child } : {}),
    ...(state ? { state } : {}),
    ...(job ? { job } : {}),
    ...(word === '' ? {} : { anyOf: await sought(actor, word, deps) }),
    ...(old ? { superseded: old } : {}),
  };
}

/**
 * A serial or its end: 0093, 0093号, 〔2026〕0093, 平教义入〔2026〕0093号. Otherwise those of children the ledger finds, under the name they have now,
 * and those on which a name begins so.
 */
async function sought(actor: Actor, word: string, deps: Deps): Promise<NonNullable<Filter['anyOf']>> {
  const [, office = '', year, number] = /^(.*?)(?:[〔[(（](20\d\d)[〕\])）])?\s*(\d{1,7})号?$/.exec(word) ?? [];
  if (number !== undefined)
    return [{ serial: word }, { number: Number(number), ...(year ? { year: Number(year) } : {}), ...(office ? { serialFrom: office } : {}) }];
  const ledgers = [...new Set(deps.ledgers.letters(actor.county).map(({ letter }) => letter.ledger))];
  const children = await Promise.all(ledgers.map((ledger) => deps.store.children.found(actor.county, ledger, searchFilter(word), countLimit + 1)));
  return [{ serial: word }, { nameFrom: word }, { children: children.flat() }];
}

/** Quotations of an earlier edition than today's. */
const supersededQuotes = (entry: LetterEntry, deps: Pick<Deps, 'clock'>): Quoted[] =>
  clausesOn(entry.letter, { day: dateOf(deps.clock()), facts: null }).map(({ law, article, edition }) => ({ law, article, before: edition }));
