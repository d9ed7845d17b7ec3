import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";

/** The largest form there is: Next's own limit for actions. next-auth's endpoint has none and reads whatever is sent. */
const largestBody = 1024 * 1024;
/** The addresses that take photos (app/[locale]/new and track, Open311); next.config.js lets as much through. */
const takesPhotos = /^\/((kk|ru|en)\/(new|track)|api\/open311\/v2\/requests\.(json|xml))(\?|$)/, largestWithPhotos = 48 * 1024 * 1024;
/** What providers hand over: Meta's deliveries have up to 3 MB. */
const largestDelivery = 3 * largestBody;

/** What a page is asked for by, forms and all. The other addresses say their own; Next would answer a page's DELETE with the page. */
const pageMethods = ["GET", "HEAD", "POST"];
const isPage = (url: string): boolean => !/^\/(api|data|charts|embed)\//.test(url);

/** What no part of the portal can make sense of is refused before any of it is asked: 400, 405, 411, 413; else null. */
export function refusedAtTheDoor({ method = "GET", url = "", headers }: Pick<IncomingMessage, "method" | "url" | "headers">): 400 | 405 | 411 | 413 | null {
  // Next answers a broken escape or Origin with 500, as if the fault were ours.
  if (!url.startsWith("/") || !isDecodable(url.split("?", 1)[0]!)) return 400;
  if (headers.origin !== undefined && headers.origin !== "null" && !URL.canParse(headers.origin)) return 400;
  if (isPage(url) && !pageMethods.includes(method)) return 405;
  if (headers["transfer-encoding"] !== undefined) return 411; // a body of a size that nobody says
  const most = takesPhotos.test(url) ? largestWithPhotos : url.startsWith("/api/intake/") ? largestDelivery : largestBody;
  return Number(headers["content-length"] ?? 0) > most ? 413 : null;
}

/** Refuses a request at the door, if it is to be. What is still being sent isn't read: the connection ends with the answer. */
export function turnedAway(request: IncomingMessage, response: ServerResponse): boolean {
  const refused = refusedAtTheDoor(request);
  if (refused === null) return false;
  response.writeHead(refused, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", connection: "close", ...(refused === 405 && { allow: pageMethods.join(", ") }) });
  response.end(`${STATUS_CODES[refused]}\n`);
  return true;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
