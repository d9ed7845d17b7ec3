import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { policyFor } from "#scripts/serve/csp.ts";

type Page = { status: number; headers: [string, string | string[]][]; bodies: { identity: Buffer; br: Buffer; gzip: Buffer }; etag: string };
type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const capacity = 64 * 1024 * 1024;

/** Public pages: the same bytes for everybody, so they may be kept. Next's own data requests (RSC) never are. */
const isPublic = (request: IncomingMessage) =>
  (request.method === "GET" || request.method === "HEAD") && /^\/(kk|ru|en)(\/|\?|$)/.test(request.url ?? "") && !isData(request);
const isData = (request: IncomingMessage) => request.headers.rsc !== undefined || request.headers["next-action"] !== undefined;
const wantsPage = (request: IncomingMessage) => !isData(request) && !/^\/(_next|data|charts|api)\//.test(request.url ?? "");

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
    if (!wantsPage(request)) return this.#render(request, response);
    if (!isPublic(request)) return send(request, response, await capture(this.#render, request, response));
    const key = `${request.headers.host} ${request.url}`;
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
    const own = capture(this.#render, request, response);
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

const size = ({ bodies }: Page) => bodies.identity.length + bodies.br.length + bodies.gzip.length;

/**
 * The status that a finished page says it must be answered with. Next sets none from within a page but by throwing, and
 * then the page is blank without JavaScript (app/_ui/head.tsx). Only our own head can hold this tag: text is escaped.
 */
function statusSaid(html: Buffer): number | undefined {
  const said = /<meta name="answer-status" content="([45]\d\d)"\/>/.exec(html.toString("utf8"));
  return said ? Number(said[1]) : undefined;
}

/** Renders without sending: what Next writes is collected, and the real response is left untouched. */
async function capture(render: Handler, request: IncomingMessage, response: ServerResponse): Promise<Page> {
  const chunks: Buffer[] = [];
  const own = { write: response.write, end: response.end, writeHead: response.writeHead, flushHeaders: response.flushHeaders };
  const collect = (chunk: unknown, encoding?: unknown) => {
    if (chunk && typeof chunk !== "function") chunks.push(Buffer.from(chunk as string, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8"));
  };
  delete request.headers["accept-encoding"]; // collected plain, compressed here
  const { method } = request;
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
  }).finally(() => Object.assign(response, own));
  request.method = method;

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
  if (isPublic(request) && status === 200) {
    const index = headers.findIndex(([name]) => name === "cache-control");
    // A proxy in front may keep a page for 5 s: so long may a new release take to show on every instance.
    headers.splice(index, index < 0 ? 0 : 1, ["cache-control", "public, max-age=0, s-maxage=5, must-revalidate"]);
  }
  return {
    status, headers, etag: `"${createHash("sha256").update(identity).digest("base64url").slice(0, 22)}"`,
    bodies: {
      identity,
      br: brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length } }),
      gzip: gzipSync(identity, { level: 6 }),
    },
  };
}

function send(request: IncomingMessage, response: ServerResponse, page: Page): void {
  const accepted = String(acceptedEncodings.get(request) ?? "");
  const encoding = /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : "identity";
  for (const [name, value] of page.headers) response.setHeader(name, value);
  response.setHeader("etag", `W/${page.etag}`);
  response.setHeader("vary", [...new Set([...String(response.getHeader("vary") ?? "").split(/,\s*/).filter(Boolean), "Accept-Encoding"])].join(", "));
  if (page.status === 200 && request.headers["if-none-match"]?.includes(page.etag)) {
    response.statusCode = 304;
    response.end();
    return;
  }
  const body = page.bodies[encoding];
  response.statusCode = page.status;
  if (encoding !== "identity") response.setHeader("content-encoding", encoding);
  response.setHeader("content-length", body.length);
  response.end(request.method === "HEAD" ? undefined : body);
}

/** What the reader's browser accepts, remembered before capture() hides it from Next. */
const acceptedEncodings = new WeakMap<IncomingMessage, string | undefined>();
export const rememberEncodings = (request: IncomingMessage) => acceptedEncodings.set(request, String(request.headers["accept-encoding"] ?? ""));
