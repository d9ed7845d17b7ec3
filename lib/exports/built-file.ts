import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { isUnchanged } from "#lib/exports/conditional.ts";
import { dataHeaders, type DataHeaders } from "#lib/exports/headers.ts";
import { preferred } from "#lib/exports/preferred.ts";

const compress = {
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 1 }),
};
/** Less than a network packet isn't worth compressing. */
const SMALL = 1400;

/** Answers with bytes made for this request: whole before the first one goes, so that their number and tag are known. */
export async function answerWithBytes(request: Request, text: string, about: DataHeaders): Promise<Response> {
  const plain = Buffer.from(text);
  const headers = dataHeaders(about);
  const wish = plain.length > SMALL ? preferred(request.headers.get("accept-encoding") ?? "identity", ["br", "gzip", "identity"]) : "identity";
  const encoding = wish === "br" || wish === "gzip" ? wish : null;
  const etag = `"${createHash("sha256").update(plain).digest("hex").slice(0, 32)}${encoding ? `-${encoding}` : ""}"`;
  headers.set("ETag", etag);
  if (isUnchanged(request, etag, about.release.publishedAt)) return new Response(null, { status: 304, headers });
  const body = encoding ? await compress[encoding](plain) : plain;
  if (encoding) headers.set("Content-Encoding", encoding);
  headers.set("Content-Length", String(body.length));
  return new Response(request.method === "HEAD" ? null : new Uint8Array(body), { headers });
}
