/** What lies between: 95 of 100 intervals made like this hold the true value. */
export type Interval = { low: number; high: number };
/** So many of so many. */
export type Share = { count: number; of: number };

/** The normal distribution's two-sided 95 %. */
const Z = 1.959964;

/**
 * Wilson's score interval of a proportion: good from the smallest numbers on, never outside 0 and 1. E. B. Wilson (1927), Probable
 * inference, the law of succession, and statistical inference, JASA 22:209–212.
 */
export function wilson({ count, of }: Share): Interval {
  const p = count / of, z2 = Z * Z;
  const middle = p + z2 / (2 * of), half = Z * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of)), scale = 1 + z2 / of;
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}
