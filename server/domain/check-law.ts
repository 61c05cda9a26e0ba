// What is wrong with a law's editions that their schema cannot see: days, and two texts in force on one day.
import type { ClauseDefinition } from './definition.generated.js';
import type { Fault } from './problem.js';

const never = '9999-12-31';

/** Every fault at once. */
export function lawFaults({ editions }: ClauseDefinition): Fault[] {
  const known = Object.entries(editions).map(([key, edition]) => ({ key, ...edition, last: edition.until ?? never }));
  return known.flatMap((one): Fault[] => {
    const path = `editions.${one.key}`;
    const faults: Fault[] = [];
    if (one.last < one.from) faults.push({ path: `${path}.until`, message: `失效日 ${one.last} 早于施行日 ${one.from}` });
    if (one.from < one.passed) faults.push({ path: `${path}.from`, message: `施行日 ${one.from} 早于通过日 ${one.passed}` });
    const later = known.find((other) => other.key !== one.key && other.from > one.from && other.from <= one.last);
    if (later) faults.push({ path: `${path}.until`, message: `与 ${later.from} 起施行的新版重叠，请写明这一版到哪一天为止` });
    return faults;
  });
}
