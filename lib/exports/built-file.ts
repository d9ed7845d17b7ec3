import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { isUnchanged } from "#lib/exports/conditional.ts";
import { isPacked } from "#lib/exports/extension.ts";
import { dataHeaders, type DataHeaders } from "#lib/exports/headers.ts";
import { preferred } from "#lib/exports/preferred.ts";
import { BytesResponse } from "#lib/exports/ready-response.ts";

type Bytes = Buffer<ArrayBuffer>;
type Encoding = "br" | "gzip" | "identity";
type Built = { identity: Bytes; tag: string; rows?: number } & Partial<Record<"br" | "gzip", Bytes>>;

/** Made lately, by address and release, the last used last: the same selection is built once and shared by its readers. */
const built = new Map<string, Built>();
const CAPACITY = 32 * 2 ** 20;
const sizeOf = ({ identity, br, gzip }: Built): number => identity.length + (br?.length ?? 0) + (gzip?.length ?? 0);

const compress: Record<"br" | "gzip", (bytes: Bytes) => Promise<Bytes>> = {
  br: async (bytes) => await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }) as Bytes,
  gzip: async (bytes) => await promisify(gzip)(bytes, { level: 1 }) as Bytes,
};
/** Less than a network packet isn't worth compressing, nor what is compressed in itself. */
const SMALL = 1400;

/** What is given away; with its number of rows where that is known only when it is made. */
type Made = string | Bytes | { content: string | Bytes; rows: number };
type Make = () => Made | Promise<Made>;

/**
 * Answers with bytes made for a selection: whole before the first one goes, so that their number and tag are known.
 * `key` names the bytes: equal keys must mean equal bytes. Who asks for what is just being made waits for it.
 * What `make` refuses is refused again each time.
 */
export async function answerWithBytes(request: Request, key: string, make: Make, about: DataHeaders): Promise<Response> {
  const file = built.get(key) ?? await build(key, make);
  const wish = file.identity.length > SMALL && !isPacked(about.extension) ? preferred<Encoding>(request.headers.get("accept-encoding") ?? "identity", ["br", "gzip", "identity"]) : undefined;
  const encoding = wish ?? "identity";
  const headers = dataHeaders({ ...about, rows: file.rows ?? about.rows });
  const etag = `"${file.tag}${encoding === "identity" ? "" : `-${encoding}`}"`;
  headers.set("ETag", etag);
  if (isUnchanged(request, etag, about.release.publishedAt)) return new Response(null, { status: 304, headers });
  if (encoding !== "identity") headers.set("Content-Encoding", encoding);
  const bytes = file[encoding] ?? (encoding === "identity" ? file.identity : await compress[encoding](file.identity));
  file[encoding] = bytes;
  keep(key, file);
  headers.set("Content-Length", String(bytes.length));
  return request.method === "HEAD" ? new Response(null, { headers }) : new BytesResponse(bytes, { headers });
}

const underWay = new Map<string, Promise<Built>>();

function build(key: string, make: Make): Promise<Built> {
  const others = underWay.get(key);
  if (others) return others;
  const own = Promise.resolve().then(make).then((made): Built => {
    const { content, rows } = typeof made === "string" || Buffer.isBuffer(made) ? { content: made, rows: undefined } : made;
    const identity = typeof content === "string" ? Buffer.from(content) : content;
    return { identity, tag: createHash("sha256").update(identity).digest("hex").slice(0, 32), ...(rows === undefined ? {} : { rows }) };
  }).finally(() => underWay.delete(key));
  underWay.set(key, own);
  return own;
}

function keep(key: string, file: Built): void {
  built.delete(key);
  built.set(key, file);
  let size = built.values().reduce((sum, entry) => sum + sizeOf(entry), 0);
  for (const [oldest, entry] of built) {
    if (size <= CAPACITY) break;
    built.delete(oldest);
    size -= sizeOf(entry);
  }
}
