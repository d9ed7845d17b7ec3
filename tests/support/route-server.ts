import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";

type Handler = (request: Request) => Response | Promise<Response>;

/** Route handlers behind real HTTP, as Next hands them their requests: by method. */
export async function routeServer(handlers: Partial<Record<"GET" | "POST", Handler>>): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const handler = handlers[incoming.method as "GET"];
      if (!handler) return void outgoing.writeHead(405).end();
      const body = incoming.method === "GET" ? {} : { body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" };
      const answer = await handler(new Request(`http://${incoming.headers.host}${incoming.url}`, { method: incoming.method!, headers: incoming.headers as Record<string, string>, ...body } as RequestInit));
      // A body that was not read to its end leaves nothing behind for the next request.
      outgoing.writeHead(answer.status, { ...Object.fromEntries(answer.headers), connection: "close" }).end(Buffer.from(await answer.arrayBuffer()));
    })().catch((error: unknown) => outgoing.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

/** What Next tells a handler whose address ends in a secret. */
export const secretOf = (request: Request) => ({ params: Promise.resolve({ secret: decodeURIComponent(new URL(request.url).pathname.split("/").at(-1)!) }) });
