// What a ledger says to a report: numbers for its cells, and the children behind them.
import type { Deps, FormEntry } from '../deps.js';
import { valueText } from '../domain/child.js';
import type { Fill } from '../domain/definition.generated.js';
import { expressionPlace } from '../domain/expression-places.js';
import { readable } from '../domain/expression-words.js';
import { eventsBehind, type FillPeriod } from '../domain/fill.js';
import type { CellChildrenView, ChildValues } from '../domain/ledger-views.js';
import { type Actor, type Office, officeFacts } from '../domain/office.js';
import { labelOf } from '../domain/open-form.js';
import type { Ledger, OpenField } from '../domain/open-ledger.js';
import { Problem } from '../domain/problem.js';
import { fillsOf } from '../domain/record-sources.js';
import { shownName } from '../domain/shown-name.js';
import { childrenBehind, fieldsAsked } from '../domain/standing-children.js';
import { childrenStanding, countedEvents, spanOf } from './counted-events.js';
import { knownLedger, today } from './find-child.js';
import { findReport, type ReportPlace } from './find-report.js';

/** `target` is the `table.column` of the cell. */
type Asked = { actor: Actor; office: Office; entry: FormEntry; path: string; target: string; fill: Fill; ledger: Ledger; period: FillPeriod };
type Items = CellChildrenView['items'];

/**
 * The children behind a cell: movements in the order of days, standing children by class.
 * @throws Problem NOT_FOUND, also for a cell no ledger speaks for, BAD_PERIOD
 */
export async function cellChildren(actor: Actor, place: ReportPlace & { path: string }, deps: Deps): Promise<CellChildrenView> {
  const { entry, office } = await findReport(actor, place, deps);
  const [table, , column] = place.path.split('.');
  const target = `${table}.${column}`;
  const fill = fillsOf(entry.form.snapshot.definition)[target];
  if (!fill) throw new Problem('NOT_FOUND');
  const { ledger } = knownLedger(actor, fill.from, deps);
  const period = spanOf(entry, place.period);
  const asked: Asked = { actor, office, entry, path: place.path, target, fill, ledger, period };
  const items = fill.count === 'standing' ? await standingChildren(asked, deps) : await movedChildren(asked, deps);
  return {
    path: place.path,
    label: labelOf(entry.form, place.path),
    counted: items.length,
    ledger: { id: fill.from, title: ledger.title },
    count: fill.count !== 'standing' ? 'movements' : period.to < today(deps).today ? 'then' : 'now',
    until: period.to,
    where: conditionWords(asked),
    items,
  };
}

async function movedChildren({ actor, office, entry, path, fill, ledger, period }: Asked, deps: Deps): Promise<Items> {
  const events = (await countedEvents(office, fill.from, period, deps)) ?? [];
  const behind = (eventsBehind(entry.form, path, events, officeFacts(office), period) ?? []).sort((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : a.n - b.n,
  );
  const children = new Map(
    (await deps.store.children.byIds(actor.county, fill.from, [...new Set(behind.map(({ record }) => record))])).map((child) => [child._id, child]),
  );
  const { meanings } = ledger.snapshot.definition;
  return behind.map((event) => {
    const movement = ledger.movements.find(({ key }) => key === event.kind);
    const said = (movement?.fields ?? []).filter(({ key }) => event.said[key] !== undefined && key !== meanings.grade && key !== meanings.class);
    return {
      child: event.record,
      name: shownName(ledger, children.get(event.record)?.data ?? {}, actor.role),
      event: event.title,
      colour: movement?.event.colour ?? 'default',
      date: event.date,
      gradeTitle: titled(ledger, meanings.grade, event.stamps.grade),
      className: event.stamps.class,
      said: inWords(ledger, said, event.said),
      at: event.at.toISOString(),
    };
  });
}

async function standingChildren({ actor, office, path, fill, ledger, period }: Asked, deps: Deps): Promise<Items> {
  const { definition } = ledger.snapshot;
  const { meanings } = definition;
  const children = await childrenStanding(office, fill.from, period, null, deps);
  const behind = childrenBehind(fill, path.split('.')[1] ?? '', definition, children, officeFacts(office), period);
  const above = [meanings.name, meanings.state, meanings.grade, meanings.class];
  const asked = fieldsAsked(fill);
  const said = ledger.fields.filter(({ key, privacy }) => asked.includes(key) && !above.includes(key) && !privacy);
  const text = (data: ChildValues, key: string | undefined): string => String(data[key ?? ''] ?? '');
  return behind
    .map(({ child, data }) => ({
      child,
      name: shownName(ledger, data, actor.role),
      event: ledger.states[text(data, meanings.state)]?.title ?? '',
      colour: ledger.states[text(data, meanings.state)]?.colour ?? ('default' as const),
      date: '',
      gradeTitle: titled(ledger, meanings.grade, text(data, meanings.grade)),
      className: text(data, meanings.class),
      said: inWords(ledger, said, data),
      at: '',
    }))
    .sort((a, b) => a.className.localeCompare(b.className, 'zh', { numeric: true }) || a.name.localeCompare(b.name, 'zh'));
}

function titled(ledger: Ledger, key: string | undefined, value: string): string {
  const field = ledger.fields.find((one) => one.key === key);
  return field ? valueText(ledger, field, value) : value;
}

const inWords = (ledger: Ledger, fields: OpenField[], values: ChildValues): string =>
  fields
    .filter(({ key }) => values[key] !== undefined)
    .map((field) => `${field.title}：${valueText(ledger, field, values[field.key])}`)
    .join('　');

function conditionWords({ entry, target, fill, ledger }: Asked): string {
  const { definition, lists } = ledger.snapshot;
  const place = expressionPlace(entry.form.snapshot.definition, { ...lists, [definition.id]: definition }, ['fill', target, 'where']);
  return place ? readable(fill.where, place) : '';
}
