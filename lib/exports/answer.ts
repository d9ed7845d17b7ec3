import { Refusal } from "#lib/errors.ts";
import { answerAppeals, isTableFormat } from "#lib/exports/appeals-answer.ts";
import { answerCatalogue } from "#lib/exports/catalogue-answer.ts";
import { takeApart } from "#lib/exports/extension.ts";
import { answerFrozenFile, answerNewestFile } from "#lib/exports/file-answer.ts";
import { answerDaily } from "#lib/exports/daily-answer.ts";
import { answerFeed } from "#lib/exports/feed-answer.ts";
import { corsAnswer } from "#lib/exports/headers.ts";
import { answerOpenApi } from "#lib/exports/openapi-answer.ts";
import { problem } from "#lib/exports/problem.ts";
import { answerReleases } from "#lib/exports/releases-answer.ts";
import { answerTable } from "#lib/exports/table-answer.ts";
import { isOutage } from "#lib/stats/outage.ts";

/** Answers any address below /data. Never throws. */
export const answerData = (request: Request): Promise<Response> => answerOpenly(request, (path) => route(request, path.slice("/data/".length)));

/**
 * One way for every error of an open address: a refusal is said as a problem, an outage is a 503 and never a 404 or an
 * empty file, and a fault of ours is noted and said as one. Never throws.
 */
export async function answerOpenly(request: Request, route: (path: string) => Promise<Response>, refused = problem): Promise<Response> {
  if (request.method === "OPTIONS") return corsAnswer();
  try {
    if (request.method !== "GET" && request.method !== "HEAD") throw new Refusal("methodNotAllowed");
    return await route(new URL(request.url).pathname);
  } catch (error) {
    if (error instanceof Refusal) return refused(request, error);
    console.error(error);
    return refused(request, new Refusal(isOutage(error) ? "unavailable" : "broken"));
  }
}

/** The addresses that are made for their request; all others are ready files, and the release says which exist. */
function route(request: Request, path: string): Promise<Response> {
  const { stem, extension } = takeApart(path);
  if (stem === "appeals" && isTableFormat(extension)) return answerAppeals(request, extension);
  if (stem === "table" && isTableFormat(extension)) return answerTable(request, extension);
  if (stem === "daily" && (extension === "csv" || extension === "json" || extension === "csv-metadata.json")) return answerDaily(request, extension);
  if (path === "catalog.jsonld") return answerCatalogue(request);
  if (path === "openapi.json") return answerOpenApi(request);
  if (path === "releases.json") return answerReleases(request);
  if (path === "releases.atom") return answerFeed(request);
  const [, id, name] = /^releases\/([^/]+)\/(.+)$/.exec(path) ?? [];
  return id !== undefined && name !== undefined ? answerFrozenFile(request, id, name) : answerNewestFile(request, path);
}
