import { describe, expect, test } from "vitest";
import { rateRatio } from "#lib/stats/rate-ratio.ts";
import { shareDifference } from "#lib/stats/share-difference.ts";
import { wilson } from "#lib/stats/wilson.ts";
import { numbers } from "#tests/disclosure/random-city.ts";

const rounded = ({ low, high }: { low: number; high: number }, digits = 4) => [low, high].map((value) => Number(value.toFixed(digits)) + 0);
const shares = [[0, 10], [3, 10], [9, 10], [10, 10], [1, 30], [15, 30], [200, 220], [48, 80]].map(([count, of]) => ({ count: count!, of: of! }));

describe("the difference of two shares", () => {
  // Newcombe 1998, table II, method 10 (score, no continuity correction): contrasts (a) to (h).
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339], [9, 10, 3, 10, 0.1705, 0.8090], [6, 7, 2, 7, 0.0582, 0.8062], [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775], [0, 10, 0, 10, -0.2775, 0.2775], [10, 10, 0, 20, 0.6791, 1], [10, 10, 0, 10, 0.6075, 1],
  ])("%i of %i against %i of %i is Newcombe's %f to %f", (a, m, b, n, low, high) => {
    expect(rounded(shareDifference({ count: a, of: m }, { count: b, of: n }))).toEqual([low, high]);
  });

  test("is the same the other way round, with the other sign", () => {
    for (const a of shares) for (const b of shares) {
      const there = shareDifference(a, b), back = shareDifference(b, a);
      expect(there.difference).toBeCloseTo(-back.difference, 12);
      expect(there.low).toBeCloseTo(-back.high, 12);
      expect(there.low).toBeLessThanOrEqual(there.difference);
      expect(there.difference).toBeLessThanOrEqual(there.high);
      expect(Math.max(Math.abs(there.low), Math.abs(there.high))).toBeLessThanOrEqual(1 + 1e-12);
    }
  });

  test("is never more than chance for a share against itself, and narrower with more cases", () => {
    for (const a of shares) expect(shareDifference(a, a).low * shareDifference(a, a).high).toBeLessThanOrEqual(0);
    const width = (n: number) => { const { low, high } = shareDifference({ count: 0.8 * n, of: n }, { count: 0.6 * n, of: n }); return high - low; };
    expect(width(1000)).toBeLessThan(width(100) / 2.5);
  });

  test.each([[0.9, 40, 0.9, 25], [0.5, 20, 0.7, 60], [0.97, 200, 0.93, 150], [0.1, 12, 0.1, 30]])("true shares %f (n = %i) and %f (n = %i) lie in it about 95 times in 100", (pa, na, pb, nb) => {
    const next = numbers(Math.round(pa * 1000 + na + pb * 10 + nb));
    const draw = (p: number, n: number) => ({ count: Array.from({ length: n }).filter(() => next() < p).length, of: n });
    let held = 0;
    for (let i = 0; i < 3000; i++) {
      const { low, high } = shareDifference(draw(pa, na), draw(pb, nb));
      if (low <= pa - pb && pa - pb <= high) held++;
    }
    expect(held / 3000).toBeGreaterThan(0.935);
    expect(held / 3000).toBeLessThan(0.99);
  });
});

describe("the ratio of two rates", () => {
  // Boice and Monson 1977, breast cancer after fluoroscopy, the standard example of the field: 41 cases in 28 010 woman-years against 15 in 19 017.
  const example = rateRatio({ count: 41, exposure: 28_010 }, { count: 15, exposure: 19_017 })!;

  test("of the field's standard example is 1.86", () => expect(example.ratio).toBeCloseTo(1.856, 3));

  test("ends where the score statistic is 1.96: the definition of the score interval", () => {
    for (const [a, ta, b, tb] of [[41, 28_010, 15, 19_017], [400, 21_400, 283, 19_800], [6, 1, 9, 1], [1000, 90, 1100, 92]] as const) {
      const { low, high } = rateRatio({ count: a, exposure: ta }, { count: b, exposure: tb })!;
      const score = (ratio: number) => (a - (ratio * b * ta) / tb) / Math.sqrt(((a + b) * ratio * ta) / tb);
      expect(score(low)).toBeCloseTo(1.959964, 6);
      expect(score(high)).toBeCloseTo(-1.959964, 6);
    }
  });

  test("is turned over the other way round", () => {
    for (const [a, b] of [[41, 15], [5, 5], [300, 900]] as const) {
      const there = rateRatio({ count: a, exposure: 3 }, { count: b, exposure: 2 })!, back = rateRatio({ count: b, exposure: 2 }, { count: a, exposure: 3 })!;
      expect(there.ratio).toBeCloseTo(1 / back.ratio, 10);
      expect(there.low).toBeCloseTo(1 / back.high, 10);
    }
  });

  test("says nothing of a count that is 0", () => expect(rateRatio({ count: 0, exposure: 1 }, { count: 9, exposure: 1 })).toBeNull());

  test.each([[30, 30], [200, 150], [12, 25]])("true rates %i and %i lie in it about 95 times in 100", (ma, mb) => {
    const next = numbers(ma * 7 + mb);
    const poisson = (mean: number) => { let count = 0, time = -Math.log(1 - next()); while (time < mean) { count++; time -= Math.log(1 - next()); } return count; };
    let held = 0, made = 0;
    for (let i = 0; i < 3000; i++) {
      const found = rateRatio({ count: poisson(ma), exposure: 1 }, { count: poisson(mb), exposure: 1 });
      if (!found) continue;
      made++;
      if (found.low <= ma / mb && ma / mb <= found.high) held++;
    }
    expect(held / made).toBeGreaterThan(0.935);
    expect(held / made).toBeLessThan(0.975);
  });
});

test("Wilson's interval holds its share and stays within 0 and 1", () => {
  for (const share of shares) {
    const { low, high } = wilson(share);
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
    expect(low - 1e-12 <= share.count / share.of && share.count / share.of <= high + 1e-12).toBe(true);
  }
});
