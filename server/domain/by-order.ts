/** Entries of a map as a list, each with its key; place is `order`, by default the position × 10, ties keep their position. */
export function byOrder<T extends object>(map: { [key: string]: T } | undefined): (T & { key: string })[] {
  return Object.entries(map ?? {})
    .map(([key, entry], index) => ({ entry: { ...entry, key }, place: (entry as { order?: number }).order ?? index * 10, index }))
    .sort((a, b) => a.place - b.place || a.index - b.index)
    .map(({ entry }) => entry);
}
