import { describe, expect, test } from "vitest";
import { Refusal } from "#lib/errors.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import { measured, measures, withParts } from "#lib/stats/measure.ts";
import { pivot, sortColumn } from "#lib/stats/pivot.ts";
import { readView } from "#lib/stats/view.ts";
import { context, count, duration, outcome, source, wholeCity } from "#tests/charts/city.ts";

const ctx = context("en");
const words = { name: (dimension: "category" | "district" | "channel", code: string) => ctx.name(dimension, code).text, collator: new Intl.Collator("en", { numeric: true }) };
const lay = (query: string, cube: CubeRow[] = wholeCity()) => pivot(readView(new URLSearchParams(query)), cube, source.codelists, words);
const refusalOf = (query: string, cube?: CubeRow[]): Refusal => {
  try { lay(query, cube); } catch (error) { if (error instanceof Refusal) return error; throw error; }
  throw new Error(`Nothing was refused: ${query}`);
};

describe("a view laid out", () => {
  test("periods stand newest first down and oldest first across", () => {
    expect(lay("").rows[0]).toEqual(["2026-Q3"]);
    const { columns, rows } = lay("rows=district&columns=period&measure=received&from=2026-Q1");
    expect(columns).toEqual([["2026-Q1"], ["2026-Q2"], ["2026-Q3"]]);
    expect(rows.map(([code]) => code)).toEqual(["all", "z1", "z2", "z10", "rural", "sol"]);
  });
  test("each number stands in its place, and names it may be asked for alone", () => {
    const cube = wholeCity();
    const { rows, columns, cells } = lay("rows=category&columns=period,measure&measure=received,late", cube);
    rows.forEach(([category], i) => columns.forEach(([period, measure], j) => {
      const row = cube.find((r) => r.period === period && r.category === category && r.district === "all" && r.channel === "all")!;
      expect(cells[i]![j]).toEqual(measured(row, measure as "late"));
    }));
  });
  test("an axis on neither side has the one value that it was given", () => {
    expect(lay("rows=district&from=latest&measure=received").fixed).toEqual({ period: "2026-Q3", category: "all", channel: "all" });
  });
  test("the newest period is the newest with every measure", () => {
    expect(lay("rows=district&from=latest&measure=received").source.from).toBe("2026-Q3");
    const late = [outcome(count("2026-Q2", 100), { onTime: 80, late: 10, open: 10 }), count("2026-Q3", 90)];
    expect(lay("from=latest&measure=received,on_time_share", late).source.from).toBe("2026-Q2");
  });
  test("a crossing that is no row of the file does not apply, and is no number", () => {
    const cube = [count("2026-01", 50), count("2026-02", 60), count("2026-02", 20, { district: "z1" })];
    expect(lay("grain=month&rows=district&columns=period", cube).cells[1]).toEqual([{ value: null, status: "z" }, { value: 20, status: "" }]);
  });
  test("a share has its two numbers with it, and columns for them in files", () => {
    const { cells } = lay("measure=on_time_share&from=2026-Q2&to=2026-Q2", [outcome(count("2026-Q2", 100), { onTime: 80, late: 10, open: 10, deadline: 90 })]);
    expect(cells).toEqual([[{ value: 89, status: "", of: [80, 90] }]]);
    expect(withParts(["received", "on_time_share", "on_time"])).toEqual(["received", "on_time_share", "on_time", "with_deadline"]);
  });
});

describe("rows are sorted", () => {
  const cube = [
    count("2026-Q3", 900), count("2026-Q3", 300, { category: "waste" }), count("2026-Q3", null, { category: "roads" }), count("2026-Q3", 400, { category: "heating" }),
    count("2026-Q3", null, { category: "aid" }), count("2026-Q3", null, { category: "hot-water" }),
  ];
  const codes = (sort: string, rows = cube) => lay(`rows=category&from=latest&measure=received&sort=${sort}`, rows).rows.map(([code]) => code);
  test("by list, by name, by size: the total first, what is withheld last, by name", () => {
    expect(codes("list")).toEqual(["all", "heating", "hot-water", "roads", "waste", "aid"]);
    expect(codes("name")).toEqual(["all", "heating", "hot-water", "roads", "aid", "waste"]); // Heating, Hot water, Roads and snow, Social aid, Waste
    expect(codes("value")).toEqual(["all", "heating", "waste", "hot-water", "roads", "aid"]);
  });
  test("and the order says nothing of what is withheld, even of a number that leaked", () => {
    const leaking = (n: number) => cube.map((row, i) => (row.received_status === "c" ? { ...row, received: n + i } : row));
    expect(codes("value", leaking(0))).toEqual(codes("value", leaking(4).toReversed()));
  });
  test("by the newest period where periods go across", () => expect(sortColumn(readView(new URLSearchParams("rows=category&columns=period&measure=received")), [["2026-Q1"], ["2026-Q3"], ["2026-Q2"]])).toEqual(["2026-Q3"]));
});

describe("what isn't published is refused, never left out", () => {
  test("a code that doesn't exist", () => expect(refusalOf("district=z1,moon")).toMatchObject({ code: "unknownCode", field: "district" }));
  test("a code without rows beside codes with some", () => {
    expect(refusalOf("grain=month&channel=phone,web&category=heating")).toMatchObject({ code: "notPublished" });
    const cube = [count("2026-01", 50), count("2026-01", 20, { district: "z1" })];
    expect(refusalOf("grain=month&district=z1,z2", cube)).toMatchObject({ code: "notPublished", field: "district" });
    expect(refusalOf("grain=month&category=each", cube)).toMatchObject({ code: "notPublished", field: "category" });
  });
  test("a measure that this step doesn't have", () => {
    const cube = [{ ...count("2026-01", 50), outcome_status: "z" as const }];
    expect(refusalOf("grain=month&measure=received,on_time", cube)).toMatchObject({ code: "notPublished", field: "measure" });
  });
  test("a time without figures", () => expect(refusalOf("from=2031-Q1")).toMatchObject({ code: "notPublished", field: "from" }));
});

test("what is withheld is no number in any measure, zero or small, even when a row should carry one", () => {
  const leaking = (hidden: number): CubeRow => ({
    ...duration(outcome(count("2026-Q2", null), null), null), received: hidden, on_time: hidden, with_deadline: hidden, late: hidden, open: hidden, reopened: hidden, reopened_status: "c",
    days_1: hidden, days_5: hidden, days_10: hidden, days_15: hidden, days_20: hidden, longer_or_open: hidden, median_days: hidden, p90_days: hidden,
  });
  for (const measure of measures) expect([0, 3].map((hidden) => measured(leaking(hidden), measure))).toEqual([{ value: null, status: "c" }, { value: null, status: "c" }]);
});
