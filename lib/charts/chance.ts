/**
 * Whether two counts differ by more than chance would make of one and the same rate. A count of independent arrivals has
 * its own size as variance (Poisson), so the standard deviation of the difference is √(a + b). Three of them, because
 * the largest change is looked for among some twenty: by chance alone it is found once in about twenty pages.
 */
export const countsDiffer = (a: number, b: number): boolean => Math.abs(a - b) > 3 * Math.sqrt(a + b);

type Share = { of: number; n: number };

/** Whether two shares differ by more than two standard errors of their pooled share: chance alone does that once in twenty. */
export function sharesDiffer(a: Share, b: Share): boolean {
  const pooled = (a.n + b.n) / (a.of + b.of);
  return Math.abs(a.n / a.of - b.n / b.of) > 2 * Math.sqrt(pooled * (1 - pooled) * (1 / a.of + 1 / b.of));
}
