import type { Deps, LedgerEntry } from '../deps.js';
import { below, fieldFilters, type StoreFilter, searchFilter } from '../domain/child-filter.js';
import { may, seesInFull } from '../domain/ledger-permissions.js';
import type { ChildFilter, ChildListView } from '../domain/ledger-views.js';
import type { Actor } from '../domain/office.js';
import { dateOf } from '../domain/period.js';
import { seesOffice } from '../domain/permissions.js';
import { Problem } from '../domain/problem.js';
import { knownLedger } from './find-child.js';
import { childRow } from './show-child.js';

export type ChildListCall = ChildFilter & { sort?: string; page: number; size: number; columns?: string; count?: string; books?: string };
/** Counts stop here, and pages too: whoever wants more says more exactly what. */
export const countLimit = 10_000;

/** Children an actor may see, filtered, sorted, one page of them. @throws Problem NOT_FOUND, BAD_REQUEST */
export async function listChildren(actor: Actor, ledger: string, call: ChildListCall, deps: Deps): Promise<ChildListView> {
  const entry = knownLedger(actor, ledger, deps);
  const { definition } = entry.ledger.snapshot;
  const filter = await storeFilter(actor, entry, call, deps);
  const skip = (call.page - 1) * call.size;
  if (skip >= countLimit) throw new Problem('BAD_REQUEST', { errors: [{ path: 'page', message: `最多翻到第 ${countLimit} 名，请把条件定得更细` }] });
  const wanted = (call.columns ?? '').split(',').filter((key) => key !== '');
  const columns = columnsOf(entry, wanted);
  const exact = call.count === 'exact';
  const sort = sortOf(entry, call.sort);
  const [page, total, offices, books] = await Promise.all([
    deps.store.children.list(actor.county, ledger, filter, sort, skip, call.size),
    deps.store.children.count(actor.county, ledger, filter, exact ? 0 : countLimit + 1),
    deps.store.offices.ofCounty(actor.county),
    call.books === '1' ? countBooks(actor, entry, call, deps) : [],
  ]);
  const titles = new Map(offices.map((office) => [office.id, office.title]));
  return {
    items: page.map((child) =>
      childRow(
        entry,
        child,
        titles,
        actor.role,
        columns.map(({ key }) => key),
      ),
    ),
    ...stopped(total, exact),
    columns: columns.map((column) => ({ ...column, masked: !seesInFull(definition, column.key, actor.role, 'list') })),
    books,
    may: { create: may(definition, 'create', actor.role), import: may(definition, 'import', actor.role), export: may(definition, 'export', actor.role) },
  };
}

/** What the store is asked: never beyond what the actor sees. @throws Problem NOT_FOUND for an office out of sight, BAD_REQUEST */
export async function storeFilter(actor: Actor, entry: LedgerEntry, filter: ChildFilter, deps: Deps): Promise<StoreFilter> {
  const conditions: StoreFilter[] = [await placeFilter(actor, filter.office, deps)];
  const fields = fieldFilters(entry.ledger, filter.fields);
  if (Object.keys(fields).length > 0) conditions.push(fields);
  const search = searchFilter(filter.q);
  if (Object.keys(search).length > 0) conditions.push(search);
  if (filter.book) {
    const book = entry.ledger.books.find(({ key }) => key === filter.book);
    if (!book) throw new Problem('BAD_REQUEST', { errors: [{ path: 'book', message: '没有这一册' }] });
    conditions.push(book.filter(dateOf(deps.clock())));
  }
  const keys = conditions.flatMap((condition) => Object.keys(condition));
  // One flat filter where keys allow it: planners see through it best.
  return new Set(keys).size === keys.length ? Object.assign({}, ...conditions) : { $and: conditions };
}

async function placeFilter(actor: Actor, id: string | undefined, deps: Deps): Promise<StoreFilter> {
  if (id === undefined) return within(actor, actor.office.path);
  const office = await deps.store.offices.find(actor.county, id);
  if (!office) throw new Problem('NOT_FOUND');
  // A township sees across the school line, so its schools are still held against what the actor sees.
  if (office.kind === 'township') return { township: office.id, ...within(actor, actor.office.path) };
  if (!seesOffice(actor, office)) throw new Problem('NOT_FOUND');
  return within(actor, office.path);
}

/** Everybody of the county is said by the county alone: a range that leaves nobody out would only hide better indexes. */
const within = (actor: Actor, path: string): StoreFilter => (path === `/${actor.county}/` ? {} : below(path));

function columnsOf({ ledger }: LedgerEntry, wanted: string[]): { key: string; title: string }[] {
  const keys = wanted.length > 0 ? wanted : ledger.list;
  return keys.map((key) => {
    const field = ledger.fields.find((one) => one.key === key);
    if (!field) throw new Problem('BAD_REQUEST', { errors: [{ path: 'columns', message: `没有名为“${key.slice(0, 40)}”的栏目` }] });
    return { key, title: field.title };
  });
}

function sortOf({ ledger }: LedgerEntry, sort: string | undefined): { key: string | null; down: boolean } {
  if (!sort) return { key: null, down: false };
  const down = sort.startsWith('-');
  const key = sort.replace(/^-/, '');
  if (key === 'place') return { key: null, down };
  const field = ledger.fields.find((one) => one.key === key);
  if (!field || field.privacy) throw new Problem('BAD_REQUEST', { errors: [{ path: 'sort', message: '不能按这一栏排序' }] });
  return { key, down };
}

async function countBooks(actor: Actor, entry: LedgerEntry, call: ChildFilter, deps: Deps): Promise<ChildListView['books']> {
  return Promise.all(
    entry.ledger.books.map(async ({ key, title }) => {
      const filter = await storeFilter(actor, entry, { ...call, book: key }, deps);
      return { key, title, ...stopped(await deps.store.children.count(actor.county, entry.id, filter, countLimit + 1), false) };
    }),
  );
}

const stopped = (total: number, exact: boolean): { total: number; more: boolean } =>
  exact ? { total, more: false } : { total: Math.min(total, countLimit), more: total > countLimit };
