import { Refusal } from "#lib/errors.ts";
import { readParameters } from "#lib/exports/parameters.ts";
import { fileNamed, newestShelf, shelfOf } from "#lib/exports/shelf.ts";
import { answerWithFile } from "#lib/exports/stored-file.ts";

/** A whole file of the newest release under its standing address /data/{name}; takes no parameters. */
export async function answerNewestFile(request: Request, name: string): Promise<Response> {
  readParameters(request, []);
  const shelf = await newestShelf();
  return answerWithFile(request, { ...shelf, file: fileNamed(shelf.release, name), canonical: `/data/${name}`, frozen: false });
}

/** A frozen file: /data/releases/{id}/{name}. */
export async function answerFrozenFile(request: Request, id: string, name: string): Promise<Response> {
  readParameters(request, []);
  const shelf = await shelfOf(id);
  if (!shelf) throw new Refusal("noSuchFile");
  return answerWithFile(request, { ...shelf, file: fileNamed(shelf.release, name), canonical: `/data/releases/${id}/${name}`, frozen: true });
}
