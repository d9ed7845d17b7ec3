import { Refusal } from "#lib/errors.ts";
import { askedLanguage, excelFormats, excelName } from "#lib/exports/excel-name.ts";
import { takeApart } from "#lib/exports/extension.ts";
import { standingAddress } from "#lib/exports/file-name.ts";
import { readParameters } from "#lib/exports/parameters.ts";
import { fileNamed, newestShelf, shelfOf } from "#lib/exports/shelf.ts";
import { answerWithFile } from "#lib/exports/stored-file.ts";

/** A whole file of the newest release under its standing address /data/{name}; takes no parameters. */
export async function answerNewestFile(request: Request, name: string): Promise<Response> {
  readParameters(request, []);
  const shelf = await newestShelf();
  return answerWithFile(request, { ...shelf, file: fileNamed(shelf.release, name), canonical: standingAddress(name), frozen: false });
}

/** A frozen file: /data/releases/{id}/{name}; those for Excel also as /data/releases/{id}/appeals.xlsx?lang=ru. */
export async function answerFrozenFile(request: Request, id: string, address: string): Promise<Response> {
  const { stem, extension } = takeApart(address);
  const excel = excelFormats.find((candidate) => stem === "appeals" && candidate === extension);
  const { lang } = excel ? readParameters(request, ["lang"]) : { ...readParameters(request, []), lang: undefined };
  const shelf = await shelfOf(id);
  if (!shelf) throw new Refusal("noSuchFile");
  const name = excel ? excelName(excel, askedLanguage(lang)) : address;
  return answerWithFile(request, { ...shelf, file: fileNamed(shelf.release, name), canonical: `/data/releases/${id}/${name}`, frozen: true });
}
