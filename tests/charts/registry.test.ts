import { describe, expect, test } from "vitest";
import { context, wholeCity } from "./city.ts";
import { chartAddress, embedAddress } from "#lib/charts/address.ts";
import { chartNames, chartOf, parametersOf } from "#lib/charts/registry.ts";
import { Refusal } from "#lib/errors.ts";

const cube = wholeCity();
const kk = context("kk");
/** A question for each chart that uses what it takes; the hand-made city has these. */
const questions: Record<string, Record<string, string>[]> = {
  received: [{}, { category: "heating" }, { grain: "quarter", from: "2025-Q2", to: "2026-Q1" }, { grain: "month" }, { channel: "phone" }],
  "on-time": [{}, { from: "2025" }], duration: [{}, { period: "2026-Q1" }, { district: "z1" }], about: [{}, { period: "2025-Q4" }],
  districts: [{}, { period: "2025-Q4" }], map: [{}, { period: "2025-Q4" }], channels: [{}, { to: "2026-05" }], "left-open": [{}, { to: "2026-Q1" }],
};
const all = chartNames.flatMap((name) => questions[name]!.map((query) => [name, query] as const));
const refusal = (name: string, query: Record<string, string>) => {
  try {
    chartOf(name, query, kk, cube);
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, field: error.field, status: error.status, said: error.say("en") };
    throw error;
  }
  return null;
};

test.each(all)("%s %j is found again under its own address", (name, query) => {
  const spec = chartOf(name, query, kk, cube);
  expect(spec).toMatchObject({ chart: name, query, release: "2026-11-06" });
  const address = new URL(chartAddress(spec, "svg"), "http://portal");
  expect(address.pathname).toBe(`/charts/${name}.svg`);
  const { lang, ...asked } = Object.fromEntries(address.searchParams);
  expect(lang).toBe("kk");
  expect(Object.keys(asked).every((parameter) => parametersOf(name).some((known) => known === parameter))).toBe(true);
  expect(chartOf(name, asked, kk, cube)).toEqual(spec);
});

test("charts of different questions have different ids on a page", () => {
  const ids = all.map(([name, query]) => chartOf(name, query, kk, cube).id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("an address says only what it must, in one order", () => {
  const spec = chartOf("received", { to: "2026-Q1", category: "all", grain: "quarter" }, context("ru"), cube);
  expect(chartAddress(spec, "png", { theme: "dark", release: "2026-11-06", width: "phone" })).toBe("/charts/received.png?grain=quarter&lang=ru&release=2026-11-06&theme=dark&to=2026-Q1&width=phone");
  expect(embedAddress(spec)).toBe("/embed/received?grain=quarter&lang=ru&to=2026-Q1");
});

describe("what isn't there is refused by name", () => {
  test("a chart", () => expect(refusal("pie", {})).toMatchObject({ code: "noSuchChart", status: 404, said: expect.stringContaining("left-open") }));
  test("a chart named like something of every object", () => expect(refusal("constructor", {})).toMatchObject({ code: "noSuchChart" }));
  test("a code", () => expect(refusal("received", { category: "dragons" })).toMatchObject({ code: "unknownCode", field: "category", status: 400, said: expect.stringContaining("dragons") }));
  test("a period", () => expect(refusal("about", { period: "2031-Q1" })).toMatchObject({ code: "unknownPeriod", field: "period", status: 400 }));
  test("what is no period", () => expect(refusal("received", { from: "yesterday" })).toMatchObject({ code: "unknownPeriod", field: "from" }));
  test("a grain", () => expect(refusal("received", { grain: "hour" })).toMatchObject({ code: "unknownCode", field: "grain" }));
  test("a period of a grain that has no such measure, naming those that have it", () => {
    expect(refusal("duration", { period: "2026-09" })).toMatchObject({ code: "unknownPeriod", field: "period", said: expect.stringMatching(/quarter 2024-Q4…2026-Q3\.$/) });
  });
  test("a crossing that isn't published, naming what is", () => {
    expect(refusal("on-time", { category: "heating" })).toMatchObject({ code: "notPublished", status: 400, said: expect.stringContaining("quarter 2024-Q4…2026-Q3") });
    expect(refusal("received", { category: "heating", district: "z1" })).toMatchObject({ code: "notPublished" });
    expect(refusal("received", { from: "2030", to: "2020" })).toMatchObject({ code: "notPublished" });
  });
});
