import type { Plan } from '../planner/plan.js';
import { isOverdue, type Pause, type Progress, pause } from './scan.js';

/** Until a plan has given so many documents, its rival is still waited for. */
const firstOnes = 1000;

type Lane<T> = { plan: Plan; counted: Progress; source: Generator<T | Pause>; found: T[]; enough: number };

/**
 * Two plans of one query, begun both and taken forward in turn, an equal amount of reading each, until one has its first
 * documents: those wanted for the plan that is in order, any at all for the one that sorts at its end. The other is then dropped,
 * so that no query reads more than twice what the better plan reads. `plan.winner` tells afterwards which it was.
 * @param run begins a plan
 */
export function* race<T>(plan: Plan, rival: Plan, run: (plan: Plan, progress: Progress) => Generator<T | Pause>, progress: Progress): Generator<T | Pause> {
  const lane = (own: Plan): Lane<T> => {
    // The time limit stays the command's own; a lane is to pause after each stretch.
    const counted = Object.assign(Object.create(progress) as Progress, { keys: 0, docs: 0, sliceEnd: 0 });
    return { plan: own, counted, source: run(own, counted), found: [], enough: own.sorted ? Math.min(own.expected ?? firstOnes, firstOnes) : 1 };
  };
  const [one, other] = [lane(plan), lane(rival)];
  let winner: Lane<T> | undefined;
  try {
    while (!winner) {
      const next = work(one) <= work(other) ? one : other;
      next.counted.sliceEnd = 0;
      const step = next.source.next();
      if (!step.done && step.value !== pause) next.found.push(step.value as T);
      if (step.done || next.found.length >= next.enough) winner = next;
      else if (isOverdue(progress)) yield pause;
    }
    plan.winner = winner.plan;
    yield* winner.found;
    yield* winner.source;
  } finally {
    progress.keys += winner?.counted.keys ?? 0;
    progress.docs += winner?.counted.docs ?? 0;
    one.source.return(undefined);
    other.source.return(undefined);
  }
}

const work = ({ counted }: Lane<unknown>): number => counted.keys + counted.docs;
