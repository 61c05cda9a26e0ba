/** People to try a page with: the longest names first, since those break lines; `limit` at most. */
export function longestNames<T extends { name: string }>(people: T[], limit: number): T[] {
  return [...people].sort((a, b) => [...b.name].length - [...a.name].length).slice(0, limit);
}
