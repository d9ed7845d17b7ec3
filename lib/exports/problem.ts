import { STATUS_CODES } from "node:http";
import { Refusal } from "#lib/errors.ts";
import { readerLanguage } from "#lib/exports/reader-language.ts";

/**
 * A refusal as application/problem+json (RFC 9457): the one shape of every error below /data. `code` is stable for
 * programs, `parameter` names what was wrong in the address, `detail` says it in the reader's language.
 */
export function problem(request: Request, refusal: Refusal): Response {
  const { status, code, field } = refusal;
  const language = readerLanguage(request.headers.get("accept-language"));
  const body = JSON.stringify({
    type: "about:blank", title: STATUS_CODES[status], status, detail: refusal.say(language), code, ...(field === undefined ? {} : { parameter: field }),
  });
  return new Response(body, {
    status,
    headers: {
      "Content-Type": "application/problem+json", "Content-Language": language, "Content-Length": String(Buffer.byteLength(body)),
      "Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", Vary: "Accept-Language",
      ...wayOn(refusal),
    },
  });
}

/** What a refusal's headers say to do instead: by which method to ask, up to which byte, or when; what waits for others' pictures is done in seconds. */
export function wayOn({ status, code, values }: Refusal): Record<string, string> {
  if (status === 405) return { Allow: "GET, HEAD, OPTIONS" };
  if (code === "rangePastEnd") return { "Content-Range": `bytes */${values.size}`, "Accept-Ranges": "bytes", "Access-Control-Expose-Headers": "Content-Range, Accept-Ranges" };
  return status === 503 ? { "Retry-After": code === "tooManyPictures" ? "5" : "60" } : {};
}
