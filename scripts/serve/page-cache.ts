import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { preferred } from "#lib/exports/preferred.ts";
import { policyFor } from "#scripts/serve/csp.ts";

type Coding = "br" | "gzip";
type Page = { status: number; headers: [string, string | string[]][]; bodies: { identity: Buffer } & Partial<Record<Coding, Buffer>>; etag: string };
type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const capacity = 64 * 1024 * 1024;

/**
 * Public pages: the same bytes for everybody, so they may be kept. Next's own data requests (RSC) never are, nor what is
 * asked for in a roundabout way: Next resolves /kk/../office, and that is an official's page.
 */
const isPublic = (request: IncomingMessage) =>
  (request.method === "GET" || request.method === "HEAD") && /^\/(kk|ru|en)(\/|\?|$)/.test(request.url ?? "") && isStraight(request.url!) && !isData(request) && !isPrivateLink(request.url!) && !isOfTheMinute(request.url!);
/** The pages that letters to subscribers lead to: whose link it is, is nobody else's. */
const isPrivateLink = (url: string) => /^\/(kk|ru|en)\/data\/releases\/(confirm|leave)\?(.*&)?key=/.test(url);
/** What may be booked changes with every booking, and its form carries a token of its own. */
const isOfTheMinute = (url: string) => /^\/(kk|ru|en)\/reception(\/|\?|$)/.test(url);
const isStraight = (url: string) => {
  const path = url.split("?", 1)[0]!;
  return URL.canParse(path, "http://portal") && new URL(path, "http://portal").pathname === path;
};
const isData = (request: IncomingMessage) => request.headers.rsc !== undefined || request.headers["next-action"] !== undefined;
const wantsPage = (request: IncomingMessage) => !isData(request) && !/^\/(_next\/static|data|charts)\//.test(request.url ?? "");
/** The office's events (app/office/live): an answer without an end, each part of it sent on as it is written. */
const isLive = (request: IncomingMessage) => /^\/office\/live(\?|$)/.test(request.url ?? "");

/**
 * Finished public pages, kept by address until the next release: a published page never changes otherwise
 * (open-data.md). Each is rendered once, compressed once, and carries a policy made for its own scripts.
 * Office pages pass through and are given their policy too, but are never kept.
 */
export class PageCache {
  readonly #render: Handler;
  #pages = new Map<string, Page>();
  #pending = new Map<string, Promise<Page>>();
  #bytes = 0;

  constructor(render: Handler) {
    this.#render = render;
  }

  /** Forgets everything, and keeps nothing that was begun before: a new release is out. */
  clear(): void {
    this.#pages = new Map();
    this.#pending = new Map();
    this.#bytes = 0;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isLive(request)) {
      delete request.headers["accept-encoding"]; // a compressor holds events back until it has enough of them
      return this.#render(request, response);
    }
    if (!wantsPage(request)) return this.#render(request, response);
    if (!isPublic(request)) return send(request, response, await capture(this.#render, request, response, false));
    const key = request.url!;
    const known = this.#pages.get(key);
    if (known) {
      this.#pages.delete(key);
      this.#pages.set(key, known); // most recently used last
      return send(request, response, known);
    }
    const pending = this.#pending;
    const others = pending.get(key);
    if (others) {
      // Somebody else's request is being rendered; should he leave before it ends, this one renders itself.
      const page = await others.catch((error) => { if (!(error instanceof ReaderLeft)) throw error; });
      return page ? send(request, response, page) : this.handle(request, response);
    }
    const own = capture(this.#render, request, response, true);
    pending.set(key, own);
    try {
      const page = await own;
      if (pending === this.#pending) this.#keep(key, page);
      return send(request, response, page);
    } catch (error) {
      if (!(error instanceof ReaderLeft)) throw error;
    } finally {
      pending.delete(key);
    }
  }

  #keep(key: string, page: Page): void {
    if (page.status !== 200) return;
    this.#pages.set(key, page);
    this.#bytes += size(page);
    for (const [oldest, entry] of this.#pages) {
      if (this.#bytes <= capacity) break;
      this.#pages.delete(oldest);
      this.#bytes -= size(entry);
    }
  }
}

/** The reader closed his connection before the page was finished; Next stops rendering then. */
class ReaderLeft extends Error {}

const size = ({ bodies }: Page) => bodies.identity.length + (bodies.br?.length ?? 0) + (bodies.gzip?.length ?? 0);

/**
 * The status that a finished page says it must be answered with. Next sets none from within a page but by throwing, and
 * then the page is blank without JavaScript (app/_ui/head.tsx). Only our own head can hold this tag: text is escaped.
 */
function statusSaid(html: Buffer): number | undefined {
  const said = /<meta name="answer-status" content="([45]\d\d)"\/>/.exec(html.toString("utf8"));
  return said ? Number(said[1]) : undefined;
}

/**
 * All that Next is told of a request for a public page besides its address. It varies its answer by some headers (a
 * robot's name, its own prefetching), and what the first reader's browser says must not shape what all others get.
 */
const nobody = () => ({ host: "localhost", accept: "text/html" });

/**
 * Renders without sending: what Next writes is collected, and the real response is left untouched. `shared`: for everybody,
 * so from the address alone. Decided before: Next rewrites the request's address.
 */
async function capture(render: Handler, request: IncomingMessage, response: ServerResponse, shared: boolean): Promise<Page> {
  const chunks: Buffer[] = [];
  const own = { write: response.write, end: response.end, writeHead: response.writeHead, flushHeaders: response.flushHeaders };
  const collect = (chunk: unknown, encoding?: unknown) => {
    if (chunk && typeof chunk !== "function") chunks.push(Buffer.from(chunk as string, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8"));
  };
  delete request.headers["accept-encoding"]; // collected plain, compressed here
  const { method, headers: asked } = request;
  if (shared) request.headers = nobody();
  if (method === "HEAD") request.method = "GET"; // the kept page needs its body
  await new Promise<void>((resolve, reject) => {
    response.writeHead = function (this: ServerResponse, status: number, ...rest: unknown[]) {
      this.statusCode = status;
      const headers = rest.find((part) => typeof part === "object") as Record<string, string> | undefined;
      for (const [name, value] of Object.entries(headers ?? {})) this.setHeader(name, value);
      return this;
    } as typeof response.writeHead;
    response.flushHeaders = () => {};
    response.write = ((chunk: unknown, encoding: unknown, done: unknown) => {
      collect(chunk, encoding);
      const callback = typeof encoding === "function" ? encoding : done;
      if (typeof callback === "function") process.nextTick(callback as () => void);
      return true;
    }) as typeof response.write;
    response.end = ((chunk: unknown, encoding: unknown) => {
      collect(chunk, encoding);
      resolve();
      return response;
    }) as typeof response.end;
    response.once("close", () => reject(new ReaderLeft("The reader left.")));
    render(request, response).catch(reject);
  }).finally(() => {
    Object.assign(response, own);
    Object.assign(request, { method, headers: asked });
  });

  const identity = Buffer.concat(chunks);
  const headers: Page["headers"] = [];
  for (const name of response.getHeaderNames()) {
    const value = response.getHeader(name)!;
    if (!/^(content-length|transfer-encoding|connection|keep-alive|date|etag)$/.test(name)) headers.push([name, Array.isArray(value) ? value : String(value)]);
    response.removeHeader(name);
  }
  const html = /^text\/html/.test(String(headers.find(([name]) => name === "content-type")?.[1] ?? ""));
  const status = html ? statusSaid(identity) ?? response.statusCode : response.statusCode;
  if (status === 503) headers.push(["retry-after", "60"]);
  if (html) headers.push(["content-security-policy", policyFor(identity.toString("utf8"))]);
  // A proxy in front may keep a page for 5 s: so long may a new release take to show on every instance. An error never, nor
  // what a form led to: a resident's own case.
  const caching = status >= 400 || (method !== "GET" && method !== "HEAD") ? "no-store" : shared && status === 200 ? "public, max-age=0, s-maxage=5, must-revalidate" : null;
  if (caching) {
    const index = headers.findIndex(([name]) => name === "cache-control");
    headers.splice(index < 0 ? headers.length : index, 1, ["cache-control", caching]);
  }
  return {
    status, headers, etag: `"${createHash("sha256").update(identity).digest("base64url").slice(0, 22)}"`,
    bodies: compressed(identity, shared ? ["br", "gzip"] : [codingFor(request)]),
  };
}

function compressed(identity: Buffer, codings: (Coding | null)[]): Page["bodies"] {
  return {
    identity,
    ...(codings.includes("br") ? { br: brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length } }) } : {}),
    ...(codings.includes("gzip") ? { gzip: gzipSync(identity, { level: 6 }) } : {}),
  };
}

function send(request: IncomingMessage, response: ServerResponse, page: Page): void {
  const coding = codingFor(request);
  for (const [name, value] of page.headers) response.setHeader(name, value);
  response.setHeader("etag", `W/${page.etag}`);
  response.setHeader("vary", [...new Set([...String(response.getHeader("vary") ?? "").split(/,\s*/).filter(Boolean), "Accept-Encoding"])].join(", "));
  if (page.status === 200 && request.headers["if-none-match"]?.includes(page.etag)) {
    response.statusCode = 304;
    response.end();
    return;
  }
  const coded = coding && page.bodies[coding];
  const body = coded ?? page.bodies.identity;
  response.statusCode = page.status;
  if (coded) response.setHeader("content-encoding", coding);
  response.setHeader("content-length", body.length);
  response.end(request.method === "HEAD" ? undefined : body);
}

/** What the reader's browser accepts, remembered before capture() hides it from Next. */
const acceptedEncodings = new WeakMap<IncomingMessage, string | undefined>();
const codingFor = (request: IncomingMessage): Coding | null => {
  const liked = preferred(acceptedEncodings.get(request) ?? "", ["br", "gzip", "identity"]);
  return liked === "br" || liked === "gzip" ? liked : null;
};
export const rememberEncodings = (request: IncomingMessage) => acceptedEncodings.set(request, String(request.headers["accept-encoding"] ?? ""));
