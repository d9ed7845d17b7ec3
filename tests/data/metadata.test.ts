import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchData } from "#tests/data/fetch-data.ts";
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

/** What a Link header says describes the answer, for machines. */
const described = (response: Response) => /<([^>]+)>; rel="describedby"; type="application\/csvm\+json"/.exec(response.headers.get("link")!)?.[1];

test.each([
  ["/data/appeals.csv", "/data/appeals.csv-metadata.json"],
  ["/data/appeals-records-2025.csv", "/data/appeals-records-2025.csv-metadata.json"],
  ["/data/codelists/district.csv", "/data/codelists/district.csv-metadata.json"],
  ["/data/releases/2026-01-06/appeals.csv", "/data/releases/2026-01-06/appeals.csv-metadata.json"],
  ["/data/appeals.csv?grain=year", "/data/appeals.csv-metadata.json"],
  ["/data/appeals.csv?grain=year&release=2026-04-06", "/data/releases/2026-04-06/appeals.csv-metadata.json"],
])("%s leads to %s, which is there", async (csv, metadata) => {
  const response = await fetchData(csv);
  expect(described(response)).toBe(metadata);
  const answer = await fetchData(metadata);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/csvm+json"]);
  // The description names the file it lies beside.
  const said = await answer.json();
  expect(new URL((said.tables?.[0] ?? said).url, new URL(metadata, "http://portal")).pathname).toBe(metadata.replace("-metadata.json", ""));
});

test("what is no CSV has no such description", async () => {
  for (const address of ["/data/appeals.json", "/data/releases.json", "/data/datapackage.json", "/data/appeals.csv-metadata.json"]) {
    expect(described(await fetchData(address)), address).toBeUndefined();
  }
});

test.each(["/data/appeals.csv-metadata.json", "/data/codelists/status.csv-metadata.json", "/data/datapackage.json", "/data/releases/2026-04-06.1/datapackage.json", "/data/catalog.jsonld"])("%s carries the data headers and answers 304, 400 and HEAD", async (address) => {
  const response = await fetchData(address);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("x-release")).toBe("2026-04-06.1");
  expect(response.headers.get("cache-control")).toMatch(address.includes("/releases/") ? /immutable/ : /max-age=300/);
  expect(response.headers.get("content-length")).toBe(String((await response.arrayBuffer()).byteLength));
  expect((await fetchData(address, { headers: { "if-none-match": response.headers.get("etag")! } })).status).toBe(304);
  expect((await fetchData(`${address}?lang=ru`)).status).toBe(400);
  expect((await (await fetchData(address, { method: "HEAD" })).arrayBuffer()).byteLength).toBe(0);
});
