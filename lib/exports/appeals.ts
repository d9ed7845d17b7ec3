import { appealsDataset, describeColumn, type Column } from "#lib/exports/dataset.ts";
import { csvChunks, type Cell } from "#lib/exports/csv.ts";
import { dataKindOf, demonstrationNote } from "#lib/exports/labelling.ts";
import { licence } from "#lib/exports/licence.ts";
import { locales } from "#lib/i18n/locale.ts";
import type { City } from "#lib/stats/city.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import type { ReleaseHead } from "#lib/stats/release.ts";

export type AppealsHead = { city: City; release: Pick<ReleaseHead, "id" | "asOf" | "publishedAt"> };

/** Of the JSON files' shape. It grows when a key is renamed, removed or changes its meaning; a new key is no new version. */
export const jsonVersion = 1;

/** A function that gives a row of the cube as these of the dataset's columns. */
function cellsOf(columns: readonly Column[], city: City): (row: CubeRow) => Cell[] {
  const kind = dataKindOf(city);
  const names = columns.map((column) => column.name as keyof CubeRow | "data_kind");
  return (row) => names.map((name) => (name === "data_kind" ? kind : row[name]));
}

/** The CSV file in pieces. */
export const appealsCsvChunks = (city: City, rows: readonly CubeRow[], columns: readonly Column[] = appealsDataset.columns): Generator<string> =>
  csvChunks(columns.map((column) => column.name), rows.values().map(cellsOf(columns, city)));

/** What the JSON file says before its rows: what it is, of when, by whom, what its columns mean. */
function jsonHead({ city, release }: AppealsHead, columns: readonly Column[], rows: number): string {
  const words = (about: "title" | "about", column: Column) => Object.fromEntries(locales.map((locale) => [locale, describeColumn(column, locale)[about]]));
  return JSON.stringify({
    dataset: appealsDataset.name, version: jsonVersion, city: city.code, name: city.name, ...demonstrationNote(city),
    release: release.id, as_of: release.asOf, published_at: release.publishedAt.toISOString(),
    publisher: city.publisher, license: licence.url,
    columns: columns.map((column) => {
      const { word: _, missing: __, ...machine } = column; // in JSON a value that is missing is null
      return { ...machine, title: words("title", column), description: words("about", column) };
    }),
    row_count: rows,
  });
}

/** The JSON file in pieces: its head, then the rows, one to a line; a measure without a value is null and its twin says why. */
export function* appealsJsonChunks(head: AppealsHead, rows: readonly CubeRow[], columns: readonly Column[] = appealsDataset.columns): Generator<string> {
  yield `${jsonHead(head, columns, rows.length).slice(0, -1)},"rows":[\n`;
  const cells = cellsOf(columns, head.city);
  const keys = columns.map(({ name }, i) => `${i === 0 ? "{" : ","}${JSON.stringify(name)}:`);
  const texts = new Map<Cell, string>(); // few different ones: codes, symbols, small numbers
  const value = (cell: Cell): string => {
    if (typeof cell === "number") return String(cell);
    const known = texts.get(cell);
    if (known !== undefined) return known;
    const text = JSON.stringify(cell);
    texts.set(cell, text);
    return text;
  };
  for (let i = 0; i < rows.length; i += 2000) {
    let chunk = "";
    for (const row of rows.slice(i, i + 2000)) {
      if (chunk !== "" || i > 0) chunk += ",\n";
      cells(row).forEach((cell, k) => (chunk += keys[k] + value(cell)));
      chunk += "}";
    }
    yield chunk;
  }
  yield "\n]}\n";
}
