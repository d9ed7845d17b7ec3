import { expect, test } from "vitest";
import { headline, mostReceived } from "#app/_server/headline.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import { cubeRow } from "#tests/site/cube-row.ts";

const quarter = (period: string, rest: Partial<CubeRow> = {}) => cubeRow({ period, grain: "quarter", received: 100, ...rest });

test("opens with the newest quarter whose outcomes are known, and names the newer month beside it", () => {
  const cube = [quarter("2026-Q1", { outcome_status: "" }), quarter("2026-Q2", { outcome_status: "x" }), cubeRow({ period: "2026-07", received: 40 })];
  expect(headline(cube)).toMatchObject({ row: { period: "2026-Q1" }, month: { period: "2026-07" } });
});

test("a month inside the quarter is not news", () => {
  const cube = [cubeRow({ period: "2026-03", received: 40 }), quarter("2026-Q1", { outcome_status: "" })];
  expect(headline(cube)).toMatchObject({ row: { period: "2026-Q1" }, month: null });
});

test("without outcomes the newest quarter opens, without quarters the newest month, without anything nothing", () => {
  expect(headline([quarter("2026-Q1", { outcome_status: "x" })])?.row.period).toBe("2026-Q1");
  expect(headline([cubeRow({ period: "2026-01", received: 9 }), cubeRow({ period: "2026-02", received: 9 })])?.row.period).toBe("2026-02");
  expect(headline([])).toBeNull();
});

test("withheld outcomes are known to be withheld: they open too", () => {
  expect(headline([quarter("2026-Q1", { outcome_status: "" }), quarter("2026-Q2", { outcome_status: "c" })])?.row.period).toBe("2026-Q2");
});

test("a ranking holds shown numbers only, largest first, ties in the order of the codelist", () => {
  const of = (category: string, received: number | null) => quarter("2026-Q1", { category, received, received_status: received === null ? "c" : "" });
  const cube = [of("all", 60), of("roads", 20), of("heat", 20), of("noise", null), of("waste", 15), quarter("2026-Q1", { category: "waste", district: "d1", received: 99 })];
  expect(mostReceived(cube, "2026-Q1", "category", ["heat", "noise", "roads", "waste"], 3).map((row) => row.category)).toEqual(["heat", "roads", "waste"]);
});
