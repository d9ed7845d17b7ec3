import { createServer, type IncomingHttpHeaders, type IncomingMessage, request as ask, type ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { PageCache, rememberEncodings } from "#scripts/serve/page-cache.ts";

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** As Next does: dot segments are resolved, the address is rewritten in place, and what is shown depends on the request. */
async function likeNext(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url!, "http://portal");
  request.url = "/kk";
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Cache-Control", pathname === "/broken" ? "s-maxage=31536000" : "private, no-store");
  if (pathname === "/broken") response.statusCode = 500;
  if (pathname === "/api/auth/csrf") response.setHeader("Set-Cookie", `csrf=${request.headers.cookie}`);
  response.end(`<!DOCTYPE html><script>start()</script>${pathname} ${JSON.stringify(request.headers)}`);
}

async function portal() {
  const cache = new PageCache(likeNext);
  const server = createServer((request, response) => {
    rememberEncodings(request);
    cache.handle(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  closers.push(() => { server.closeAllConnections(); server.close(); });
  const { port } = server.address() as { port: number };
  return (path: string, headers: Record<string, string> = {}, method = "GET") => new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    ask({ port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk)).on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).toString() }));
    }).on("error", reject).end();
  });
}

test.each([
  "/kk/../office/cases", "/kk/%2e%2e/office/cases", "/kk/.%2E/office/cases", "/kk/x/../../office/cases", "/ru/../api/auth/csrf", "/en/./../office", "/kk\\..\\office",
])("an official's page under the alias %s is kept for nobody", async (address) => {
  const get = await portal();
  const his = await get(address, { cookie: "session=official" });
  expect(his.headers["cache-control"]).toBe("private, no-store");
  const stranger = await get(address);
  expect(stranger.body).not.toContain("session=official");
  expect(String(stranger.headers["set-cookie"])).not.toContain("session=official");
});

test("a page that Next answers under another address isn't given to proxies as public", async () => {
  const get = await portal();
  expect((await get("/office/cases", { cookie: "session=official" })).headers["cache-control"]).toBe("private, no-store");
});

test("what a form led to is kept by nobody and is drawn for each who sends it; the page itself stays everybody's", async () => {
  const get = await portal();
  const sent = await get("/kk/track", { "x-client-address": "10.1.1.1" }, "POST");
  expect(sent.headers["cache-control"]).toBe("no-store");
  expect(sent.body).toContain("10.1.1.1");
  expect((await get("/kk/track", { "x-client-address": "10.2.2.2" }, "POST")).body).toContain("10.2.2.2");
  expect((await get("/kk/track")).body).not.toMatch(/10\.[12]\./);
});

test("nothing of who asks first gets into a page that is kept for all", async () => {
  const get = await portal();
  const first = await get("/kk/stats?grain=year", {
    cookie: "session=official", host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "evil", "user-agent": "evil", "if-none-match": "evil", "next-router-prefetch": "evil",
    "x-nextjs-html-request-id": "evil", "x-invoke-path": "/evil", "accept-language": "evil", referer: "evil", "x-client-address": "10.6.6.6",
  });
  expect(first.status).toBe(200);
  expect(first.body).not.toMatch(/evil|official|10\.6\.6\.6/);
  const next = await get("/kk/stats?grain=year", { host: "ashyq.example" });
  expect(next.body).toBe(first.body);
  expect((await get("/kk/stats?grain=year", { "if-none-match": next.headers.etag! })).status).toBe(304);
});

test("an error is kept by no proxy either", async () => {
  const get = await portal();
  const broken = await get("/broken");
  expect(broken.status).toBe(500);
  expect(broken.headers["cache-control"]).toBe("no-store");
});

test.each(["/api/nothing", "/_next/nothing", "/office"])("HTML under %s has its policy too", async (address) => {
  const get = await portal();
  expect((await get(address)).headers["content-security-policy"]).toContain("default-src 'none'");
});

test("a coding that is refused is not sent", async () => {
  const get = await portal();
  expect((await get("/kk", { "accept-encoding": "br;q=0, gzip;q=0" })).headers["content-encoding"]).toBeUndefined();
  expect((await get("/kk", { "accept-encoding": "gzip;q=1, br;q=0" })).headers["content-encoding"]).toBe("gzip");
  expect((await get("/kk", { "accept-encoding": "gzip, deflate, br" })).headers["content-encoding"]).toBe("br");
});
