// What a ledger has to go on knowing: children's records hold values, states and movements of everything it ever had.
import type { LedgerDefinition } from './definition.generated.js';
import type { LayeredDefinition } from './layers.js';
import { type JsonMap, mergePatch } from './merge-patch.js';
import type { Fault } from './problem.js';

/** Entries that were in force and are gone, and fields whose values would not fit any more. */
export function forgottenFaults(before: LayeredDefinition | undefined, after: LedgerDefinition): Fault[] {
  if (before?.kind !== 'ledger') return [];
  const gone = forgotten(before, after);
  const used = Object.entries(before.schema.properties);
  return [
    ...gone.map(({ path, title }) => ({ path: path.join('.'), message: `“${title}”已经用过，学生档案里可能还有，不能删除，只能停用` })),
    ...used.flatMap(([key, { type, title }]): Fault[] => {
      const now = after.schema.properties[key];
      return now && now.type !== type ? [{ path: `schema.properties.${key}.type`, message: `“${title}”已经用过，不能改类型；请停用它，另加一栏` }] : [];
    }),
  ];
}

/** An earlier version's own layer that goes on knowing, out of use, what came later. */
export function withMemory(last: LayeredDefinition | undefined, earlier: LayeredDefinition, patch: JsonMap): JsonMap {
  if (last?.kind !== 'ledger' || earlier.kind !== 'ledger') return patch;
  return forgotten(last, earlier).reduce(
    (kept, { path, entry }) =>
      mergePatch(
        kept,
        [...path].reverse().reduce<JsonMap>((inner, key) => ({ [key]: inner }), { ...entry, hidden: true }),
      ) as JsonMap,
    patch,
  );
}

type Forgotten = { path: string[]; title: string; entry: JsonMap };

function forgotten(before: LedgerDefinition, after: LedgerDefinition): Forgotten[] {
  const missing = (path: string[], was: { [key: string]: object }, is: { [key: string]: object }): Forgotten[] =>
    Object.entries(was).flatMap(([key, entry]) =>
      is[key] ? [] : [{ path: [...path, key], title: (entry as { title?: string }).title ?? key, entry: entry as JsonMap }],
    );
  return [
    ...missing(['schema', 'properties'], before.schema.properties, after.schema.properties),
    ...missing(['states'], before.states, after.states),
    ...missing(['events'], before.events, after.events),
  ];
}
