/** The middle one; of an even number the mean of the two. */
export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** One line: what was measured, its baseline in the same run, the ratio of the two and what it should reach. */
export function row(what: string, figure: number, unit: string, baseline: number, baselineIs: string, reach: string): void {
  console.log(
    `${what}: ${figure.toFixed(1)} ${unit}; ${baselineIs}: ${baseline.toFixed(1)} ${unit}; ratio ${(figure / baseline).toFixed(2)} (to reach: ${reach})`,
  );
}
