import { useEffect, useState } from 'react';
import type { LayeredDefinition } from '../../server/domain/layers.js';
import type { JsonMap } from '../../server/domain/merge-patch.js';
import { type Judged, judgeLocally } from './local-faults.js';

const settleTime = 250;

/** Judges the definition once editing pauses; compiling every formula on every key would be felt. */
export function useJudged(
  definition: LayeredDefinition,
  below: JsonMap,
  prefix: string,
  keeps: string[],
  contents: { [id: string]: LayeredDefinition },
): Judged & { of: LayeredDefinition } {
  const [judged, setJudged] = useState(() => ({ ...judgeLocally(definition, below, prefix, keeps, contents), of: definition }));
  useEffect(() => {
    if (judged.of === definition) return;
    const timer = setTimeout(() => setJudged({ ...judgeLocally(definition, below, prefix, keeps, contents), of: definition }), settleTime);
    return () => clearTimeout(timer);
  }, [definition, below, prefix, keeps, contents, judged.of]);
  return judged;
}
