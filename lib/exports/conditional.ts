/** Whether the reader already holds these bytes (RFC 9110, 13.1): by tag where he names one, else by date. */
export function isUnchanged(request: Request, etag: string, lastModified: Date): boolean {
  const tags = request.headers.get("if-none-match");
  if (tags !== null) return tags.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
  const since = Date.parse(request.headers.get("if-modified-since") ?? "");
  return Math.floor(lastModified.getTime() / 1000) * 1000 <= since;
}

export type ByteRange = { start: number; end: number };

/**
 * The part of a file that a request asks for. Null: the whole file, because none is asked for, or in a form we don't serve
 * (several ranges), or of an older version (If-Range). "unsatisfiable": it begins past the end.
 */
export function askedRange(request: Request, size: number, etag: string, lastModified: Date): ByteRange | null | "unsatisfiable" {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range") ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return null;
  const condition = request.headers.get("if-range");
  if (condition !== null && condition !== etag && condition !== lastModified.toUTCString()) return null;
  if (from === "") return Number(to) === 0 ? "unsatisfiable" : { start: Math.max(0, size - Number(to)), end: size - 1 };
  const start = Number(from);
  const end = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < start) return null;
  return start >= size ? "unsatisfiable" : { start, end };
}
