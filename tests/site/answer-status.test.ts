import { createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { PageCache } from "#scripts/serve/page-cache.ts";

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A server whose pages all have this head. */
async function serving(head: string): Promise<() => Promise<Response>> {
  const cache = new PageCache(async (_request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(`<!DOCTYPE html><html><head>${head}</head><body></body></html>`);
  });
  const server = createServer((request, response) => void cache.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  closers.push(() => { server.closeAllConnections(); server.close(); });
  const { port } = server.address() as { port: number };
  return () => fetch(`http://localhost:${port}/kk/stats`);
}

test.each([400, 404, 503])("a page that says %i is answered so, and is not kept by anyone", async (status) => {
  const get = await serving(`<meta name="answer-status" content="${status}"/>`);
  const answer = await get();
  expect(answer.status).toBe(status);
  expect(answer.headers.get("cache-control") ?? "").not.toContain("s-maxage");
  expect(answer.headers.get("retry-after")).toBe(status === 503 ? "60" : null);
});

test("a page that says nothing, or quotes the tag in its text, is 200", async () => {
  const get = await serving("<title>&lt;meta name=\"answer-status\" content=\"503\"/&gt;</title>");
  expect((await get()).status).toBe(200);
});
