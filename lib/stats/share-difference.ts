import { wilson, type Interval, type Share } from "#lib/stats/wilson.ts";

/**
 * How much higher one share is than another of other people's cases, with its 95 % interval: Newcombe's hybrid score interval, made of
 * both shares' Wilson intervals. R. G. Newcombe (1998), Interval estimation for the difference between independent proportions:
 * comparison of eleven methods, Statistics in Medicine 17:873–890, method 10.
 */
export function shareDifference(a: Share, b: Share): Interval & { difference: number } {
  const pa = a.count / a.of, pb = b.count / b.of, wa = wilson(a), wb = wilson(b);
  return {
    difference: pa - pb,
    low: pa - pb - Math.hypot(pa - wa.low, wb.high - pb),
    high: pa - pb + Math.hypot(wa.high - pa, pb - wb.low),
  };
}
