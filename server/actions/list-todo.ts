import type { Deps } from '../deps.js';
import { ledgerReaders, may } from '../domain/ledger-permissions.js';
import { actionsFor, mayEdit } from '../domain/life.js';
import type { Actor } from '../domain/office.js';
import { overdueDays, periodsSince } from '../domain/period.js';
import type { TodoItem, TodoView } from '../domain/views.js';
import { countLimit, storeFilter } from './list-children.js';
import { firstPeriodOf } from './list-periods.js';
import { type RowSource, reportRows } from './report-rows.js';

/** What waits for this person, the most overdue first: reports to fill in, correct or review, and for those who review, who is missing. */
export async function listTodo(actor: Actor, deps: Deps): Promise<TodoView> {
  const offices = await deps.store.offices.ofCounty(actor.county);
  const items: TodoItem[] = [];
  for (const entry of deps.forms.list(actor.county)) {
    const periods = periodsSince(entry.form.snapshot.definition.period, await firstPeriodOf(actor.county, entry, deps), deps.clock(), entry.form.calendar);
    const rows = await reportRows(actor, entry, periods, offices, deps);
    items.push(...rows.map((source) => itemOf(actor, source, deps.clock())).filter((item) => item !== null));
  }
  items.sort((a, b) => b.overdueDays - a.overdueDays || order[a.kind] - order[b.kind]);
  return { items: items.slice(0, 200), total: items.length, books: await reminders(actor, deps) };
}

/** Books that somebody wants to be reminded of, as far as there is a child in them. */
async function reminders(actor: Actor, deps: Deps): Promise<TodoView['books']> {
  const counted = deps.ledgers
    .ledgers(actor.county)
    .filter(({ ledger }) => may(ledger.snapshot.definition, 'read', actor.role) && ledgerReaders.includes(actor.role))
    .flatMap((entry) => entry.ledger.books.filter(({ remind }) => remind[actor.role] === true).map((book) => ({ entry, book })))
    .map(async ({ entry, book }) => {
      const filter = await storeFilter(actor, entry, { book: book.key }, deps);
      const children = await deps.store.children.count(actor.county, entry.id, filter, countLimit);
      return { ledger: entry.id, ledgerTitle: entry.ledger.title, book: book.key, title: book.title, hint: book.hint, children };
    });
  return (await Promise.all(counted)).filter(({ children }) => children > 0);
}

const order: Record<TodoItem['kind'], number> = { correct: 0, review: 1, fill: 2, missing: 3 };

function itemOf(actor: Actor, { row, entry, head }: RowSource, now: Date): TodoItem | null {
  const { life, definition } = entry.form.snapshot;
  const state = head?.state ?? life.initial;
  const overdue = overdueDays(definition.period, row.period, now, entry.form.calendar);
  const kind = kindOf();
  if (!kind) return null;
  const { state: shown, period, periodTitle, office, officeTitle, due, dueTime, late } = row;
  return {
    kind,
    definition: row.definition,
    definitionTitle: row.definitionTitle,
    period,
    periodTitle,
    office,
    officeTitle,
    state: shown,
    due,
    dueTime,
    late,
    overdueDays: overdue,
    reason: head?.returned?.reason ?? '',
  };

  function kindOf(): TodoItem['kind'] | null {
    // A main button waits for whoever may press it; one that also fills in has to type first.
    const mine = actionsFor(life, state, actor.role).some((action) => action.main);
    if (mayEdit(life, state, actor.role)) return mine ? (head?.returned ? 'correct' : 'fill') : null;
    if (mine) return 'review';
    const reviews =
      Object.values(life.actions).some((action) => action.by[actor.role] === true) &&
      Object.values(life.states).every((one) => one.editable?.[actor.role] !== true);
    return reviews && life.states[state]?.handedIn !== true && (overdue > 0 || row.late) ? 'missing' : null;
  }
}
