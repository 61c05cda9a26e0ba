/** The names most like a mistyped one, nearest first, at most three; none where nothing is near. */
export function nearestNames(name: string, names: string[]): string[] {
  const allowed = Math.max(1, Math.floor(name.length / 2));
  return names
    .map((one) => ({ one, distance: one.toLowerCase() === name.toLowerCase() ? 0 : distance(name, one) }))
    .filter(({ one, distance }) => distance <= allowed || (name.length > 2 && one.toLowerCase().includes(name.toLowerCase())))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ one }) => one);
}

/** Letters to change, add, take away or swap with the next. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      (rows[i] as number[])[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1), swapped);
    }
  }
  return at(a.length, b.length);
}
