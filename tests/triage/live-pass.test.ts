import { createServer, get, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PageCache, rememberEncodings } from "#scripts/serve/page-cache.ts";

// A server that, as /office/live does, never ends its answer.
let left = false;
const asked: (string | undefined)[] = [];
const cache = new PageCache(async (request, response) => {
  asked.push(request.headers["accept-encoding"] as string | undefined);
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write("data: 1\n\n");
  response.on("close", () => { left = true; });
});
const server = createServer((request, response) => {
  rememberEncodings(request);
  void cache.handle(request, response);
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, resolve)));
afterAll(() => { server.closeAllConnections(); server.close(); });

test("the office's events pass the page cache as they are written, not compressed, and its reader may leave", async () => {
  const { port } = server.address() as { port: number };
  const answer = await new Promise<IncomingMessage>((resolve) => get({ port, path: "/office/live", headers: { "accept-encoding": "br, gzip" } }, resolve));
  const first = await new Promise<Buffer>((resolve) => answer.once("data", resolve));
  expect(String(first)).toBe("data: 1\n\n");
  expect([answer.headers["content-encoding"], answer.headers["content-length"], asked]).toEqual([undefined, undefined, [undefined]]);
  answer.destroy();
  await expect.poll(() => left).toBe(true);
});
