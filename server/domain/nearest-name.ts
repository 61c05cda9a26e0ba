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

/** Letters to change, add or take away (Levenshtein). */
function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row[j] = Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
    before = row;
  }
  return before[b.length] ?? 0;
}
