import { createHash } from "node:crypto";

/** An inline script: no src attribute. Next writes its flight data and bootstrap that way. */
const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * The Content-Security-Policy of one finished page: exactly its own inline scripts by hash, everything else from this
 * server only. A nonce would make every page dynamic (performance.md); the hash of the finished HTML does not.
 * Style attributes are allowed (chart marks carry them), style elements are not.
 */
export function policyFor(html: string, framable = false): string {
  const hashes = new Set<string>();
  for (const [, body] of html.matchAll(inlineScript)) {
    if (body) hashes.add(`'sha256-${createHash("sha256").update(body).digest("base64")}'`);
  }
  return [
    "default-src 'none'", `script-src 'self' ${[...hashes].join(" ")}`.trim(), "style-src 'self'", "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:", "media-src 'self'", "font-src 'self'", "connect-src 'self'", "manifest-src 'self'", "form-action 'self'", "base-uri 'none'",
    `frame-ancestors ${framable ? "*" : "'none'"}`,
  ].join("; ");
}
