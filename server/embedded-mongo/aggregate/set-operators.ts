import type { Collation } from '../bson/collation.js';
import { keyOf } from '../bson/key-encoding.js';
import { TextOrder } from '../bson/text-order.js';
import { typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { OwnOperator } from './own-operator.js';

type Keyed = Map<string, unknown>;

/** Lists as sets: each value once, by what the collation finds equal. */
function setsOf(name: string, lists: unknown[], code: number, collation: Collation | undefined): Keyed[] {
  const spelling = collation && new TextOrder(collation).label;
  return lists.map((list) => {
    if (!Array.isArray(list)) throw new CommandError(code, `All operands of ${name} must be arrays. One argument is of type: ${typeName(list)}`);
    const set: Keyed = new Map();
    for (const value of list) {
      const key = keyOf(value, spelling).toString('latin1');
      if (!set.has(key)) set.set(key, value);
    }
    return set;
  });
}

function operator(name: string, arity: OwnOperator['arity'], code: number, nullable: boolean, apply: (sets: Keyed[]) => unknown): OwnOperator {
  return {
    arity,
    apply: (lists, collation) => {
      if (nullable && lists.some((list) => list === null || list === undefined)) return null;
      return apply(setsOf(name, lists, code, collation));
    },
  };
}

const within = (a: Keyed, b: Keyed): boolean => [...a.keys()].every((key) => b.has(key));

/** Operators on lists as sets: mingo would compare strings by their characters, and numbers in them would lose their type. */
export const setOperators: Record<string, OwnOperator> = {
  $setUnion: operator('$setUnion', [0, Infinity], 17043, true, (sets) => {
    const all: Keyed = new Map();
    for (const set of sets) for (const [key, value] of set) if (!all.has(key)) all.set(key, value);
    return [...all.values()];
  }),
  $setIntersection: operator('$setIntersection', [0, Infinity], 17047, true, ([first = new Map(), ...others]) =>
    [...first].filter(([key]) => others.every((set) => set.has(key))).map(([, value]) => value),
  ),
  $setDifference: operator('$setDifference', [2, 2], 17048, true, ([a, b]) => [...a!].filter(([key]) => !b!.has(key)).map(([, value]) => value)),
  $setEquals: operator('$setEquals', [2, Infinity], 17044, false, ([first, ...others]) =>
    others.every((set) => set.size === first!.size && within(set, first!)),
  ),
  $setIsSubset: operator('$setIsSubset', [2, 2], 17046, false, ([a, b]) => within(a!, b!)),
};
