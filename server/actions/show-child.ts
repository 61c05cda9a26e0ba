import type { Deps, LedgerEntry } from '../deps.js';
import { type ChildEvent, replay, type StoredChild, textOf, valueText } from '../domain/child.js';
import { childWarnings } from '../domain/judge-child.js';
import { may, mayUnmask, seesInFull } from '../domain/ledger-permissions.js';
import type { ChildEventView, ChildRow, ChildValues, ChildView, FileView } from '../domain/ledger-views.js';
import type { StateView } from '../domain/life.js';
import { masked } from '../domain/mask.js';
import { movementsFor, reversible, withheldBy } from '../domain/movement.js';
import type { Actor, Office } from '../domain/office.js';
import { roleTitles, seesOffice } from '../domain/permissions.js';
import { eventText } from '../domain/report-record.js';
import type { Role } from '../domain/role.js';
import { shownName } from '../domain/shown-name.js';
import { type ChildPlaceCall, type FoundChild, findChild, today } from './find-child.js';

/** The file of one child as its reader sees it. @throws Problem NOT_FOUND */
export async function showChild(actor: Actor, call: ChildPlaceCall, deps: Deps): Promise<ChildView> {
  return childView(await findChild(actor, call, deps), deps);
}

export async function childView({ actor, entry, child, office }: FoundChild, deps: Deps): Promise<ChildView> {
  const { ledger } = entry;
  const { definition } = ledger.snapshot;
  const { role } = actor;
  const [events, letters, offices] = await Promise.all([
    deps.store.childEvents.ofChild(actor.county, child._id),
    deps.store.letters.ofChild(actor.county, child._id),
    deps.store.offices.ofCounty(actor.county),
  ]);
  const state = stateView(entry, textOf(child.data, definition.meanings.state));
  const files = await deps.store.files.named(actor.county, child._id, [...new Set(events.flatMap(({ proofs }) => proofs))]);
  const mayWrite = office.kind === 'school' && seesOffice(actor, office);
  return {
    id: child._id,
    ledger: { id: entry.id, version: entry.version, title: ledger.title },
    office: { id: office.id, title: office.title },
    name: shownName(ledger, child.data, role, 'file'),
    state,
    n: child.n,
    ...splitValues(entry, child.data, role),
    unmaskable: Object.keys(definition.privacy ?? {}).filter(
      (field) => child.data[field] !== undefined && !seesInFull(definition, field, role) && mayUnmask(definition, field, role),
    ),
    books: await booksOf(entry, child, deps),
    warnings: childWarnings(ledger, child.data),
    editable: mayWrite && may(definition, 'edit', role),
    movements: mayWrite
      ? movementsFor(ledger, state.key, role).map(({ key, title, event, guard }) => ({
          kind: key,
          title,
          hint: event.hint ?? '',
          colour: event.colour ?? 'default',
          proofAtLeast: event.proof?.atLeast ?? 0,
          proofHint: event.proof?.hint ?? '',
          withheld: withheldBy(guard, ledger, child.data, today(deps).today),
        }))
      : [],
    history: historyOf(entry, events, files.map(fileView), role, mayWrite),
    sound: isSound(child, events, deps.digest),
    letters: letters.map((letter) => ({
      id: letter._id,
      serial: letter.serial,
      title: letter.title,
      at: letter.at.toISOString(),
      by: letter.by.name,
      state: letter.state,
      reason: letter.voided?.reason ?? '',
    })),
    household: await householdOf(entry, child, actor, offices, deps),
  };
}

export const fileView = ({ id, name, type, size }: FileView): FileView => ({ id, name, type, size });

export function stateView({ ledger }: LedgerEntry, key: string): StateView {
  const state = ledger.states[key];
  return { key, title: state?.title ?? key, colour: state?.colour ?? 'default' };
}

/** What a role sees in full, and text in the place of the rest. */
export function splitValues(
  { ledger }: LedgerEntry,
  data: ChildValues,
  role: Role,
  where: 'file' | 'list' = 'file',
  columns?: string[],
): { values: ChildValues; masked: Record<string, string> } {
  const split: { values: ChildValues; masked: Record<string, string> } = { values: {}, masked: {} };
  for (const field of ledger.fields) {
    const value = data[field.key];
    if (value === undefined || (columns && !columns.includes(field.key))) continue;
    if (field.privacy && !seesInFull(ledger.snapshot.definition, field.key, role, where))
      split.masked[field.key] = masked(field.privacy.mask, valueText(ledger, field, value));
    else split.values[field.key] = value;
  }
  return split;
}

/** One line of a list. */
export function childRow(
  entry: LedgerEntry,
  child: Pick<StoredChild, '_id' | 'office' | 'data'>,
  titles: Map<string, string>,
  role: Role,
  columns?: string[],
): ChildRow {
  const { meanings } = entry.ledger.snapshot.definition;
  return {
    id: child._id,
    name: shownName(entry.ledger, child.data, role),
    office: child.office,
    officeTitle: titles.get(child.office) ?? '',
    state: stateView(entry, textOf(child.data, meanings.state)),
    ...splitValues(entry, child.data, role, 'list', columns),
  };
}

async function booksOf(entry: LedgerEntry, child: StoredChild, deps: Deps): Promise<ChildView['books']> {
  const found = await Promise.all(
    entry.ledger.books.map(async (book) =>
      (await deps.store.children.count(child.county, entry.id, { $and: [{ _id: child._id }, book.filter(today(deps).today)] }, 1)) > 0 ? book : null,
    ),
  );
  return found.flatMap((book) => (book ? [{ key: book.key, title: book.title }] : []));
}

function historyOf(entry: LedgerEntry, events: ChildEvent[], files: FileView[], role: Role, mayWrite: boolean): ChildEventView[] {
  const { ledger } = entry;
  const { privacy, meanings } = ledger.snapshot.definition;
  const last = mayWrite ? reversible(ledger, events) : null;
  const grade = ledger.fields.find((field) => field.key === meanings.grade);
  return [...events].reverse().map((event): ChildEventView => {
    const movement = ledger.movements.find(({ key }) => key === event.kind);
    const shown = (key: string, value: ChildValues[string] | undefined): string => {
      const field = ledger.fields.find((one) => one.key === key);
      if (!field) return String(value ?? '');
      const text = valueText(ledger, field, value);
      return privacy?.[key] && !seesInFull(ledger.snapshot.definition, key, role) ? masked(privacy[key].mask, text) : text;
    };
    return {
      n: event.n,
      kind: event.kind,
      title: event.title,
      colour: movement?.event.colour ?? (event.kind === 'reverse' ? 'error' : 'default'),
      date: event.date,
      at: event.at.toISOString(),
      by: event.by.name,
      roleTitle: roleTitles[event.by.role],
      officeTitle: event.by.officeTitle,
      stamps: {
        officeTitle: event.stamps.officeTitle,
        gradeTitle: grade ? valueText(ledger, grade, event.stamps.grade) : event.stamps.grade,
        className: event.stamps.class,
      },
      said: (movement?.fields ?? []).flatMap((field) =>
        event.said[field.key] === undefined ? [] : [{ key: field.key, title: field.title, text: valueText(ledger, field, event.said[field.key]) }],
      ),
      changes: Object.keys(event.sets).map((field) => ({
        field,
        title: ledger.fields.find((one) => one.key === field)?.title ?? field,
        before: shown(field, event.before[field] ?? null),
        after: shown(field, event.sets[field] ?? null),
      })),
      reason: event.reason,
      proofs: files.filter(({ id }) => event.proofs.includes(id)),
      reversedBy: events.find(({ reverses }) => reverses === event.n)?.n ?? null,
      reverses: event.reverses || null,
      mayReverse: event.n === last && movement?.event.by[role] === true,
    };
  });
}

/** Every event hashes to what it says, names the one before, and together they make the record. */
function isSound(child: StoredChild, events: ChildEvent[], digest: Deps['digest']): boolean {
  let previous = '';
  for (const [index, event] of events.entries()) {
    if (event.n !== index + 1 || event.previous !== previous || digest(eventText(event)) !== event.hash) return false;
    previous = event.hash;
  }
  const made = replay(events, child);
  const same = (a: ChildValues, b: ChildValues): boolean => Object.keys({ ...a, ...b }).every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]));
  return previous === child.hash && same(made.data, child.data) && made.place.office === child.office;
}

async function householdOf(entry: LedgerEntry, child: StoredChild, actor: Actor, offices: Office[], deps: Deps): Promise<ChildView['household']> {
  const { household, grade, state } = entry.ledger.snapshot.definition.meanings;
  const number = textOf(child.data, household);
  if (!household || number === '') return [];
  const others = await deps.store.children.list(actor.county, entry.id, { [`data.${household}`]: number }, { key: null, down: false }, 0, 20);
  const field = entry.ledger.fields.find((one) => one.key === grade);
  const titles = new Map(offices.map((office) => [office.id, office.title]));
  return others
    .filter((other) => other._id !== child._id && seesOffice(actor, other))
    .map((other) => ({
      id: other._id,
      name: shownName(entry.ledger, other.data, actor.role),
      officeTitle: titles.get(other.office) ?? '',
      gradeTitle: field ? valueText(entry.ledger, field, other.data[field.key]) : '',
      state: stateView(entry, textOf(other.data, state)),
    }));
}
