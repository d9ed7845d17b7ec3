import { wilson, type Interval } from "#lib/stats/wilson.ts";

/** A count, and what it could come from: residents, days, or 1 where nothing is known of that. */
export type Rate = { count: number; exposure: number };

/**
 * How many times one rate is another, with its 95 % interval, for counts of independent arrivals (Poisson). Given their sum, the first
 * count is binomial, and Wilson's interval of its share, as odds, is the score interval of the ratio. P. L. Graham, K. Mengersen,
 * A. P. Morton (2003), Confidence limits for the ratio of two rates based on likelihood scores: non-iterative method, Statistics in
 * Medicine 22:2071–2083. Null where one of the counts is 0: a ratio says nothing then.
 */
export function rateRatio(a: Rate, b: Rate): (Interval & { ratio: number }) | null {
  if (a.count === 0 || b.count === 0) return null;
  const { low, high } = wilson({ count: a.count, of: a.count + b.count });
  const ratio = (share: number): number => ((share / (1 - share)) * b.exposure) / a.exposure;
  return { ratio: a.count / a.exposure / (b.count / b.exposure), low: ratio(low), high: ratio(high) };
}
