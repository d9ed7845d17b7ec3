import { describe, expect, test } from "vitest";
import { Refusal } from "#lib/errors.ts";
import type { Category, Codelists, District } from "#lib/stats/codelists.ts";
import { compare, daysOf, usualPeriod } from "#lib/stats/comparison.ts";
import { readComparison, type ComparisonQuery } from "#lib/stats/comparison-query.ts";
import { mixOf, standardisedOnTime } from "#lib/stats/mix.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import { count, duration, outcome } from "#tests/charts/city.ts";

const entry = { names: { kk: "x", ru: "x", en: "x" }, sort: 0, validFrom: "2024-01-01", validTo: null, depth: 0, children: [] };
const district = (code: string, parent: string | null, population: number | null): District =>
  ({ ...entry, code, parent, kind: "district", population, populationSource: entry.names, latitude: null, longitude: null });
const category = (code: string, sensitive = false): Category => ({ ...entry, code, parent: null, sensitive });
const codes: Pick<Codelists, "district" | "category"> = {
  district: [district("city", null, null), district("north", "city", 20_000), district("south", "city", 10_000), district("rural", null, null)],
  category: [category("heat"), category("roads"), category("aid", true)],
};
const cell = (n: number | null, where: object, on?: [onTime: number, late: number], period = "2026-Q3"): CubeRow => {
  const row = count(period, n, where);
  if (n === null) return duration(outcome(row, null), null);
  return on ? duration(outcome(row, { onTime: on[0], late: on[1], open: 0 }), [on[0] - 10, 10, on[1], 0, 0, 0], 3, 9) : row;
};
const cube: CubeRow[] = [
  cell(1000, {}, [900, 100]), cell(900, {}, [800, 100], "2025-Q3"), cell(3600, {}, undefined, "2026"), cell(300, { district: "city" }, [250, 50]),
  cell(200, { district: "north" }, [180, 20]), cell(100, { district: "south" }, [70, 30]), cell(null, { district: "rural" }),
  cell(150, { district: "north", category: "heat" }, [145, 5]), cell(50, { district: "north", category: "roads" }, [35, 15]),
  cell(20, { district: "south", category: "heat" }, [19, 1]), cell(80, { district: "south", category: "roads" }, [51, 29]),
  cell(400, { category: "heat" }, [380, 20]), cell(500, { category: "roads" }, [400, 100]),
];
const read = (text: string) => readComparison(new URLSearchParams(text), cube, codes);
const query = (text: string): ComparisonQuery => read(text);
const refused = (text: string) => {
  try { compare(read(text), cube, codes); } catch (error) { if (error instanceof Refusal) return { code: error.code, field: error.field, status: error.status }; throw error; }
  return null;
};

describe("an address", () => {
  test.each([
    ["by=district&a=north&b=nowhere", "unknownCode", "b"], ["by=colour&a=north&b=south", "unknownCode", "by"], ["by=district&a=north&b=north", "comparedWithItself", "b"],
    ["by=district&a=north&b=", "comparedAlone", "b"], ["by=district&a=&b=", "comparedAlone", "a"], ["by=period&a=2026-Q3&b=2026", "unlikePeriods", "b"],
    ["by=period&a=2026-Q3&b=2031-Q1", "unknownPeriod", "b"], ["by=district&a=north&b=south&period=2026-09", "unknownPeriod", "period"],
    ["by=category&a=heat&b=aid", "sensitiveNotCompared", "b"], ["by=district&a=north&b=south&category=aid", "sensitiveNotCompared", "category"],
    ["by=district&a=north&b=south&colour=red", "unknownParameter", "colour"], ["by=district&a=north&b=south&district=north", "unknownParameter", "district"],
    ["by=district&a=north&a=south&b=rural", "repeatedParameter", "a"], ["by=district&a=rural&b=south&category=heat", "notPublished", "a"],
  ])("%s is refused as %s, naming %s", (text, code, field) => expect(refused(text)).toEqual({ code, field, status: 400 }));

  test("may choose the first and leave the second to the reader; nothing is compared then", () => {
    expect(read("by=district&a=north")).toMatchObject({ by: "district", a: "north", b: null });
    expect(read("")).toMatchObject({ by: "district", a: null, b: null });
  });
});

describe("two districts", () => {
  const both = compare(query("by=district&a=north&b=south"), cube, codes);
  test("stand in the order they were asked for", () => {
    expect(both.sides.map(({ code }) => code)).toEqual(["north", "south"]);
    expect(compare(query("by=district&a=south&b=north"), cube, codes).sides.map(({ code }) => code)).toEqual(["south", "north"]);
  });
  test("are of the newest quarter with outcomes where nobody says which", () => {
    expect(usualPeriod(cube)).toBe("2026-Q3");
    expect(both.sides[0].row.period).toBe("2026-Q3");
  });
  test("have as many appeals a resident, so the counts, though 200 and 100, differ by no more than chance", () => {
    expect(both.against).toBe("residents");
    expect(both.sides.map(({ perThousand }) => perThousand)).toEqual([10, 10]);
    expect(both.received).toMatchObject({ ratio: 1, more: false });
  });
  test("differ in their share on time by more than chance: 90 % and 70 %", () => {
    expect(both.onTime).toMatchObject({ more: true });
    expect((both.onTime as { difference: number }).difference).toBeCloseTo(0.2, 10);
  });
  test("differ in what they are about, which explains part of it: with one mix 88 % and 78 %", () => {
    const mix = mixOf(both, cube, codes)!;
    expect(mix).toMatchObject({ of: "category", differs: { code: "heat" }, known: true });
    const even = standardisedOnTime(mix, both)!;
    // By hand: weights 170 and 130 of 300; 145/150 and 35/50, 19/20 and 51/80.
    expect(even.shares[0]).toBeCloseTo((170 / 300) * (145 / 150) + (130 / 300) * (35 / 50), 10);
    expect(even.shares[1]).toBeCloseTo((170 / 300) * (19 / 20) + (130 / 300) * (51 / 80), 10);
    expect(even.covered).toEqual([1, 1]);
  });
});

describe("what is withheld", () => {
  const leaking = (hidden: number | null) => cube.map((row) => (row.district === "rural" || (row.district === "south" && row.category === "roads")
    ? { ...row, received: row.district === "rural" ? null : row.received, ...(row.district === "south" && { on_time: hidden, with_deadline: hidden, outcome_status: "c" as const }) } : row));
  test("has no difference, no ratio and no share", () => {
    const both = compare(query("by=district&a=north&b=rural"), cube, codes);
    expect(both).toMatchObject({ received: "withheld", onTime: "withheld", withinFive: "withheld" });
    expect(both.sides[1]).toMatchObject({ perThousand: null, onTime: { count: null, of: null } });
  });
  test("is left out of the share of one mix, whatever it is, and half must remain", () => {
    for (const hidden of [null, 0, 3]) {
      const rows = leaking(hidden);
      const both = compare(query("by=district&a=north&b=south"), rows, codes);
      expect(standardisedOnTime(mixOf(both, rows, codes)!, both)).toBeNull();
    }
  });
  test("with too little known of both nobody says that they are alike", () => {
    const rows = cube.map((row) => (row.category === "heat" && row.district !== "all" ? { ...row, received: null, received_status: "c" as const } : row));
    expect(mixOf(compare(query("by=district&a=north&b=south"), rows, codes), rows, codes)).toMatchObject({ known: false });
  });
});

describe("what can't be tested", () => {
  test("a district against the part of the city that holds it, or the whole city", () => {
    for (const other of ["city", "all"]) expect(compare(query(`by=district&a=north&b=${other}`), cube, codes)).toMatchObject({ received: "contained", onTime: "contained", withinFive: "contained" });
  });
  test("a quarter without outcomes", () => {
    const rows = [...cube, count("2026-Q4", 500)];
    const asked = readComparison(new URLSearchParams("by=period&a=2026-Q3&b=2026-Q4"), rows, codes);
    expect(compare(asked, rows, codes)).toMatchObject({ against: "days", onTime: "missing", received: { more: true } });
  });
});

test("two categories are counted against nothing; two periods against their days, leap years and all", () => {
  expect(compare(query("by=category&a=heat&b=roads"), cube, codes)).toMatchObject({ against: "nothing", received: { ratio: 0.8, more: true } });
  expect(["2026-Q1", "2024-Q1", "2026-Q3", "2026", "2024", "2100"].map(daysOf)).toEqual([90, 91, 92, 365, 366, 365]);
});
