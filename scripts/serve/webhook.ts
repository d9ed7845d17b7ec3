import type { IncomingMessage, ServerResponse } from "node:http";
import { plain } from "#lib/resident/plain.ts";
import { answerWebhook } from "#lib/resident/webhooks.ts";

/** Meta's deliveries have up to 3 MB; what is delivered by SMS is smaller. */
const largest = 3 * 1024 * 1024;

export const isWebhook = (url = ""): boolean => url.startsWith("/api/intake/");

/** Answers a provider before Next sees it: Next's own part of a request costs more than keeping what it brings (docs/decisions/0021-intake.md). */
export async function serveWebhook(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = await bodyOf(incoming).catch(() => undefined);
  if (body === undefined) return void outgoing.destroy(); // he left before he had said all
  const answer = body === null ? plain(413, "Larger than any delivery.") : await answerWebhook(requestOf(incoming, body));
  outgoing.writeHead(answer.status, [...answer.headers].flat());
  outgoing.end(await answer.text());
}

/** All of it; null when it is larger than any delivery, whatever was said of its length. */
async function bodyOf(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming.iterator({ destroyOnReturn: false })) {
    size += (part as Buffer).length;
    if (size > largest) return null;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

function requestOf({ url, method = "GET", headers }: IncomingMessage, body: Buffer<ArrayBuffer>): Request {
  const origin = `http://${headers.host}`;
  return new Request(new URL(url!, URL.canParse(origin) ? origin : "http://portal"), { method: /^(GET|POST)$/.test(method) ? method : "PUT", headers: headers as Record<string, string>, ...(method === "POST" ? { body } : {}) });
}
