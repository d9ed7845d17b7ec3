import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axes, viewParameters } from "#lib/stats/view.ts";
import { measures } from "#lib/stats/measure.ts";
import { fetchData, problemOf } from "#tests/data/fetch-data.ts";
import { openCity, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
});
afterAll(async () => {
  town.remove();
  await db.drop();
});
const formats = ["csv", "json", "excel.csv", "xlsx"] as const;

test("before the first release there is no table, and it says so", async () => {
  expect((await problemOf(await fetchData("/data/table.csv"))).code).toBe("nothingPublished");
  await publishTwoYears(town);
});

test.each(formats)("table.%s carries the header contract", async (format) => {
  const address = `/data/table.${format}?rows=category&from=latest&lang=ru`;
  const response = await fetchData(address);
  const { headers } = response, bytes = Buffer.from(await response.arrayBuffer());
  expect(response.status).toBe(200);
  expect(headers.get("content-length")).toBe(String(bytes.length));
  expect(headers.get("access-control-allow-origin")).toBe("*");
  expect(headers.get("x-release")).toBe("2026-04-06.1");
  expect(Number(headers.get("x-row-count"))).toBeGreaterThan(3);
  expect(headers.get("cache-control")).toBe("public, max-age=300, stale-while-revalidate=86400");
  expect(headers.get("content-disposition")).toBe(`${format === "json" ? "inline" : "attachment"}; filename="table-2026-04-06.1-demonstration.${format}"`);
  expect(headers.get("link")).toContain(`</data/table.${format}?measure=received,on_time_share,late,open,median_days,p90_days&grain=quarter&from=latest&rows=category&columns=measure`);
  expect(headers.get("content-language")).toBe(format === "xlsx" || format === "excel.csv" ? "ru" : null);
  expect((await fetchData(address, { headers: { "if-none-match": headers.get("etag")! } })).status).toBe(304);
  const head = await fetchData(address, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length"), (await head.arrayBuffer()).byteLength]).toEqual([200, String(bytes.length), 0]);
});

test("a table of a release stays as it was; a release that isn't one is refused by name", async () => {
  const at = async (release: string) => (await fetchData(`/data/table.csv?measure=received&from=2025-Q2&to=2025-Q2&release=${release}`)).text();
  expect(await at("2026-01-06")).toContain("2025-Q2,all,all,all,300,,demonstration");
  expect(await at("2026-04-06.1")).toContain("2025-Q2,all,all,all,301,r,demonstration");
  expect(await problemOf(await fetchData("/data/table.csv?release=1999-01-01"))).toMatchObject({ status: 400, code: "unknownCode", parameter: "release" });
});

test("the same view under another spelling of its address is the same file", async () => {
  const [one, other] = await Promise.all(["measure=late,received&rows=period", "grain=quarter&measure=received&measure=late&sort=list"].map((query) => fetchData(`/data/table.csv?${query}`)));
  expect(other!.headers.get("link")).toBe(one!.headers.get("link"));
  expect(other!.headers.get("etag")).toBe(one!.headers.get("etag"));
});

test("whatever is asked for, it is a table or a problem that names what is wrong: never a fault, never nothing", async () => {
  const word = fc.oneof(fc.constantFrom("", "all", "each", "top", "latest", "heat", "leak", "zone-1", "month", "quarter", "year", "2025", "2025-Q1", "2025-03", "value", "name", "2026-04-06", "__proto__", "ru", ...axes, ...measures), fc.string({ maxLength: 8, unit: "binary" }));
  const pair = fc.tuple(fc.constantFrom(...viewParameters, "lang", "colour"), fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(",")));
  await fc.assert(fc.asyncProperty(fc.array(pair, { maxLength: 5 }), fc.constantFrom(...formats), async (pairs, format) => {
    const response = await fetchData(`/data/table.${format}?${new URLSearchParams(pairs)}`);
    if (response.status !== 200) {
      expect((await problemOf(response)).status).toBe(400);
      return;
    }
    expect(Number(response.headers.get("x-row-count"))).toBeGreaterThan(0);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(20);
  }), { numRuns: 300 });
}, 120_000);
