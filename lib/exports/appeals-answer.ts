import { openDb } from "#db/open.ts";
import { Refusal, shorten } from "#lib/errors.ts";
import { appealsCells, appealsHeader, appealsJsonChunks, appealsJsonRow } from "#lib/exports/appeals.ts";
import { answerWithBytes } from "#lib/exports/built-file.ts";
import { toCsv } from "#lib/exports/csv.ts";
import { dictionaryAddress } from "#lib/exports/dictionary-address.ts";
import { type Asked, readAsked, selectRows } from "#lib/exports/selection.ts";
import { metadataName } from "#lib/exports/file-name.ts";
import { fileNamed, newestShelf, type Shelf, shelfOf } from "#lib/exports/shelf.ts";
import { answerWithFile } from "#lib/exports/stored-file.ts";
import type { City } from "#lib/stats/city.ts";
import { codelists } from "#lib/stats/codelists.ts";
import { readCube, type CubeRow } from "#lib/stats/cube.ts";

/** /data/appeals.csv and .json: the whole published cube from the disk, or the rows asked for, built in memory. */
export async function answerAppeals(request: Request, extension: "csv" | "json"): Promise<Response> {
  const asked = readAsked(request);
  const shelf = asked.release === undefined ? await newestShelf() : await namedShelf(asked.release);
  const address = `/data/appeals.${extension}`;
  const { release: id, ...filters } = asked;
  if (Object.keys(filters).length === 0) {
    const canonical = id === undefined ? address : `/data/releases/${id}/appeals.${extension}`;
    return answerWithFile(request, { ...shelf, file: fileNamed(shelf.release, `appeals.${extension}`), canonical, frozen: false });
  }
  const [cube, lists] = await Promise.all([readCube(openDb(), shelf.release), codelists()]);
  const { rows } = selectRows(asked, cube, lists);
  const canonical = `${address}?${canonicalQuery(asked)}`;
  const folder = id === undefined ? "/data" : `/data/releases/${id}`;
  const make = () => (extension === "csv"
    ? [toCsv([appealsHeader]), ...rows.map((row) => line(row, shelf.city))].join("")
    : [...appealsJsonChunks(shelf, rows.map((row) => jsonLine(row, shelf.city)))].join(""));
  return answerWithBytes(request, `${shelf.city.code} ${shelf.release.id} ${canonical}`, make, {
    name: "appeals-selection", extension, canonical, describedBy: dictionaryAddress("appeals.csv"),
    ...(extension === "csv" ? { metadata: metadataName(`${folder}/appeals.csv`) } : {}),
    release: shelf.release, demo: shelf.city.demo, rows: rows.length, frozen: false,
  });
}

async function namedShelf(id: string): Promise<Shelf> {
  const shelf = await shelfOf(id);
  if (shelf) return shelf;
  await newestShelf(); // before the first release no name is wrong: there is nothing at all
  throw new Refusal("unknownCode", { name: "release", value: shorten(id), list: "/data/releases.json" }, "release");
}

const canonicalQuery = (asked: Asked): string => new URLSearchParams(Object.entries(asked).sort(([a], [b]) => (a < b ? -1 : 1))).toString();

// A row's text is made once and lives as long as the row, that is as long as its release's cube is kept.
const lines = new WeakMap<CubeRow, string>();
const jsonLines = new WeakMap<CubeRow, string>();
const line = (row: CubeRow, city: City): string => remembered(lines, row, () => toCsv([appealsCells(row, city)]));
const jsonLine = (row: CubeRow, city: City): string => remembered(jsonLines, row, () => appealsJsonRow(row, city));

function remembered(texts: WeakMap<CubeRow, string>, row: CubeRow, make: () => string): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const made = make();
  texts.set(row, made);
  return made;
}
