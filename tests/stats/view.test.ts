import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Refusal } from "#lib/errors.ts";
import { measures } from "#lib/stats/measure.ts";
import { axes, dimensions, readView, viewParameters, viewQuery, type View } from "#lib/stats/view.ts";

const read = (query: string): View => readView(new URLSearchParams(query));
const refusalOf = (query: string): Refusal => {
  try { read(query); } catch (error) { if (error instanceof Refusal) return error; throw error; }
  throw new Error(`Nothing was refused: ${query}`);
};

describe("an address", () => {
  test("without parameters is the city by quarter: quarters down, what is counted across", () => {
    expect(read("")).toEqual({
      measure: ["received", "on_time_share", "late", "open", "median_days", "p90_days"], grain: "quarter", from: null, to: null,
      rows: ["period"], columns: ["measure"], category: ["all"], district: ["all"], channel: ["all"], sort: "list", release: null,
    });
  });
  test("empty fields of the form are no wish", () => expect(read("from=&to=+&grain=&rows=&rows=&category=")).toEqual(read("")));
  test("takes a list with commas or by repeating, in any order", () => {
    expect(read("district=b,a&measure=late&measure=received")).toMatchObject({ district: ["b", "a"], measure: ["received", "late"] });
    expect(read("district=b&district=a")).toEqual(read("district=b,a"));
  });
  test("of before the table tool still means what it meant", () => {
    expect(read("grain=quarter&category=heating&district=each&channel=all&from=2025-Q1&to=2026-Q2")).toMatchObject({
      category: ["heating"], district: ["each"], rows: ["period", "district"], columns: ["measure"], from: "2025-Q1", to: "2026-Q2",
    });
    expect(read("grain=month&channel=each")).toMatchObject({ rows: ["period", "channel"], measure: ["received"] });
  });
  test("with an unknown parameter, word or period is refused by name", () => {
    expect(refusalOf("distrikt=north")).toMatchObject({ code: "unknownParameter", field: "distrikt", status: 400 });
    expect(refusalOf("measure=happiness")).toMatchObject({ code: "unknownCode", field: "measure" });
    expect(refusalOf("grain=week")).toMatchObject({ code: "unknownCode", field: "grain" });
    expect(refusalOf("rows=colour")).toMatchObject({ code: "unknownCode", field: "rows" });
    expect(refusalOf("sort=random")).toMatchObject({ code: "unknownCode", field: "sort" });
    expect(refusalOf("from=yesterday")).toMatchObject({ code: "unknownPeriod", field: "from" });
    expect(refusalOf("to=latest")).toMatchObject({ code: "unknownPeriod", field: "to" });
  });
  test("with two steps, an axis on both sides, a bound beside the newest period, or different measures by size is refused", () => {
    expect(refusalOf("grain=month&grain=year")).toMatchObject({ code: "repeatedParameter", field: "grain" });
    expect(refusalOf("rows=period&columns=period")).toMatchObject({ code: "axisTwice" });
    expect(refusalOf("rows=measure,period,category,district,channel")).toMatchObject({ code: "axesOnOneSide", field: "rows" });
    expect(refusalOf("from=latest&to=2026-Q1")).toMatchObject({ code: "boundOfLatest", field: "to" });
    expect(refusalOf("rows=measure&columns=period&sort=value")).toMatchObject({ code: "sortOfMeasures", field: "sort" });
  });
});

describe("every axis with several values has a place", () => {
  test("several codes go down, several measures across, one period needs none", () => {
    expect(read("rows=category&columns=period&district=a,b&measure=received")).toMatchObject({ rows: ["category", "district"], columns: ["period"], category: ["each"] });
    expect(read("rows=district&columns=category&from=2026-Q1&to=2026-Q1&measure=received,late")).toMatchObject({ rows: ["district"], columns: ["category", "measure"] });
    expect(read("rows=district&from=2026-Q1&to=2026-Q1")).toMatchObject({ rows: ["district"], columns: ["measure"] });
    expect(read("rows=district&from=latest")).toMatchObject({ rows: ["district"], columns: ["measure"] });
    expect(read("rows=district&from=2026&to=2026")).toMatchObject({ rows: ["district", "period"] });
  });
  test("and a side that nothing is left for has what there is", () => {
    expect(read("columns=period&measure=received")).toMatchObject({ rows: ["measure"], columns: ["period"] });
    expect(read("columns=measure&from=latest")).toMatchObject({ rows: ["period"], columns: ["measure"] });
  });
});

const word = fc.oneof(
  fc.constantFrom("", " ", ",", "all", "each", "top", "latest", "unknown", "heat", "zone-1", "month", "quarter", "year", "2026", "2026-Q1", "2026-03", "2026-13", "list", "name", "value",
    "__proto__", "constructor", "%00", "'; DROP TABLE open.release; --", "<script>", "·", "-1", "1e9", ...axes, ...measures),
  fc.string({ maxLength: 12, unit: "binary" }), fc.string({ minLength: 200, maxLength: 300 }));
const address = fc.array(fc.tuple(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...viewParameters) }, { weight: 1, arbitrary: word }), fc.oneof(word, fc.array(word, { maxLength: 4 }).map((words) => words.join(",")))), { maxLength: 7 });

test("whatever is written, it is read or refused with 400, never a fault; nothing said is left out", () => {
  fc.assert(fc.property(address, (pairs) => {
    const search = new URLSearchParams(pairs);
    let view: View;
    try { view = readView(search); } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
      expect((error as Refusal).status).toBe(400);
      expect((error as Refusal).say("kk")).not.toBe("");
      return;
    }
    for (const [name, value] of search) {
      expect(viewParameters).toContain(name);
      const kept = [view[name as keyof View]].flat();
      const said = ["measure", "rows", "columns", ...dimensions].includes(name) ? value.split(",") : [value];
      for (const one of said.map((text) => text.trim()).filter(Boolean)) expect(kept.includes(one) || kept[0] === "each", `${name}=${value}`).toBe(true);
    }
    expect(new Set([...view.rows, ...view.columns]).size).toBe(view.rows.length + view.columns.length);
  }), { numRuns: 3000 });
});

test("a view has one address, which reads back as that view", () => {
  fc.assert(fc.property(address, (pairs) => {
    let view: View;
    try { view = readView(new URLSearchParams(pairs)); } catch { return; }
    const query = viewQuery(view);
    expect(readView(new URLSearchParams(query))).toEqual(view);
    expect(viewQuery(readView(new URLSearchParams(query)))).toBe(query);
  }), { numRuns: 3000 });
});
