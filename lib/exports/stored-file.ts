import { stat } from "node:fs/promises";
import path from "node:path";
import { dataDir } from "#env.ts";
import { Refusal } from "#lib/errors.ts";
import { askedRange, isUnchanged } from "#lib/exports/conditional.ts";
import { takeApart } from "#lib/exports/extension.ts";
import { FileResponse } from "#lib/exports/ready-response.ts";
import { dictionaryAddress } from "#lib/exports/dictionary-address.ts";
import { fileKind, metadataName } from "#lib/exports/file-name.ts";
import { dataHeaders } from "#lib/exports/headers.ts";
import { preferred } from "#lib/exports/preferred.ts";
import type { City } from "#lib/stats/city.ts";
import type { Release, ReleaseFile } from "#lib/stats/release.ts";

/** Which file of which release, and under what address it is asked for. */
export type Stored = { city: City; release: Release; file: ReleaseFile; canonical: string; frozen: boolean };

type Encoding = "br" | "gzip" | "identity";
const twin: Record<Encoding, string> = { br: ".br", gzip: ".gz", identity: "" };
const sizeOf = (file: ReleaseFile, encoding: Encoding): number | null => ({ br: file.br, gzip: file.gz, identity: file.bytes })[encoding];

/** Folder of a release's files. */
export const releaseDirectory = (city: Pick<City, "code">, releaseId: string): string => path.join(dataDir, "releases", city.code, releaseId);

/**
 * Answers with a ready file of a release: compressed as the reader likes best, whole, in part (206) or not at all when he
 * has it (304). Its size is checked against what the release announced, so that a damaged file is never given away.
 * @throws Refusal fileMissing
 */
export async function answerWithFile(request: Request, stored: Stored): Promise<Response> {
  const { city, release, file } = stored;
  const { stem, extension } = takeApart(path.basename(file.name));
  const headers = dataHeaders({
    name: stem, extension, language: fileKind(file.name)?.locale, canonical: stored.canonical, describedBy: dictionaryAddress(file.name),
    release, demo: city.demo, rows: file.rows, frozen: stored.frozen,
    ...(release.files.some(({ name }) => name === metadataName(file.name)) ? { metadata: metadataName(stored.canonical) } : {}),
  });
  headers.set("Accept-Ranges", "bytes");
  // A part is a part of the plain bytes: that is what a broken download goes on with.
  const wantsPart = request.method === "GET" && request.headers.has("range");
  const wish: Encoding = (!wantsPart && preferred(request.headers.get("accept-encoding") ?? "identity", ["br", "gzip", "identity"])) || "identity";
  const encoding = sizeOf(file, wish) === null ? "identity" : wish;
  const size = sizeOf(file, encoding)!;
  const etag = `"${file.sha256.slice(0, 32)}${twin[encoding].replace(".", "-")}"`;
  headers.set("ETag", etag);
  if (encoding !== "identity") headers.set("Content-Encoding", encoding);

  const onDisk = path.join(releaseDirectory(city, release.id), `${file.name}${twin[encoding]}`);
  const found = await stat(onDisk).catch(() => null);
  if (found?.size !== size) {
    console.error(`${onDisk}: ${found ? `${found.size} bytes instead of ${size}` : "missing"}`);
    throw new Refusal("fileMissing", { name: file.name, release: release.id });
  }
  if (isUnchanged(request, etag, release.publishedAt)) return new Response(null, { status: 304, headers });

  const range = wantsPart ? askedRange(request, size, etag, release.publishedAt) : null;
  if (range === "unsatisfiable") throw new Refusal("rangePastEnd", { size });
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range) headers.set("Content-Range", `bytes ${start}-${end}/${size}`);
  headers.set("Content-Length", String(end - start + 1));
  if (request.method === "HEAD") return new Response(null, { headers });
  return new FileResponse({ path: onDisk, start, end }, { status: range ? 206 : 200, headers });
}
