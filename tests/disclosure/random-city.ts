import fc from "fast-check";
import { rulesFrom } from "#lib/disclosure/rules.ts";
import { growTree, type Member } from "#lib/disclosure/tree.ts";
import type { Quarter } from "#lib/disclosure/quarter.ts";

/** Deterministic numbers in [0, 1) from a seed. */
export function numbers(seed: number): () => number {
  let at = seed >>> 0;
  return () => {
    at = (Math.imul(at, 1664525) + 1013904223) >>> 0;
    return at / 4294967296;
  };
}

/** A quarter of an invented city: skewed categories and districts, one sensitive category and one sensitive group, with or without monthly series. */
export const anyQuarter: fc.Arbitrary<Quarter> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }), cases: fc.integer({ min: 0, max: 700 }), groups: fc.integer({ min: 2, max: 4 }),
  categories: fc.integer({ min: 0, max: 3 }), districts: fc.integer({ min: 1, max: 5 }), ladder: fc.boolean(),
}).map(({ seed, cases, groups, categories: perGroup, districts: count, ladder }) => {
  const next = numbers(seed);
  const members: Member[] = [];
  for (let g = 0; g < groups; g++) {
    members.push({ code: `g${g}`, parent: null, sensitive: g === 1 });
    for (let c = 0; c < perGroup; c++) members.push({ code: `g${g}c${c}`, parent: `g${g}`, sensitive: g === 0 && c === 1 });
  }
  const places: Member[] = [{ code: "city", parent: null }, { code: "outside", parent: null }];
  for (let d = 0; d < count; d++) places.push({ code: `d${d}`, parent: d % 3 === 2 ? "outside" : "city" });
  const categories = growTree(members, new Set(["g0"]));
  const districts = growTree(places, new Set());
  const [rows, width] = [categories.leaves.length, districts.leaves.length];
  const weights = (n: number) => Array.from({ length: n }, () => next() ** 3 + 0.01);
  const [byCategory, byDistrict, byChannel] = [weights(rows), weights(width), weights(4)];
  const pick = (from: number[]) => {
    let left = next() * from.reduce((a, b) => a + b);
    let i = 0;
    while (i < from.length - 1 && (left -= from[i]!) > 0) i++;
    return i;
  };
  const months = [1, 2, 3].map((month) => ({
    period: `2025-0${month}`, counts: new Int32Array(rows * width), channels: new Int32Array(4),
    categorySeries: new Set(ladder ? categories.nodes[0]!.children : []), districtSeries: new Set(ladder ? districts.leaves : []),
  }));
  for (let i = 0; i < cases; i++) {
    const month = months[Math.floor(next() * 3)]!;
    month.counts[pick(byCategory) * width + pick(byDistrict)]! += 1;
    month.channels[pick(byChannel)]! += 1;
  }
  return { period: "2025-Q1", categories, districts, channels: ["app", "mail", "phone", "web"], months, ended: true };
});

export const rules = rulesFrom();
