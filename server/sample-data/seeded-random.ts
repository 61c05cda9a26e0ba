/** Numbers that look random and are the same every time for the same words. */
export type SeededRandom = {
  /** A whole number from `low` to `high`, both included. */ between(low: number, high: number): number /** True once in `times`. */;
  oneIn(times: number): boolean;
};

export function seededRandom(words: string): SeededRandom {
  let state = 2166136261;
  for (const character of words) state = Math.imul(state ^ character.codePointAt(0)!, 16777619);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return { between, oneIn: (times) => between(1, times) === 1 };
}
