// An operator of expressions that is computed here rather than by mingo.
import type { Collation } from '../bson/collation.js';

/** An operator that gets its arguments' values (undefined is missing) and the collation to compare them by. */
export type OwnOperator = { arity: [least: number, most: number]; apply: (args: unknown[], collation?: Collation) => unknown };
