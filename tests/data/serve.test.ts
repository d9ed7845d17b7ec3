import { createHash } from "node:crypto";
import { createServer, request, type IncomingMessage, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { readdirSync, readlinkSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { GET } from "#app/data/[...path]/route.ts";
import { isDataAddress, serveData } from "#lib/exports/serve.ts";
import { openCity, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
let server: Server;
let port: number;
let pending = 0;
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
  await publishTwoYears(town);
  await town.publish({ id: "2026-05-06", classes: [{ quarter: "2026-Q1", release: "", categoryGroup: "heat", category: "cold", cityPart: "town", district: "zone-1", outcome: "on_time", durationBand: "days_5", appeals: 300_000 }] });
  server = createServer((incoming, outgoing) => {
    pending++;
    outgoing.setHeader("x-content-type-options", "nosniff"); // as the portal's server does for every answer
    void serveData(incoming, outgoing).finally(() => pending--);
  }).listen(0);
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.close();
  await vi.waitFor(() => expect(pending).toBe(0));
  town.remove();
  await db.drop();
});

const ask = (path: string, { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {}) => new Promise<{ response: IncomingMessage; body: Buffer }>((resolve, reject) => {
  request({ port, path, method, headers }, (response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk) => chunks.push(chunk)).on("end", () => resolve({ response, body: Buffer.concat(chunks) })).on("error", reject);
  }).on("error", reject).end();
});
const openFiles = () => readdirSync("/proc/self/fd").filter((fd) => {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`).includes(town.code);
  } catch {
    return false;
  }
}).length;

test("on the wire: length, tag, encoding and the whole file", async () => {
  const plain = await ask("/data/appeals-records.csv");
  expect(plain.response.headers).toMatchObject({ "content-length": String(plain.body.length), "x-row-count": "300102", "accept-ranges": "bytes" });
  expect(plain.response.headers["transfer-encoding"]).toBeUndefined();
  expect(plain.response.headers.etag).toBe(`"${createHash("sha256").update(plain.body).digest("hex").slice(0, 32)}"`);
  expect(plain.response.rawHeaders.filter((name) => name.toLowerCase() === "x-content-type-options")).toHaveLength(1);
  const packed = await ask("/data/appeals-records.csv", { headers: { "accept-encoding": "br" } });
  expect(packed.response.headers).toMatchObject({ "content-encoding": "br", "content-length": String(packed.body.length) });
  expect(brotliDecompressSync(packed.body).equals(plain.body)).toBe(true);
  const part = await ask("/data/appeals-records.csv", { headers: { range: "bytes=1000-1999" } });
  expect([part.response.statusCode, part.body.equals(plain.body.subarray(1000, 2000))]).toEqual([206, true]);
});

test("HEAD has the length and no body, 304 has neither", async () => {
  const head = await ask("/data/appeals.csv?grain=year", { method: "HEAD" });
  expect([head.response.statusCode, head.body.length]).toEqual([200, 0]);
  const get = await ask("/data/appeals.csv?grain=year");
  expect(head.response.headers["content-length"]).toBe(String(get.body.length));
  expect((await ask("/data/appeals.csv?grain=year", { headers: { "if-none-match": get.response.headers.etag! } })).response.statusCode).toBe(304);
});

test("nothing but reading", async () => {
  for (const method of ["POST", "DELETE", "PUT", "PATCH"]) {
    const { response } = await ask("/data/appeals.csv", { method });
    expect([response.statusCode, response.headers.allow, response.headers["content-type"]]).toEqual([405, "GET, HEAD, OPTIONS", "application/problem+json"]);
  }
  expect((await ask("/data/appeals.csv", { method: "OPTIONS" })).response.statusCode).toBe(204);
});

test.each(["/data/%E0%A4%A", "/data/%", "/data//appeals.csv", "/data/..%5c..%5cx", "/data/../../etc/passwd", "/data/", "/data/?x", "/data/appeals.csv/"])("a broken address %s is a 404", async (path) => {
  expect((await ask(path)).response.statusCode).toBe(path === "/data/?x" ? 400 : 404);
});

test.skipIf(process.platform !== "linux")("500 readers who leave in the middle leave no file open", { timeout: 60_000 }, async () => {
  let seen = 0;
  for (let round = 0; round < 10; round++) {
    await Promise.all(Array.from({ length: 50 }, (_, i) => new Promise<void>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.write("GET /data/appeals-records.csv HTTP/1.1\r\nHost: x\r\n\r\n");
        if (i % 3 === 0) socket.destroy();
      });
      socket.once("data", () => {
        seen = Math.max(seen, openFiles());
        if (i % 3 === 1) socket.resetAndDestroy();
        else setTimeout(() => socket.destroy(), 5);
      });
      socket.once("close", () => resolve()).once("error", () => {});
    })));
  }
  expect(seen).toBeGreaterThan(0);
  await vi.waitFor(() => expect(openFiles()).toBe(0), 5000);
  expect((await ask("/data/appeals.csv")).response.statusCode).toBe(200);
});

test("two hundred slow readers cost little memory", { timeout: 60_000 }, async () => {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const sockets = Array.from({ length: 200 }, () => {
    const socket = connect(port, "127.0.0.1", () => socket.write("GET /data/appeals-records.csv HTTP/1.1\r\nHost: x\r\n\r\n"));
    return socket.pause();
  });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const grown = (process.memoryUsage().rss - before) / 2 ** 20;
  for (const socket of sockets) socket.destroy();
  expect(grown).toBeLessThan(64);
});

test("Next's route answers the same, uncompressed", async () => {
  const response = await GET(new Request("http://x/data/appeals.csv", { headers: { "accept-encoding": "br" } }));
  expect([response.status, response.headers.get("content-encoding")]).toEqual([200, null]);
  expect(Buffer.from(await response.arrayBuffer()).equals((await ask("/data/appeals.csv")).body)).toBe(true);
  expect([isDataAddress("/data/x"), isDataAddress("/kk/data"), isDataAddress(undefined)]).toEqual([true, false, false]);
});

test("address and headers together are at most 16 kB, as the interface's page says", async () => {
  const asked = (length: number) => ask(`/data/appeals.csv?district=${"x".repeat(length)}`);
  expect((await asked(15_000)).response.statusCode).toBe(400);
  expect((await asked(17_000)).response.statusCode).toBe(431);
});
