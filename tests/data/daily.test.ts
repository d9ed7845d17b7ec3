import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { columnNames, dailyDataset } from "#lib/exports/dataset.ts";
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
const formats = ["csv", "json", "csv-metadata.json"].map((format) => `/data/daily.${format}`);

test.each(formats)("before the first day %s says that nothing is published", async (address) => {
  expect(await problemOf(await fetchData(address))).toMatchObject({ status: 404, code: "nothingPublished" });
});

test("CSV and JSON hold each day, also one of which nobody knows the answers; every day is a line", async () => {
  await db.owner`INSERT INTO open.daily VALUES ('2026-04-05', 0, 12, '', '2026-04-06T04:00:00Z'), ('2026-04-06', 17, NULL, 'x', '2026-04-07T04:00:00Z')`;
  const response = await fetchData("/data/daily.csv");
  const text = await response.text();
  expect(text).toBe("day,received,answered,answered_status,data_kind\r\n2026-04-05,0,12,,demonstration\r\n2026-04-06,17,,x,demonstration\r\n");
  const json = await (await fetchData("/data/daily.json")).json();
  expect(json).toMatchObject({ dataset: "daily", version: 1, last_day: "2026-04-06", published_at: "2026-04-07T04:00:00.000Z", row_count: 2, demonstration: true });
  expect(json.columns.map(({ name }: { name: string }) => name)).toEqual(columnNames(dailyDataset));
  const written = (value: unknown) => (value === null ? "" : String(value));
  expect(json.rows.map((row: Record<string, unknown>) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, written(value)])))).toEqual(parse(text, { columns: true }));
});

test.each(formats)("%s carries the contract of headers but for a release: it is of none", async (address) => {
  const response = await fetchData(address);
  const body = Buffer.from(await response.arrayBuffer());
  const { headers } = response;
  expect(headers.get("access-control-allow-origin")).toBe("*");
  expect(headers.get("cache-control")).toBe("public, max-age=300, stale-while-revalidate=86400");
  expect(headers.get("last-modified")).toBe("Tue, 07 Apr 2026 04:00:00 GMT");
  expect(headers.get("content-disposition")).toContain("daily-2026-04-06-demonstration.");
  expect(headers.get("x-release")).toBeNull();
  expect(headers.get("x-row-count")).toBe(address.endsWith("metadata.json") ? null : "2");
  expect(headers.get("link")).toContain('rel="license"');
  expect(headers.get("etag")).toBe(`"${createHash("sha256").update(body).digest("hex").slice(0, 32)}"`);
  expect((await fetchData(address, { headers: { "if-none-match": headers.get("etag")! } })).status).toBe(304);
  expect(await problemOf(await fetchData(`${address}?from=2026-04-05`))).toMatchObject({ status: 400, parameter: "from" });
});

test("a new day is a new file", async () => {
  const before = (await fetchData("/data/daily.csv")).headers.get("etag");
  await db.owner`INSERT INTO open.daily VALUES ('2026-04-07', 3, 4, '', '2026-04-08T04:00:00Z')`;
  const after = await fetchData("/data/daily.csv");
  expect(after.headers.get("etag")).not.toBe(before);
  expect(await after.text()).toMatch(/2026-04-07,3,4,,demonstration\r\n$/);
});

test("its description names the file's own columns in their order, and the catalogue its files with their true sums", async () => {
  const metadata = await (await fetchData("/data/daily.csv-metadata.json")).json();
  expect(metadata.tableSchema.columns.map(({ name }: { name: string }) => name)).toEqual(parse(await (await fetchData("/data/daily.csv")).text())[0]);
  const graph = (await (await fetchData("/data/catalog.jsonld")).json())["@graph"] as Record<string, any>[];
  const dataset = graph.find((node) => String(node["@id"]).endsWith("#daily"))!;
  expect(dataset["dct:accrualPeriodicity"]["@id"]).toMatch(/DAILY$/);
  for (const { "@id": id } of dataset["dcat:distribution"] as { "@id": string }[]) {
    const node = graph.find((one) => one["@id"] === id)!;
    const bytes = Buffer.from(await (await fetchData((node["dcat:downloadURL"] as { "@id": string })["@id"])).arrayBuffer());
    expect((node["spdx:checksum"] as { "spdx:checksumValue": { "@value": string } })["spdx:checksumValue"]["@value"]).toBe(createHash("sha256").update(bytes).digest("hex"));
  }
});
