import { dataRoute } from "#app/data/_answer.ts";
import { answerFrozenFile, answerNewestFile } from "#lib/exports/file-answer.ts";

/** Every ready file: /data/{name} of the newest release, /data/releases/{id}/{name} frozen. The release says which exist. */
export const { GET, HEAD, OPTIONS } = dataRoute(async (request, { params }: { params: Promise<{ path: string[] }> }) => {
  const { path } = await params;
  const [first, id, ...name] = path;
  if (first === "releases" && id !== undefined) return answerFrozenFile(request, id, name.join("/"));
  return answerNewestFile(request, path.join("/"));
});
