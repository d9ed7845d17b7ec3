import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, request as ask, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { PageCache, rememberEncodings } from "#scripts/serve/page-cache.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
const page = (n: number) => `<!DOCTYPE html><html><body>${n}<script>start(${n})</script><script src="/a.js"></script></body></html>`;
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A real HTTP server with the cache before a renderer that counts. */
async function portal(render?: Handler) {
  let renders = 0;
  const cache = new PageCache(render ?? (async (_request, response) => {
    const n = ++renders;
    await sleep(20);
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("Cache-Control", "private, no-store");
    response.write(page(n).slice(0, 10));
    response.end(page(n).slice(10));
  }));
  const server = createServer((request, response) => {
    rememberEncodings(request);
    cache.handle(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  closers.push(() => { server.closeAllConnections(); server.close(); });
  const { port } = server.address() as { port: number };
  const get = (path: string, headers: Record<string, string> = {}, method = "GET") => new Promise<{ status: number; headers: IncomingMessage["headers"]; body: Buffer }>((resolve, reject) => {
    ask({ port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk)).on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }));
    }).on("error", reject).end();
  });
  return { cache, get, port, renders: () => renders };
}

test("a public page is rendered once until the next release", async () => {
  const { cache, get, renders } = await portal();
  const all = await Promise.all(Array.from({ length: 20 }, () => get("/kk")));
  expect(new Set(all.map((r) => r.body.toString()))).toEqual(new Set([page(1)]));
  cache.clear();
  expect((await get("/kk")).body.toString()).toBe(page(2));
  expect(renders()).toBe(2);
});

test("what was begun before a release is not kept after it", async () => {
  const { cache, get, renders } = await portal();
  const before = get("/kk");
  while (renders() === 0) await sleep(1);
  cache.clear();
  await before;
  expect((await get("/kk")).body.toString()).toBe(page(2));
});

test("the office, data requests and other methods are never kept", async () => {
  const { get, renders } = await portal();
  for (const [path, headers, method] of [["/office", {}, "GET"], ["/kk", { rsc: "1" }, "GET"], ["/kk", {}, "POST"], ["/kk/reception", {}, "GET"], ["/ru/reception?x", {}, "GET"]] as const) {
    await get(path, headers, method);
    await get(path, headers, method);
  }
  expect(renders()).toBe(10);
});

test("its policy allows exactly its own inline scripts", async () => {
  const { get } = await portal();
  for (const path of ["/kk", "/office"]) {
    const { headers, body } = await get(path);
    const script = /<script>(.*?)<\/script>/.exec(body.toString())![1]!;
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain(`script-src 'self' 'sha256-${createHash("sha256").update(script).digest("base64")}';`);
    expect(policy.match(/'unsafe-inline'/g)).toHaveLength(1); // style attributes only
    expect(policy).toContain("default-src 'none'");
  }
});

test("brotli, gzip and plain hold the same page; HEAD has its length; an unchanged page is 304", async () => {
  const { get } = await portal();
  const head = await get("/kk", {}, "HEAD");
  const plain = await get("/kk");
  expect(head.body).toHaveLength(0);
  expect(head.headers["content-length"]).toBe(String(plain.body.length));
  expect(brotliDecompressSync((await get("/kk", { "accept-encoding": "gzip, br" })).body)).toEqual(plain.body);
  expect(gunzipSync((await get("/kk", { "accept-encoding": "gzip" })).body)).toEqual(plain.body);
  expect((await get("/kk", { "if-none-match": String(plain.headers.etag) })).status).toBe(304);
  expect(plain.headers["cache-control"]).toMatch(/public.*s-maxage=5/);
});

test("errors are sent, never kept; the policy is there too", async () => {
  let n = 0;
  const { get } = await portal(async (_request, response) => {
    response.writeHead(n++ ? 200 : 503, { "content-type": "text/html" });
    response.end(`page ${n}`);
  });
  const first = await get("/ru/x");
  expect([first.status, first.body.toString()]).toEqual([503, "page 1"]);
  expect((await get("/ru/x")).body.toString()).toBe("page 2");
});

test("a reader who leaves spoils nothing for those who wait for the same page", async () => {
  let renders = 0;
  const { get, port } = await portal(async (_request, response) => {
    const n = ++renders;
    const left = new Promise((resolve) => response.once("close", resolve));
    await Promise.race([sleep(300), left]);
    if (response.destroyed) return new Promise(() => {}); // as Next does: an abandoned render never ends
    response.end(page(n));
  });
  const leaver = ask({ port, path: "/en" });
  leaver.on("error", () => {}).end();
  await sleep(50);
  const waiting = get("/en");
  await sleep(50);
  leaver.destroy();
  expect((await waiting).body.toString()).toBe(page(2));
});
