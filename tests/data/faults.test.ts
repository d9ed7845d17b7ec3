import { readdirSync, readFileSync, readlinkSync, renameSync, truncateSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { disconnect } from "#db/connect.ts";
import { env } from "#env.ts";
import { fetchData, problemOf } from "#tests/data/fetch-data.ts";
import { openCity, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner, false);
  const quarter = "2026-Q1";
  await publishTwoYears(town);
  // A file large enough to be left in the middle of.
  await town.publish({ id: "2026-05-06", classes: [{ quarter, release: "", categoryGroup: "heat", category: "cold", cityPart: "town", district: "zone-1", outcome: "on_time", durationBand: "days_5", appeals: 60_000 }] });
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterAll(async () => {
  town.remove();
  await db.drop();
});

test("a real city's files say nothing of a demonstration, in name, header or row", async () => {
  const response = await fetchData("/data/appeals.csv");
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="appeals-2026-05-06.csv"');
  expect(response.headers.has("x-demonstration")).toBe(false);
  const text = await response.text();
  expect(text).toContain(",official\r\n");
  expect(text).not.toContain("demonstration");
});

/** How many of the release's files this process holds open. */
const openFiles = () => readdirSync("/proc/self/fd").filter((fd) => {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`).includes(town.code);
  } catch {
    return false; // closed since it was listed
  }
}).length;
test.skipIf(process.platform !== "linux")("500 aborted downloads leave no file open, and the next reader is served at once", async () => {
  for (let round = 0; round < 10; round++) {
    await Promise.all(Array.from({ length: 50 }, async (_, i) => {
      const response = await fetchData("/data/appeals-records.csv");
      const reader = response.body!.getReader();
      // Some leave before the first byte, some while it is read, some after a few.
      if (i % 3 === 0) return reader.cancel();
      const first = reader.read();
      if (i % 3 === 1) return reader.cancel().then(() => first);
      await first;
      await reader.read();
      if (i === 2) expect(openFiles()).toBeGreaterThan(0); // the count does see what is open
      return reader.cancel();
    }));
  }
  // And one that is answered and never read at all.
  await fetchData("/data/appeals-records.csv");
  await vi.waitFor(() => expect(openFiles()).toBe(0));
  const [{ stuck }] = await db.owner`SELECT count(*)::int AS stuck FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()` as unknown as [{ stuck: number }];
  expect(stuck).toBe(0);
  const start = performance.now();
  const response = await fetchData("/data/appeals-records.csv");
  const body = Buffer.from(await response.arrayBuffer());
  expect(body.equals(readFileSync(path.join(town.directory, "2026-05-06", "appeals-records.csv")))).toBe(true);
  expect(performance.now() - start).toBeLessThan(500);
});

test("no reader holds a database connection: 60 at once, none read, and the pool still answers", async () => {
  const waiting = await Promise.all(Array.from({ length: 60 }, () => fetchData("/data/appeals-records.csv")));
  expect((await fetchData("/data/appeals.csv?grain=year")).status).toBe(200);
  await Promise.all(waiting.map((response) => response.body!.cancel()));
});

test("a missing or damaged file is a 503 that names it, never half a file", async () => {
  const file = path.join(town.directory, "2026-05-06", "codelists/status.csv");
  renameSync(file, `${file}.away`);
  const missing = await fetchData("/data/codelists/status.csv");
  expect(missing.status).toBe(503);
  expect(missing.headers.get("retry-after")).toBe("60");
  expect(await problemOf(missing)).toMatchObject({ code: "fileMissing", detail: expect.stringMatching(/codelists\/status\.csv of release 2026-05-06/) });
  renameSync(`${file}.away`, file);
  expect((await fetchData("/data/codelists/status.csv")).status).toBe(200);
  truncateSync(file, 10);
  expect((await fetchData("/data/codelists/status.csv")).status).toBe(503);
});

test("a file that shrinks while it is read breaks off visibly", async () => {
  const response = await fetchData("/data/releases/2026-05-06/appeals-records.csv");
  const reader = response.body!.getReader();
  await reader.read();
  truncateSync(path.join(town.directory, "2026-05-06", "appeals-records.csv"), 100_000);
  await expect((async () => { while (!(await reader.read()).done); })()).rejects.toThrow(/shorter/);
});

test("a database that is away is a 503, never a 404 and never an empty file", async () => {
  const url = env.DATABASE_URL!;
  await disconnect();
  const nowhere = new URL(url);
  nowhere.port = "1";
  env.DATABASE_URL = nowhere.href;
  for (const address of ["/data/appeals.csv", "/data/appeals.json?grain=year", "/data/appeals-records.csv", "/data/releases/2026-01-06/appeals.csv", "/data/releases.json", "/data/codelists/district.csv", "/data/nothing"]) {
    const response = await fetchData(address);
    expect(response.status, address).toBe(503);
    expect((await problemOf(response)).code).toBe("unavailable");
  }
  env.DATABASE_URL = url;
  expect((await fetchData("/data/appeals.json?grain=year")).status).toBe(200);
});
