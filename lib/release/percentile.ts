/** Days and how many cases took them; null: still open, longer than any. */
export type Histogram = Map<number | null, number>;

/** PostgreSQL's percentile_disc over a histogram: the first value that at least this share does not exceed. Null when it is an open case's. */
export function percentileDisc(histogram: Histogram, share: number): number | null {
  const total = histogram.values().reduce((sum, n) => sum + n, 0);
  let below = 0;
  for (const days of [...histogram.keys()].filter((key) => key !== null).sort((a, b) => a - b)) {
    below += histogram.get(days)!;
    if (below >= total * share) return days;
  }
  return null;
}
