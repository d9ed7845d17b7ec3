import { describe, expect, test } from "vitest";
import { askedOf, dataAddress, explorerRows, readExplorerQuery, scopeOf } from "#app/_server/explorer-query.ts";
import { Refusal } from "#lib/errors.ts";
import type { Codelists } from "#lib/stats/codelists.ts";
import { cubeRow } from "#tests/site/cube-row.ts";

const code = (name: string) => ({ code: name, names: { kk: name, ru: null, en: null }, sort: 0, validFrom: "2024-01-01", validTo: null });
const codes = {
  district: ["north", "south"].map((name) => ({ ...code(name), parent: null, depth: 0, kind: "district", population: null, populationSource: { kk: null, ru: null, en: null }, latitude: null, longitude: null, children: [] })),
  category: ["heat"].map((name) => ({ ...code(name), parent: null, depth: 0, sensitive: false, children: [] })),
  channel: [code("phone")], status: [], outcome: [], settlements: [],
} as Codelists;
const quarter = (period: string, rest: object = {}) => cubeRow({ period, grain: "quarter", received: 10, ...rest });
const cube = [
  quarter("2026-Q1"), quarter("2026-Q2"), quarter("2026-Q2", { district: "south" }), quarter("2026-Q2", { district: "north" }),
  cubeRow({ period: "2026-04", received: 3 }), cubeRow({ period: "2026-04", channel: "phone", received: 2 }),
];
const refusalOf = (act: () => unknown): Refusal => {
  try { act(); } catch (error) { if (error instanceof Refusal) return error; throw error; }
  throw new Error("Nothing was refused.");
};

describe("an address", () => {
  test("without parameters is the city by quarter", () => {
    expect(readExplorerQuery({})).toEqual({ grain: "quarter", category: "all", district: "all", channel: "all", from: null, to: null });
  });
  test("empty fields of the form are no wish", () => expect(readExplorerQuery({ from: "", to: " ", grain: "" })).toEqual(readExplorerQuery({})));
  test("with an unknown parameter is refused by name", () => {
    expect(refusalOf(() => readExplorerQuery({ distrikt: "north" }))).toMatchObject({ code: "unknownParameter", field: "distrikt", status: 400 });
  });
  test("with a parameter given twice is refused", () => expect(refusalOf(() => readExplorerQuery({ district: ["north", "south"] })).code).toBe("repeatedParameter"));
});

describe("rows", () => {
  const rows = (search: Record<string, string>) => explorerRows(readExplorerQuery(search), cube, codes, "…");
  test("stand newest first, the total before its parts, parts in the order of the codelist", () => {
    expect(rows({ district: "each" }).map((row) => [row.period, row.district])).toEqual([["2026-Q2", "all"], ["2026-Q2", "north"], ["2026-Q2", "south"], ["2026-Q1", "all"]]);
  });
  test("of an unknown code, grain or period are refused", () => {
    expect(refusalOf(() => rows({ district: "moon" }))).toMatchObject({ code: "unknownCode", field: "district" });
    expect(refusalOf(() => rows({ grain: "week" }))).toMatchObject({ code: "unknownCode", field: "grain" });
    expect(refusalOf(() => rows({ from: "yesterday" }))).toMatchObject({ code: "unknownPeriod", field: "from" });
  });
  test("of a crossing that isn't published are refused, not empty", () => {
    expect(refusalOf(() => rows({ district: "north", category: "heat" })).code).toBe("notPublished");
    expect(refusalOf(() => rows({ channel: "each" }))).toMatchObject({ code: "notPublished", field: "channel" });
  });
  test("by channel exist by month", () => expect(rows({ grain: "month", channel: "each" })).toHaveLength(2));
});

test("the file's address asks for the same rows: each code is an absent parameter there", () => {
  const query = readExplorerQuery({ district: "each", category: "heat", from: "2026-Q1" });
  expect(askedOf(query)).toEqual({ grain: "quarter", category: "heat", channel: "all", from: "2026-Q1" });
  expect(dataAddress(query, "csv")).toBe("/data/appeals.csv?grain=quarter&category=heat&channel=all&from=2026-Q1");
  expect(scopeOf(query)).toEqual({ category: "heat" });
});
