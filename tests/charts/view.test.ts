import { describe, expect, test } from "vitest";
import { context, count, duration, outcome, periodsTo, wholeCity } from "./city.ts";
import { chartAddress, pageAddress } from "#lib/charts/address.ts";
import { chartOf, parametersOf } from "#lib/charts/registry.ts";
import { renderSvg } from "#lib/charts/render.ts";
import type { ChartSpec } from "#lib/charts/spec.ts";
import { viewCharts } from "#lib/charts/view.ts";
import { pivotWords } from "#lib/charts/view-words.ts";
import { Refusal } from "#lib/errors.ts";
import { locales } from "#lib/i18n/locale.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import { pivot } from "#lib/stats/pivot.ts";
import { readView } from "#lib/stats/view.ts";

const en = context("en");
const charts = (query: string, cube: CubeRow[] = wholeCity(), ctx = en): ChartSpec[] => viewCharts(ctx, pivot(readView(new URLSearchParams(query)), cube, ctx.codelists, pivotWords(ctx)));

describe("a view is drawn where one thing varies", () => {
  test.each([
    ["", ["columns received", "stacked on_time,late,open", "range median_days,p90_days"]], ["grain=month", ["line received"]],
    ["rows=category&from=latest&measure=received", ["ranked received"]], ["rows=district&from=2026-Q2&to=2026-Q2&measure=median_days,p90_days", ["range median_days,p90_days"]],
    ["measure=late", ["columns late"]], ["rows=period&columns=district&measure=received", []], ["from=latest&measure=received", []],
    ["from=2026-Q2&to=2026-Q2&measure=days_1,days_5,days_10,days_15,days_20,longer_or_open", ["bands number"]],
  ])("%s", (query, kinds) => expect(charts(query).map(({ kind, series }) => `${kind} ${series.map(({ key }) => key)}`)).toEqual(kinds));

  test("and each picture is found again under its own address, and the page that shows it", () => {
    for (const query of ["", "grain=month", "rows=category&category=heating,roads,waste&from=latest&measure=received&sort=value", "rows=district&from=2026-Q2&to=2026-Q2"]) {
      for (const spec of charts(query)) {
        const address = new URL(chartAddress(spec, "svg"), "http://portal");
        const { lang: _, ...asked } = Object.fromEntries(address.searchParams);
        expect(Object.keys(asked).every((name) => parametersOf("view").some((known) => known === name))).toBe(true);
        expect(chartOf("view", asked, en, wholeCity())).toEqual(spec);
        expect(pageAddress(spec)).toBe(`/en/stats?${new URLSearchParams(spec.query as Record<string, string>)}`);
      }
    }
  });
  test("a view without a chart is refused in words", () => {
    expect(() => chartOf("view", { rows: "period", columns: "district", measure: "received" }, en, wholeCity())).toThrow(Refusal);
    expect(() => chartOf("view", { measure: "received,late" }, en, wholeCity())).toThrow(Refusal);
  });
});

describe("what it says", () => {
  const quarters = periodsTo("2026-Q3", 6).map((period, i) => outcome(count(period, 100 + i), { onTime: 80, late: 10, open: 10 }));
  test("is the newest number and that of a year before", () => expect(charts("measure=received", quarters)[0]!.title).toBe("Received: 105 in Q3 2026, 101 in Q3 2025"));
  test("is from where to where a list goes, and nobody is called last", () => {
    const [spec] = charts("rows=district&from=latest&measure=received", [count("2026-Q3", 400), count("2026-Q3", 300, { district: "z1" }), count("2026-Q3", 90, { district: "z2" })]);
    expect(spec!.title).toBe("Received by district: from 90 to 300");
  });
  test("of nothing but withheld numbers, that they are", () => {
    expect(charts("rows=district&from=latest&measure=received", [count("2026-Q3", 400), count("2026-Q3", null, { district: "z1" }), count("2026-Q3", null, { district: "z2" })])[0]!.title).toBe(en.t("allHidden"));
  });
  test("exists in each language", () => {
    for (const locale of locales) for (const spec of charts("", wholeCity(), context(locale))) expect([spec.title, spec.subtitle, spec.table.caption].every(Boolean)).toBe(true);
  });
});

test("the picture shows what there is room for, the table has it all and says so", () => {
  const cube = periodsTo("2026-Q3", 20).map((period, i) => count(period, 100 + i));
  const [spec] = charts("measure=received", cube);
  expect(spec!.rows).toHaveLength(12);
  expect(spec!.table.rows).toHaveLength(20);
  expect(spec!.rest).toContain("8 more rows");
});

test("a total stands in the table, not beside its parts in the picture", () => {
  const [spec] = charts("rows=category&from=latest&measure=received");
  expect(spec!.rows.map(({ key }) => key)).not.toContain("all");
  expect(spec!.table.rows[0]!.key).toBe("all");
});

test("nor does a group beside what it is made of", () => {
  const codelists = { ...en.codelists, category: [...en.codelists.category, { ...en.codelists.category[0]!, code: "boilers", parent: "heating", depth: 1 }] };
  const cube = [count("2026-Q3", 900), count("2026-Q3", 400, { category: "heating" }), count("2026-Q3", 90, { category: "boilers" }), count("2026-Q3", 70, { category: "waste" })];
  const [spec] = charts("rows=category&from=latest&measure=received", cube, { ...en, codelists });
  expect(spec!.rows.map(({ key }) => key).sort()).toEqual(["boilers", "waste"]);
  expect(spec!.table.rows.map(({ key }) => key)).toContain("heating");
  expect(spec!.title).toBe("Received by category: from 70 to 90");
});

test("withheld, zero or small, is drawn and told the same", async () => {
  const view = async (n: number) => {
    const row = duration(outcome(count("2026-Q3", null, { district: "z1" }), null), null);
    const cube = [outcome(duration(count("2026-Q3", 400), [1, 1, 1, 1, 1, 95], 3, 9), { onTime: 80, late: 10, open: 10 }), outcome(duration(count("2026-Q3", 90, { district: "z2" }), [1, 1, 1, 1, 1, 85], 3, 9), { onTime: 60, late: 10, open: 10 }),
      { ...row, received: n, on_time: n, late: n, open: n, with_deadline: n, median_days: n, p90_days: n }];
    const specs = charts("rows=district&from=latest&sort=value", cube);
    return JSON.stringify(specs) + (await Promise.all(specs.map((spec) => renderSvg(spec, { width: "phone" })))).join("");
  };
  expect(await view(0)).toBe(await view(4));
});
