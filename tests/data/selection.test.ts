import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchData, problemOf } from "#tests/data/fetch-data.ts";
import { openCity, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
  await publishTwoYears(town);
});
afterAll(async () => {
  town.remove();
  await db.drop();
});

type Row = Record<string, string>;
const rowsAt = async (query: string): Promise<Row[]> => {
  const response = await fetchData(`/data/appeals.csv?${query}`);
  expect(response.status, query).toBe(200);
  return parse(await response.text(), { columns: true, record_delimiter: "\r\n" });
};

describe("rows are selected", () => {
  test.each([
    ["grain=year", (row: Row) => row.grain === "year"],
    ["category=heat", (row: Row) => row.category === "heat"],
    ["category=heat&district=all&channel=all&grain=quarter", (row: Row) => row.category === "heat" && row.district === "all" && row.grain === "quarter"],
    ["district=zone-1", (row: Row) => row.district === "zone-1"],
    ["channel=phone&from=2025-03&to=2025-Q2", (row: Row) => row.channel === "phone" && row.period! >= "2025-03" && row.period! <= "2025-06"],
    ["period=2025-Q3", (row: Row) => row.period === "2025-Q3"],
    ["from=2026", (row: Row) => row.period!.startsWith("2026")],
  ])("%s: those of the whole file, all of them, in its order", async (query, matches) => {
    const rows = await rowsAt(query);
    expect(rows.length).toBeGreaterThan(0);
    const whole = parse(await (await fetchData("/data/appeals.csv")).text(), { columns: true, record_delimiter: "\r\n" }) as Row[];
    expect(rows).toEqual(whole.filter(matches));
    const json = await (await fetchData(`/data/appeals.json?${query}`)).json();
    expect(json.row_count).toBe(rows.length);
    expect(json.rows.map((row: Record<string, unknown>) => Object.values(row).map((value) => (value === null ? "" : String(value))))).toEqual(rows.map((row) => Object.values(row)));
  });
  test("of an older release", async () => {
    expect((await rowsAt("period=2025-Q2&category=all&release=2026-01-06"))[0]!.received).toBe("300");
    expect((await rowsAt("period=2025-Q2&category=all"))[0]).toMatchObject({ received: "301", received_status: "r" });
  });
});

test("zero and small look alike: one withheld cell's line is another's", async () => {
  const [one] = await rowsAt("period=2025-Q1&category=leak&district=zone-1");
  const [other] = await rowsAt("period=2025-Q1&category=leak&district=zone-2");
  const { district: _, ...withheld } = one!;
  expect(withheld).toMatchObject({ received: "", received_status: "c" });
  expect([other!.received, other!.received_status]).toEqual(["", "c"]);
});

describe("what can't be answered is refused by name", () => {
  test.each([
    ["distrct=town", "unknownParameter", "distrct", /period, grain, category/],
    ["district=town&district=zone-1", "repeatedParameter", "district", /more than once/],
    ["district=mars", "unknownCode", "district", /codelists\/district\.csv/],
    ["district=", "unknownCode", "district", /“”/],
    ["category=HEAT", "unknownCode", "category", /codelists\/category/],
    ["channel=fax", "unknownCode", "channel", /codelists\/channel/],
    ["grain=week", "unknownCode", "grain", /month, quarter, year/],
    ["period=2031-01", "unknownPeriod", "period", /month 2025-01…2026-03/],
    ["from=yesterday", "unknownPeriod", "from", /quarter 2025-Q1…2026-Q1/],
    ["to=2025-13", "unknownPeriod", "to", /year 2025…2025/],
    ["release=2020-01-06", "unknownCode", "release", /releases\.json/],
    ["release=../../etc", "unknownCode", "release", /releases\.json/],
    ["category=heat&channel=phone", "notPublished", undefined, /month × channel/],
    ["category=leak&grain=month", "notPublished", undefined, /quarter 2025-Q1…2026-Q1/],
    ["category=aid&district=town", "notPublished", undefined, /quarter × category × district/],
    ["district=unknown", "notPublished", undefined, /month × district/],
    ["from=2026&to=2025", "notPublished", undefined, /month 2025-01…2026-03/],
  ])("%s", async (query, code, parameter, detail) => {
    for (const extension of ["csv", "json"]) {
      const response = await fetchData(`/data/appeals.${extension}?${query}`);
      expect(response.status).toBe(400);
      const body = await problemOf(response);
      expect(body).toMatchObject({ code, title: "Bad Request" });
      expect(body.parameter).toBe(parameter);
      expect(body.detail).toMatch(detail);
      expect(response.headers.get("cache-control")).toBe("no-store");
    }
  });
});

test("10 000 addresses: never a fault of ours, never an empty file", { timeout: 120_000 }, async () => {
  const name = fc.oneof({ weight: 6, arbitrary: fc.constantFrom("period", "grain", "category", "district", "channel", "from", "to", "release") }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) });
  const value = fc.oneof({ weight: 6, arbitrary: fc.constantFrom("all", "unknown", "heat", "cold", "aid", "town", "zone-1", "phone", "web", "month", "quarter", "year", "2025", "2025-Q2", "2025-07",
    "2026-01-06", "2026-04-06.1", "__proto__", "constructor", "1' OR '1'='1", "\0", "٢٠٢٥") }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) });
  const raw = fc.string({ unit: fc.constantFrom(..."%&=?;+#az09ғ'\"\\\u0000".split("")), maxLength: 30 });
  const query = fc.oneof(
    { weight: 4, arbitrary: fc.array(fc.tuple(name, value), { maxLength: 4 }).map((pairs) => pairs.map(([n, v]) => `${encodeURIComponent(n.toWellFormed())}=${encodeURIComponent(v.toWellFormed())}`).join("&")) },
    { weight: 1, arbitrary: raw });
  const seen = { 200: 0, 400: 0 };
  await fc.assert(fc.asyncProperty(query, fc.constantFrom("csv", "json"), async (text, extension) => {
    const response = await fetchData(`/data/appeals.${extension}?${text}`);
    expect([200, 400]).toContain(response.status);
    seen[response.status as 200 | 400]++;
    if (response.status === 400) await problemOf(response);
    else {
      expect(Number(response.headers.get("x-row-count"))).toBeGreaterThan(0);
      await response.body!.cancel();
    }
  }), { numRuns: 10_000 });
  expect(seen[200]).toBeGreaterThan(500);
  expect(seen[400]).toBeGreaterThan(500);
});
