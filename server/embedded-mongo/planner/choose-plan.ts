import type { Plan } from './plan.js';

/** So many documents are read and sorted without asking whether another way would be shorter. */
const few = 64;
/** How far entries are counted to compare plans: each further only when all have more than the one before. */
const steps = [128, 1024, 8192];
/** Of a plan with very many ranges only so many are counted, and the rest taken to be like them. */
const mostCounted = 64;
/** What sorting a document costs beside reading it. */
const sortingCost = 0.2;

/**
 * Which of the plans that fit a query is run: the one that reads least, as far as counting a few thousand entries tells.
 * A limited query may be served by an index in the order of its sort, which stops early where matches are many, or by one that
 * finds few documents, which are sorted: which is shorter depends on where the matches lie, so both are raced.
 * @param all the plan over all records
 * @param wanted how many documents will be asked for; Infinity for all
 */
export function choosePlan(all: Plan, fitting: readonly Plan[], wanted: number): Plan {
  const keyed = fitting.find((plan) => plan.found!.keys);
  if (keyed) return keyed;
  const plans = fitting.filter((plan, i) => !fitting.some((other, j) => i !== j && replaces(other, plan, j < i)));
  if (plans.length === 0) return all;
  if (plans.length === 1) return isWalk(plans[0]!) && wanted < Infinity ? againstScan(plans[0]!, all, wanted) : plans[0]!;
  const counted = count(plans).sort((a, b) => a.entries - b.entries || rank(b.plan) - rank(a.plan));
  if (wanted === Infinity) {
    const cost = ({ plan, entries }: Counted): number => entries * (plan.sorted ? 1 : 1 + sortingCost);
    return counted.sort((a, b) => cost(a) - cost(b))[0]!.plan;
  }
  const inOrder = counted.find(({ plan }) => plan.sorted && plan.exact) ?? counted.find(({ plan }) => plan.sorted);
  const sorting = counted.find(({ plan }) => !plan.sorted);
  if (!inOrder) return sorting!.plan;
  if (!sorting) return isWalk(inOrder.plan) ? againstScan(inOrder.plan, all, wanted) : inOrder.plan;
  if (inOrder.plan.exact) return sorting.entries < Math.min(inOrder.entries, wanted) ? sorting.plan : inOrder.plan;
  if (inOrder.entries <= sorting.entries) return inOrder.plan;
  if (sorting.entries <= Math.max(wanted, few)) return sorting.plan;
  return { ...inOrder.plan, rival: sorting.plan };
}

/** An index gone through from end to end for its order alone. */
const isWalk = (plan: Plan): boolean => plan.found!.used === 0 && !plan.exact;

/** Where matches are few, reading all records in their order on the disk is shorter than in the order of an index. */
function againstScan(walk: Plan, all: Plan, wanted: number): Plan {
  return walk.collection.count > Math.max(wanted, few) ? { ...walk, rival: all } : walk;
}

/** Whether a plan makes another needless: it is as narrow and gives as much, and where both are alike comes first. */
function replaces(plan: Plan, other: Plan, first: boolean): boolean {
  if ((other.sorted && !plan.sorted) || (other.exact && !plan.exact) || (plan.index!.multikey && !other.index!.multikey)) return false;
  const [mine, others] = [usedPaths(plan), usedPaths(other)];
  if (!others.every((path) => mine.includes(path))) return false;
  return first || mine.length > others.length || (plan.sorted && !other.sorted) || (plan.exact && !other.exact);
}

const usedPaths = (plan: Plan): string[] => plan.index!.fields.slice(0, plan.found!.used).map(({ path }) => path);

const rank = (plan: Plan): number => plan.found!.points * 4 + plan.found!.used * 2 + (plan.sorted ? 1 : 0);

type Counted = { plan: Plan; entries: number };

function count(plans: readonly Plan[]): Counted[] {
  let counted: Counted[] = [];
  for (const most of steps) {
    counted = plans.map((plan) => ({ plan, entries: entriesOf(plan, most) }));
    if (counted.some(({ entries }) => entries < most)) break;
  }
  return counted;
}

function entriesOf({ collection, found, ranges }: Plan, most: number): number {
  if (found!.used === 0) return collection.count;
  let entries = 0;
  let looked = 0;
  for (const range of ranges) {
    if (entries >= most || looked === mostCounted) break;
    entries += collection.file.keyAt(range, most - entries - 1) ? most - entries : collection.file.countKeys(range);
    looked++;
  }
  return entries >= most ? entries : (entries * ranges.length) / Math.max(looked, 1);
}
