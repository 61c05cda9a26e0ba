// What is wrong with a ledger that its schema cannot see: what its books, movements and lists name.
import { byOrder } from './by-order.js';
import { headsOf } from './child-import.js';
import type { CodeListDefinition, LedgerDefinition } from './definition.generated.js';
import { type Definitions, ledgerSnapshotOf } from './ledger-snapshot.js';
import { faultsOfOpening } from './open-form.js';
import { openLedger } from './open-ledger.js';
import type { Fault } from './problem.js';
import { sameTitles } from './same-titles.js';

/** Every fault at once. */
export function ledgerFaults(ledger: LedgerDefinition, around: Definitions): Fault[] {
  const { faults } = ledgerSnapshotOf(ledger, around);
  return [
    ...sameTitles('schema.properties', byOrder(ledger.schema.properties), '请改一个，导入表格和插入内容时才分得清'),
    ...sameTitles('events', byOrder(ledger.events), '请改一个'),
    ...sameTitles('views', byOrder(ledger.views), '请改一个'),
    ...faults,
    ...faultsOfOpening(() => openLedger({ definition: ledger, lists: listsOf(ledger, around) })),
    ...placeFaults(ledger),
    ...hiddenFaults(ledger),
    ...movementFaults(ledger),
    ...headFaults(ledger),
  ];
}

/** Lists that are missing are named once and taken as empty. */
function listsOf(ledger: LedgerDefinition, around: Definitions): { [id: string]: CodeListDefinition } {
  const named = [...Object.values(ledger.schema.properties), ...Object.values(ledger.events).flatMap(({ schema }) => Object.values(schema?.properties ?? {}))];
  return Object.fromEntries(
    named.flatMap(({ codeList }) => {
      const list = codeList === undefined ? undefined : around[codeList];
      return codeList !== undefined && list?.kind === 'code-list' ? [[codeList, list]] : [];
    }),
  );
}

/** A field that stands in no group cannot be seen or filled in. */
function placeFaults({ schema, layout }: LedgerDefinition): Fault[] {
  const groups = Object.entries(layout?.groups ?? {});
  const known = schema.properties;
  const placed = new Set(groups.filter(([, group]) => !group.hidden).flatMap(([, { fields }]) => Object.keys(fields).filter((key) => !fields[key]?.hidden)));
  const unknown = (path: string, keys: string[]): Fault[] =>
    keys.filter((key) => !known[key]).map((key) => ({ path: `${path}.${key}`, message: `没有名为“${key}”的栏目` }));
  return [
    ...Object.entries(known).flatMap(([key, field]): Fault[] =>
      field.hidden || placed.has(key) || groups.length === 0
        ? []
        : [{ path: `schema.properties.${key}`, message: `“${field.title}”不在任何一组里，档案里看不到；请放进一组，或停用` }],
    ),
    ...groups.flatMap(([group, { fields }]) => unknown(`layout.groups.${group}.fields`, Object.keys(fields))),
    ...unknown('layout.list', Object.keys(layout?.list ?? {})),
  ];
}

/** Another name of a column that is the name of a different one already. */
function headFaults({ schema }: LedgerDefinition): Fault[] {
  const fields = byOrder(schema.properties).filter(({ hidden }) => !hidden);
  const taken = new Map(fields.map(({ key, title }) => [title, { key, title }]));
  return fields.flatMap((field): Fault[] =>
    headsOf({ field }).flatMap((head) => {
      const other = taken.get(head);
      if (!other) taken.set(head, { key: field.key, title: field.title });
      return other && other.key !== field.key
        ? [{ path: `schema.properties.${field.key}.heads`, message: `“${head}”已经是“${other.title}”的列名，导入时分不清，请去掉` }]
        : [];
    }),
  );
}

const needed: { [meaning: string]: string } = { name: '姓名', state: '状态' };

/** What is out of use and still needed. */
function hiddenFaults({ schema, meanings }: LedgerDefinition): Fault[] {
  return Object.entries(needed).flatMap(([meaning, word]): Fault[] => {
    const key = meanings[meaning as 'name' | 'state'];
    return schema.properties[key]?.hidden ? [{ path: `schema.properties.${key}.hidden`, message: `${word}不能停用，台账要靠它` }] : [];
  });
}

/** A movement that nobody may write down, that can never happen, or that leads to no state. */
function movementFaults({ events, states, meanings }: LedgerDefinition): Fault[] {
  return Object.entries(events).flatMap(([key, event]): Fault[] => {
    if (event.hidden) return [];
    const named = /^'([A-Za-z0-9_]+)'$/.exec(event.sets?.[meanings.state]?.trim() ?? '')?.[1];
    return [
      ...(Object.values(event.by).some((may) => may) ? [] : [{ path: `events.${key}.by`, message: `“${event.title}”没有人可以登记，请至少选一种人员` }]),
      ...(Object.values(event.from).some((may) => may) ? [] : [{ path: `events.${key}.from`, message: `“${event.title}”要选在哪些状态下可以发生` }]),
      ...(named !== undefined && !states[named]
        ? [{ path: `events.${key}.sets.${meanings.state}`, message: `“${event.title}”之后的状态“${named}”没有，请在列表里选` }]
        : []),
    ];
  });
}
