/**
 * Whether two counts differ by more than chance would make of one and the same rate. A count of independent arrivals has
 * its own size as variance (Poisson), so the standard deviation of the difference is √(a + b). Three of them, because
 * the largest change is looked for among some twenty: two would find one by chance on every page.
 */
export const countsDiffer = (a: number, b: number): boolean => Math.abs(a - b) > 3 * Math.sqrt(a + b);
