import { env } from "#env.ts";
import { isSaved, mediaTypes, type Extension } from "#lib/exports/extension.ts";
import { licence } from "#lib/exports/licence.ts";
import type { Locale } from "#lib/i18n/locale.ts";

/** What every data answer says of itself (open-data.md, Headers). */
export type DataHeaders = {
  /** File name without extension and without the release's date: "appeals-records-2025". */
  name: string;
  extension: Extension;
  /** The language of its words, where it is for one reader and not for all. */
  language?: Locale | undefined;
  /** Address of what this is a view of, and of the page that describes it. */
  canonical: string;
  describedBy: string;
  /** Address of the same in a machine's words, where there is one (CSVW). */
  metadata?: string;
  release: { id: string; publishedAt: Date };
  /** Of no release: the id is the last day that it tells of. */
  unreleased?: true;
  demo: boolean;
  rows: number | null;
  /** A frozen file never changes; the newest one may every month. */
  frozen: boolean;
};

/** An address of ours, absolute where the portal knows its own name. */
export const absolute = (address: string): string => (env.PUBLIC_URL ? new URL(address, env.PUBLIC_URL).href : address);

/** The headers of an open file: its name, type and language, of which release it is and where it is described. */
export function dataHeaders(file: DataHeaders): Headers {
  const name = `${file.name}-${file.release.id}${file.demo ? "-demonstration" : ""}.${file.extension}`;
  return new Headers({
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Link, ETag, Content-Disposition, Content-Range, Accept-Ranges, X-Row-Count, X-Release, X-Demonstration",
    "X-Content-Type-Options": "nosniff",
    "Content-Type": mediaTypes[file.extension],
    "Content-Disposition": `${isSaved(file.extension) ? "attachment" : "inline"}; filename="${name}"`,
    ...(file.language ? { "Content-Language": file.language } : {}),
    "Last-Modified": file.release.publishedAt.toUTCString(),
    "Cache-Control": file.frozen ? "public, max-age=31536000, immutable" : "public, max-age=300, stale-while-revalidate=86400",
    Link: `<${licence.url}>; rel="license", <${absolute(file.canonical)}>; rel="canonical", <${absolute(file.describedBy)}>; rel="describedby"; type="text/html"${file.metadata === undefined ? "" : `, <${absolute(file.metadata)}>; rel="describedby"; type="application/csvm+json"`}`,
    Vary: "Accept-Encoding",
    ...(file.unreleased ? {} : { "X-Release": file.release.id }),
    ...(file.rows === null ? {} : { "X-Row-Count": String(file.rows) }),
    ...(file.demo ? { "X-Demonstration": "true" } : {}),
  });
}

/** The answer to a browser's question whether another site may fetch this. */
export const corsAnswer = (): Response => new Response(null, {
  status: 204,
  headers: {
    Allow: "GET, HEAD, OPTIONS", "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Range, If-None-Match, If-Modified-Since, If-Range, Accept-Language", "Access-Control-Max-Age": "86400",
  },
});
