import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchData } from "#tests/data/fetch-data.ts";
import { openCity, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
let whole: Buffer;
const address = "/data/releases/2026-01-06/appeals.csv";
const part = (range: string, headers = {}) => fetchData(address, { headers: { range, ...headers } });
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
  await publishTwoYears(town);
  whole = Buffer.from(await (await fetchData(address)).arrayBuffer());
});
afterAll(async () => {
  town.remove();
  await db.drop();
});

test("any part is that part of the plain bytes, even where the reader takes br", async () => {
  await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(whole.length + 100), async (start, length) => {
    const end = start + length;
    const response = await part(`bytes=${start}-${end}`, { "accept-encoding": "br" });
    const last = Math.min(end, whole.length - 1);
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${start}-${last}/${whole.length}`);
    expect(response.headers.get("content-length")).toBe(String(last - start + 1));
    expect(Buffer.from(await response.arrayBuffer()).equals(whole.subarray(start, end + 1))).toBe(true);
  }), { numRuns: 60 });
});

test("a download is resumed from the middle, and from the end backwards", async () => {
  expect(Buffer.from(await (await part("bytes=500-")).arrayBuffer()).equals(whole.subarray(500))).toBe(true);
  expect(Buffer.from(await (await part("bytes=-77")).arrayBuffer()).equals(whole.subarray(-77))).toBe(true);
  expect(Buffer.from(await (await part("bytes=-9999999")).arrayBuffer()).equals(whole)).toBe(true);
});

test("past the end is 416 and tells the size", async () => {
  for (const range of [`bytes=${"9".repeat(9)}-`, "bytes=-0"]) {
    const response = await part(range);
    expect([response.status, response.headers.get("content-range"), response.headers.get("access-control-expose-headers")]).toEqual([416, `bytes */${whole.length}`, "Content-Range, Accept-Ranges"]);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 416, code: "rangePastEnd" });
  }
  expect((await part(`bytes=${whole.length}-`)).status).toBe(416);
});

test.each(["bytes=5-2", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6", "bytes"])("%s is answered with the whole", async (range) => {
  const response = await part(range);
  expect([response.status, response.headers.get("content-length")]).toEqual([200, String(whole.length)]);
  await response.body!.cancel();
});

test("If-Range: a part only of the same bytes", async () => {
  const head = await fetchData(address, { method: "HEAD", headers: { range: "bytes=0-1" } });
  expect(head.status).toBe(200);
  expect((await part("bytes=0-1", { "if-range": head.headers.get("etag")! })).status).toBe(206);
  expect((await part("bytes=0-1", { "if-range": head.headers.get("last-modified")! })).status).toBe(206);
  expect((await part("bytes=0-1", { "if-range": '"another"' })).status).toBe(200);
});
