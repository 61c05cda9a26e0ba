// Changes of a ledger, each a pure function of the whole definition. What was in force once is put out of use and never deleted.
import { byOrder } from '../../../server/domain/by-order.js';
import type { LedgerDefinition, LedgerField } from '../../../server/domain/definition.generated.js';
import type { JsonMap } from '../../../server/domain/merge-patch.js';
import { getAt, isFromBelow, orderBehind, placesIn, setAt } from '../edit-tree.js';

/** `below` is what lies under the county's layer, `published` what was in force last. */
export type Ground = { below: JsonMap; published: JsonMap };
const field = (key: string): string[] => ['schema', 'properties', key];
const placed = (group: string, key: string): string[] => ['layout', 'groups', group, 'fields', key];

/** True for what can only be put out of use. */
export const isKept = ({ below, published }: Ground, path: string[]): boolean => isFromBelow(below, path) || getAt(published, path) !== undefined;

/** What the county just added goes, the rest is hidden. */
export const takeOut = <T>(definition: T, ground: Ground, path: string[]): T =>
  isKept(ground, path) ? setAt(definition, [...path, 'hidden'], true) : setAt(definition, path, undefined);

/** Takes the mark away, or says no where it stands below. */
export const bringBack = <T>(definition: T, { below }: Ground, path: string[]): T =>
  setAt(definition, [...path, 'hidden'], isFromBelow(below, [...path, 'hidden']) ? false : undefined);

export function addField(ledger: LedgerDefinition, key: string, entry: LedgerField, group: string): LedgerDefinition {
  const fields = ledger.layout?.groups?.[group]?.fields;
  const next = setAt(ledger, field(key), { ...entry, order: orderBehind(ledger.schema.properties, placesIn(ledger.schema.properties).at(-1)?.key ?? null) });
  return setAt(next, placed(group, key), { order: orderBehind(fields, placesIn(fields).at(-1)?.key ?? null) });
}

/** A field goes with everything that is said of it. */
export function dropField(ledger: LedgerDefinition, ground: Ground, key: string): LedgerDefinition {
  if (isKept(ground, field(key))) return setAt(ledger, [...field(key), 'hidden'], true);
  const groups = Object.keys(ledger.layout?.groups ?? {}).filter((group) => ledger.layout?.groups?.[group]?.fields[key]);
  // A group may stay empty; taking its last field away leaves the group.
  const without = groups.reduce((next, group) => {
    const { [key]: _, ...fields } = next.layout?.groups?.[group]?.fields ?? {};
    return setAt(next, ['layout', 'groups', group, 'fields'], fields);
  }, ledger);
  return [field(key), ['layout', 'list', key], ['privacy', key]].reduce((next, path) => setAt(next, path, undefined), without);
}

/** The group a field stands in. */
export const groupOf = ({ layout }: LedgerDefinition, key: string): string | null =>
  Object.entries(layout?.groups ?? {}).find(([, group]) => group.fields[key] && !group.fields[key].hidden)?.[0] ?? null;

export function moveToGroup(ledger: LedgerDefinition, { below }: Ground, key: string, group: string): LedgerDefinition {
  const from = groupOf(ledger, key);
  if (from === group) return ledger;
  let next = ledger;
  if (from && isFromBelow(below, placed(from, key))) next = setAt(next, [...placed(from, key), 'hidden'], true);
  else if (from) {
    const { [key]: _, ...fields } = next.layout?.groups?.[from]?.fields ?? {};
    next = setAt(next, ['layout', 'groups', from, 'fields'], fields);
  }
  const fields = next.layout?.groups?.[group]?.fields;
  const order = orderBehind(
    fields,
    placesIn(fields)
      .filter((one) => one.key !== key)
      .at(-1)?.key ?? null,
  );
  return setAt(
    next,
    placed(group, key),
    isFromBelow(below, [...placed(group, key), 'hidden']) || isFromBelow(below, placed(group, key)) ? { order, hidden: false } : { order },
  );
}

/** Shows a field in the list of children, last, or leaves it out. */
export function showInList(ledger: LedgerDefinition, { below }: Ground, key: string, shown: boolean): LedgerDefinition {
  const path = ['layout', 'list', key];
  if (!shown) return setAt(ledger, isFromBelow(below, path) ? [...path, 'hidden'] : path, isFromBelow(below, path) ? true : undefined);
  if (ledger.layout?.list?.[key]) return setAt(ledger, [...path, 'hidden'], isFromBelow(below, [...path, 'hidden']) ? false : undefined);
  return setAt(ledger, path, { order: orderBehind(ledger.layout?.list, placesIn(ledger.layout?.list).at(-1)?.key ?? null), width: 120 });
}

export const isInList = ({ layout }: LedgerDefinition, key: string): boolean => layout?.list?.[key] !== undefined && !layout.list[key].hidden;

/** States by the code list of the state's field, with their titles; `isUsed` says which the ledger has. */
export function statesOf(ledger: LedgerDefinition, contents: { [id: string]: { kind: string } }): { key: string; title: string; isUsed: boolean }[] {
  const list = contents[stateList(ledger)] as { kind: string; codes?: { [code: string]: { title: string; hidden?: boolean } } } | undefined;
  const titles = list?.kind === 'code-list' ? byOrder(list.codes) : [];
  return titles
    .filter(({ key, hidden }) => !hidden || ledger.states[key])
    .map(({ key, title }) => ({ key, title, isUsed: ledger.states[key] !== undefined && !ledger.states[key].hidden }));
}

export const stateList = ({ schema, meanings }: LedgerDefinition): string => schema.properties[meanings.state]?.codeList ?? '';
